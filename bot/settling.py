"""Settling one kept update: its effects and its mark `done` are one transaction (R1)."""

import logging
from dataclasses import replace

from telegram import Update

from bot.dispatch import Dispatcher, Popup
from bot.incoming import Incoming, taken_apart
from bot.ports import Backstage, Upload
from bot.service import settle_service
from inspection.desk import Desk
from inspection.inbox import InboxState, InboxUpdate
from inspection.plain import Facts, plain_of
from inspection.posting import Posting, Priority
from inspection.refusal import Refusal

log = logging.getLogger(__name__)


class Settler:
    """Takes kept updates one at a time and settles each, whatever happens in it."""

    def __init__(self, dispatcher: Dispatcher, backstage: Backstage) -> None:
        self._dispatcher = dispatcher
        self._backstage = backstage

    def settle(
        self,
        kept: InboxUpdate,
        update: Update,
        upload: Upload | None,
        upload_refusal: Refusal | None = None,
    ) -> Popup | None:
        """Settle one update; return what to answer to a pressed button."""
        incoming = taken_apart(update)
        try:
            if upload_refusal is not None:
                raise upload_refusal
            with self._backstage.desk() as desk:
                if self._is_done(desk, kept):
                    return None
                popup = None
                if not settle_service(desk, update) and incoming is not None:
                    popup = self._handle(desk, incoming, upload)
                self._mark(desk, kept, InboxState.DONE)
                return popup
        except Refusal as refusal:
            return self._refuse(kept, incoming, refusal)
        except Exception as fault:
            log.exception("update %s could not be settled", kept.update_id)
            return self._fault(kept, incoming, fault)

    def _handle(self, desk: Desk, incoming: Incoming, upload: Upload | None) -> Popup | None:
        try:
            return self._dispatcher.handle(desk, incoming, upload)
        except LookupError as missing:
            if incoming.callback:
                raise Refusal("button_out_of_date") from missing
            raise

    def _refuse(
        self, kept: InboxUpdate, incoming: Incoming | None, refusal: Refusal
    ) -> Popup | None:
        facts: Facts = {
            **{key: plain_of(value) for key, value in refusal.facts.items()},
            "citation": refusal.citation.text if refusal.citation else None,
        }
        return self._answer(kept, incoming, f"refusal_{refusal.code}", facts, InboxState.DONE)

    def _fault(
        self, kept: InboxUpdate, incoming: Incoming | None, fault: Exception
    ) -> Popup | None:
        return self._answer(
            kept, incoming, "fault", {"number": kept.update_id}, InboxState.FAULTY, repr(fault)
        )

    def _answer(
        self,
        kept: InboxUpdate,
        incoming: Incoming | None,
        kind: str,
        facts: Facts,
        state: InboxState,
        failure: str = "",
    ) -> Popup | None:
        with self._backstage.desk() as desk:
            if self._is_done(desk, kept):
                return None
            self._mark(desk, kept, state, failure)
            if incoming is None:
                return None
            if incoming.query_id:
                return Popup(incoming.query_id, kind, facts, alert=True)
            desk.ledger.post(
                Posting(
                    chat_id=incoming.chat_id,
                    kind=kind,
                    facts=facts,
                    dedupe=f"u{kept.update_id}:{state.value}",
                    priority=Priority.ANSWER,
                    created_at=desk.now,
                    reply_to=None if incoming.private else incoming.message_id,
                )
            )
        return None

    @staticmethod
    def _is_done(desk: Desk, kept: InboxUpdate) -> bool:
        return desk.ledger.inbox.get(kept.id).state is not InboxState.WAITING

    @staticmethod
    def _mark(desk: Desk, kept: InboxUpdate, state: InboxState, failure: str = "") -> None:
        desk.ledger.inbox.save(replace(kept, state=state, failure=failure[:500]))
