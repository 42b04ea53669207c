"""Settling one kept update: its effects and its mark `done` are one transaction (R1)."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from functools import partial

from bot.attached import Attached, sent_to_us
from bot.dispatch import Dispatcher, Popup
from bot.incoming import Incoming, taken_apart
from bot.lanes import lane_of
from bot.ports import Backstage, Upload
from bot.raw import Unreadable
from bot.service import Service, service_in, settle_service
from inspection.desk import Desk
from inspection.ids import ChatId
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
    attached: Attached | None = None
    upload: Upload | None = None
    refused: Refusal | None = None

    @classmethod
    def of(cls, kept: InboxUpdate) -> "Letter":
        """The update, read once. Raises Unreadable."""
        raw = kept.raw
        return cls(kept, service_in(raw), taken_apart(kept.update_id, raw), sent_to_us(raw))


@dataclass(frozen=True, slots=True)
class Round:
    """What was taken in hand at one go: what became of it, and what carries files to be fetched."""

    outcomes: list[Settled]
    files: list[Letter]


class Settler:
    """Takes kept updates in hand and settles each, whatever happens in it."""

    def __init__(self, dispatcher: Dispatcher, backstage: Backstage, bot_name: str) -> None:
        self._dispatcher = dispatcher
        self._backstage = backstage
        self._bot_name = bot_name
        self._bold = True
        self._stuck = False

    def settle_waiting(self, most: int) -> Round:
        """Settle in one transaction what waits and nobody else has in hand.

        What carries a file that is meant for us is left, and what comes after it in its chat; when
        it has been fetched it is settled by `settle`.

        As long as nobody is refused, none needs a savepoint: the first who is has the transaction
        begun anew with one for each, and so it stays until a batch goes through. When the database
        refuses what is written at the end, the oldest is settled alone.
        """
        if self._bold:
            with suppress(Exception):
                return self._round(most, self._do)
        self._bold = True
        try:
            return self._round(most, self._one)
        except Exception:
            log.warning("what waits is settled one by one", exc_info=True)
        return self._round(1, partial(self._one, alone=True))

    def _round(self, most: int, settle: Settle) -> Round:
        with self._backstage.rows() as ledger:
            letters, unreadable = self._opened(ledger, ledger.take_updates(most))
            files = [letter for letter in letters if letter.attached is not None]
            ready = [letter for letter in letters if letter.attached is None]
            outcomes = self._each(ledger, ready, settle)
        for kept, fault in unreadable:
            log.error("update %s cannot be read", kept.update_id, exc_info=fault)
            outcomes.append(None)
        return Round(outcomes, files)

    def settle(self, letter: Letter) -> Settled:
        """Settle one update whose file has been fetched, unless it is not ours (any more)."""
        with self._backstage.rows() as ledger:
            if not ledger.claim_updates([letter.kept]):
                return NOT_OURS
            return self._each(ledger, [letter], partial(self._one, alone=True))[0]

    def _opened(
        self, ledger: Ledger, taken: Sequence[InboxUpdate]
    ) -> tuple[list[Letter], list[tuple[InboxUpdate, Unreadable]]]:
        """What can be read, up to the first file of each chat, and what is put aside."""
        letters: list[Letter] = []
        unreadable: list[tuple[InboxUpdate, Unreadable]] = []
        behind: set[ChatId] = set()
        for kept in taken:
            if kept.chat_id in behind:
                continue
            try:
                letters.append(Letter.of(kept))
            except Unreadable as fault:
                unreadable.append((kept, fault))
                self._mark(ledger, kept, InboxState.FAULTY, repr(fault))
                continue
            if letters[-1].attached is not None:
                behind.add(kept.chat_id)
        return letters, unreadable

    def _each(self, ledger: Ledger, letters: Sequence[Letter], settle: Settle) -> list[Settled]:
        """Settle those in hand, one after another, within the turn that they need."""
        if not letters:
            return []
        lanes = {lane_of(letter.incoming, self._bot_name) for letter in letters}
        ledger.hold(None if None in lanes else {lane for lane in lanes if lane})
        try:
            desk = self._backstage.desk_on(ledger)
        except Refusal as refusal:  # no office yet: what people sent waits until there is one
            if not self._stuck:
                log.error("nothing can be settled: %s", refusal.code)
            self._stuck = True
            return [NOT_OURS] * len(letters)
        return [settle(desk, letter) for letter in letters]

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
