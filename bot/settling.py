"""Settling one kept update: its effects and its mark `done` are one transaction (R1)."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from functools import partial

from bot.dispatch import Dispatcher, Popup
from bot.incoming import Incoming, taken_apart
from bot.lanes import lane_of
from bot.ports import Backstage, Upload
from bot.service import Service, service_in, settle_service
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
Settled = Popup | NotOurs | None
Settle = Callable[[Desk, "Letter"], Settled]


@dataclass(frozen=True, slots=True)
class Letter:
    """One kept update, opened: what came with it, or why that could not be had."""

    kept: InboxUpdate
    service: Service | None
    incoming: Incoming | None
    upload: Upload | None = None
    refused: Refusal | None = None

    @classmethod
    def of(cls, kept: InboxUpdate) -> "Letter":
        """The update, read once. Raises Unreadable."""
        return cls(kept, service_in(kept.raw), taken_apart(kept.update_id, kept.raw))


class Settler:
    """Takes kept updates one at a time and settles each, whatever happens in it."""

    def __init__(self, dispatcher: Dispatcher, backstage: Backstage, bot_name: str) -> None:
        self._dispatcher = dispatcher
        self._backstage = backstage
        self._bot_name = bot_name
        self._bold = True

    def settle_all(self, letters: Sequence[Letter]) -> list[Settled]:
        """Settle updates in one transaction, each undone by itself when it is refused or fails.

        As long as nobody is refused, none of them needs a savepoint: the first who is has the
        transaction begun anew with one for each, and so it stays until a batch goes through.

        Of each the answer to a pressed button, or NOT_OURS: it is settled already, in the hands of
        another process, or not yet its turn.
        """
        if self._bold:
            with suppress(Exception):
                return self._together(letters, self._do)
        self._bold = True
        if len(letters) > 1:
            try:
                return self._together(letters, self._one)
            except Exception:
                log.warning("updates %s and on are settled one by one", letters[0].kept.update_id)
        alone = partial(self._one, alone=True)
        return [outcome for letter in letters for outcome in self._together([letter], alone)]

    def _together(self, letters: Sequence[Letter], settle: Settle) -> list[Settled]:
        with self._backstage.rows() as ledger:
            claimed = ledger.claim_updates([letter.kept for letter in letters])
            ours = [letter for letter in letters if letter.kept.id in claimed]
            if not ours:
                return [NOT_OURS] * len(letters)
            lanes = {lane_of(letter.incoming, self._bot_name) for letter in ours}
            ledger.hold(None if None in lanes else {lane for lane in lanes if lane})
            desk = self._backstage.desk_on(ledger)
            return [
                settle(desk, letter) if letter.kept.id in claimed else NOT_OURS
                for letter in letters
            ]

    def give_up(self, kept: InboxUpdate, fault: Exception) -> bool:
        """Put an unreadable update aside for the operator; False when it is not ours."""
        with self._backstage.rows() as ledger:
            if not ledger.claim_updates([kept]):
                return False
            self._mark(ledger, kept, InboxState.FAULTY, repr(fault))
            return True

    def _one(self, desk: Desk, letter: Letter, *, alone: bool = False) -> Popup | None:
        """Settle one update; a fault may be a collision with a process: it is tried twice."""
        try:
            try:
                return self._attempt(desk, letter, alone=alone)
            except Refusal:
                raise
            except Exception:
                log.warning("update %s is tried again", letter.kept.update_id)
                return self._attempt(desk, letter, alone=alone)
        except Refusal as refusal:
            self._bold = False
            return self._refuse(desk, letter, refusal)
        except Exception as fault:
            self._bold = False
            log.exception("update %s could not be settled", letter.kept.update_id)
            return self._fault(desk, letter, fault)

    def _attempt(self, desk: Desk, letter: Letter, *, alone: bool) -> Popup | None:
        """One try; of a letter settled `alone` all is written, so that a fault is its own."""
        with desk.ledger.attempt():
            popup = self._do(desk, letter)
            if alone:
                desk.ledger.write()
            return popup

    def _do(self, desk: Desk, letter: Letter) -> Popup | None:
        popup = None
        if letter.refused is not None:
            raise letter.refused
        if letter.service is not None:
            settle_service(desk, letter.kept.update_id, letter.service)
        elif letter.incoming is not None:
            popup = self._handle(desk, letter.incoming, letter.upload)
        self._mark(desk.ledger, letter.kept, InboxState.DONE)
        return popup

    def _handle(self, desk: Desk, incoming: Incoming, upload: Upload | None) -> Popup | None:
        try:
            return self._dispatcher.handle(desk, incoming, upload)
        except LookupError as missing:
            if incoming.callback:
                raise Refusal("button_out_of_date") from missing
            raise

    def _refuse(self, desk: Desk, letter: Letter, refusal: Refusal) -> Popup | None:
        facts: Facts = {
            **{key: plain_of(value) for key, value in refusal.facts.items()},
            "citation": refusal.citation.text if refusal.citation else None,
        }
        return self._answer(desk, letter, f"refusal_{refusal.code}", facts, InboxState.DONE)

    def _fault(self, desk: Desk, letter: Letter, fault: Exception) -> Popup | None:
        number: Facts = {"number": letter.kept.update_id}
        return self._answer(desk, letter, "fault", number, InboxState.FAULTY, repr(fault))

    def _answer(
        self,
        desk: Desk,
        letter: Letter,
        kind: str,
        facts: Facts,
        state: InboxState,
        failure: str = "",
    ) -> Popup | None:
        kept, incoming = letter.kept, letter.incoming
        self._mark(desk.ledger, kept, state, failure)
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
    def _mark(ledger: Ledger, kept: InboxUpdate, state: InboxState, failure: str = "") -> None:
        ledger.mark_update(kept, state, failure[:500])
