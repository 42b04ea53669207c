"""Settling one kept update: its effects and its mark `done` are one transaction (R1)."""

import logging
from dataclasses import replace
from enum import Enum

from telegram import Update

from bot.dispatch import Dispatcher, Popup
from bot.incoming import Incoming, taken_apart
from bot.lanes import lane_of
from bot.ports import Backstage, Upload
from bot.service import settle_service
from inspection.desk import Desk
from inspection.inbox import InboxState, InboxUpdate
from inspection.ledger import Ledger
from inspection.plain import Facts, plain_of
from inspection.posting import Posting, Priority
from inspection.refusal import Refusal

log = logging.getLogger(__name__)


class NotOurs(Enum):
    """The answer when an update is not this process's to settle now."""

    NOT_OURS = "not ours"


NOT_OURS = NotOurs.NOT_OURS


class Settler:
    """Takes kept updates one at a time and settles each, whatever happens in it."""

    def __init__(self, dispatcher: Dispatcher, backstage: Backstage, bot_name: str) -> None:
        self._dispatcher = dispatcher
        self._backstage = backstage
        self._bot_name = bot_name

    def settle(
        self,
        kept: InboxUpdate,
        update: Update,
        upload: Upload | None,
        upload_refusal: Refusal | None = None,
    ) -> Popup | NotOurs | None:
        """Settle one update; return what to answer to a pressed button.

        NOT_OURS: it is settled already, in the hands of another process, or not yet its turn. A
        fault may be a collision with another process: it is tried a second time.
        """
        incoming = taken_apart(update)
        try:
            if upload_refusal is not None:
                raise upload_refusal
            try:
                return self._settle(kept, update, incoming, upload)
            except Refusal:
                raise
            except Exception:
                log.warning("update %s is tried again", kept.update_id)
                return self._settle(kept, update, incoming, upload)
        except Refusal as refusal:
            return self._refuse(kept, incoming, refusal)
        except Exception as fault:
            log.exception("update %s could not be settled", kept.update_id)
            return self._fault(kept, incoming, fault)

    def give_up(self, kept: InboxUpdate, fault: Exception) -> bool:
        """Put an unreadable update aside for the operator; False when it is not ours."""
        return self._fault(kept, None, fault) is not NOT_OURS

    def _settle(
        self, kept: InboxUpdate, update: Update, incoming: Incoming | None, upload: Upload | None
    ) -> Popup | NotOurs | None:
        with self._backstage.rows() as ledger:
            if not ledger.claim_update(kept):
                return NOT_OURS
            ledger.hold(lane_of(incoming, self._bot_name))
            desk = self._backstage.desk_on(ledger)
            popup = None
            if not settle_service(desk, update) and incoming is not None:
                popup = self._handle(desk, incoming, upload)
            self._mark(ledger, kept, InboxState.DONE)
            return popup

    def _handle(self, desk: Desk, incoming: Incoming, upload: Upload | None) -> Popup | None:
        try:
            return self._dispatcher.handle(desk, incoming, upload)
        except LookupError as missing:
            if incoming.callback:
                raise Refusal("button_out_of_date") from missing
            raise

    def _refuse(
        self, kept: InboxUpdate, incoming: Incoming | None, refusal: Refusal
    ) -> Popup | NotOurs | None:
        facts: Facts = {
            **{key: plain_of(value) for key, value in refusal.facts.items()},
            "citation": refusal.citation.text if refusal.citation else None,
        }
        return self._answer(kept, incoming, f"refusal_{refusal.code}", facts, InboxState.DONE)

    def _fault(
        self, kept: InboxUpdate, incoming: Incoming | None, fault: Exception
    ) -> Popup | NotOurs | None:
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
    ) -> Popup | NotOurs | None:
        now = self._backstage.now()
        with self._backstage.rows() as ledger:
            if not ledger.claim_update(kept):
                return NOT_OURS
            self._mark(ledger, kept, state, failure)
            if incoming is None:
                return None
            if incoming.query_id:
                return Popup(incoming.query_id, kind, facts, alert=True)
            ledger.post(
                Posting(
                    chat_id=incoming.chat_id,
                    kind=kind,
                    facts=facts,
                    dedupe=f"u{kept.update_id}:{state.value}",
                    priority=Priority.ANSWER,
                    created_at=now,
                    reply_to=None if incoming.private else incoming.message_id,
                )
            )
        return None

    @staticmethod
    def _mark(ledger: Ledger, kept: InboxUpdate, state: InboxState, failure: str = "") -> None:
        ledger.inbox.save(replace(kept, state=state, failure=failure[:500]))
