"""The outbox: what the ledger has to say is sent, edited or tried again (R2-R4).

Each chat has one posting in hand at a time, several chats are served at once, and several
processes may do so at one ledger.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from telegram.error import ChatMigrated, TelegramError

from bot.outcome import DOUBT, after_send, after_unknown, doubt_notice
from bot.pacing import Pacing
from bot.ports import Backstage, InThread, in_steps
from bot.sending import Outgoing, Sender, prepare
from bot.workshop import Workshop
from inspection.ids import ChatId
from inspection.ledger import Ledger
from inspection.posting import Posting, PostingState

log = logging.getLogger(__name__)
ResultT = TypeVar("ResultT")
Write = Callable[[Ledger], None]

LOOK_AGAIN = 0.5
"""Seconds after which the outbox looks again of its own accord."""
RECOVER_EVERY = 2.0
"""Seconds between two looks for postings that a dead process had in hand."""
TRIES = 3
"""Times that a transaction is tried before its fault ends the outbox."""
HANDS = 16
"""Chats served at once: a chat whose call hangs keeps only one of them."""


class Outbox:
    """Sends pending postings by priority; a wait in one chat never delays another."""

    def __init__(
        self,
        sender: Sender,
        workshop: Workshop,
        backstage: Backstage,
        pacing: Pacing,
        in_thread: InThread,
    ) -> None:
        self._sender = sender
        self._workshop = workshop
        self._backstage = backstage
        self._pacing = pacing
        self._in_thread = in_thread
        self._wake = asyncio.Event()
        self._wake.set()
        self._busy: set[ChatId] = set()
        self._recovered = -RECOVER_EVERY
        self._ended: list[Write] = []
        self._writing = asyncio.Lock()

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    async def run(self) -> None:
        """Work until cancelled."""
        async with asyncio.TaskGroup() as hands:
            while True:
                await self._recover()
                await self._round(hands)
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_AGAIN):
                        await self._wake.wait()
                self._wake.clear()

    async def _round(self, hands: asyncio.TaskGroup) -> None:
        """Take in hand what may be sent now, as much as there are hands, in one transaction."""
        free = HANDS - len(self._busy)
        if free <= 0:
            return
        for outgoing in await self._in_thread(self._claim_next, free, frozenset(self._busy)):
            self._busy.add(outgoing.posting.chat_id)
            hands.create_task(self._serve(outgoing))

    def _claim_next(self, free: int, busy: frozenset[ChatId]) -> list[Outgoing]:
        in_turn, taken = _persistently(partial(self._claim_words, free, busy))
        for posting in filter(_printed, in_turn):
            taken += _persistently(partial(self._claim_printed, posting))
        return taken

    def _claim_words(
        self, free: int, busy: frozenset[ChatId]
    ) -> tuple[list[Posting], list[Outgoing]]:
        """What may be sent now, and of that in hand what needs no printing."""
        with self._backstage.rows() as ledger:
            in_turn = self._in_turn(ledger, free, busy)
            return in_turn, self._claimed(ledger, [each for each in in_turn if not _printed(each)])

    def _claim_printed(self, posting: Posting) -> list[Outgoing]:
        with self._backstage.rows() as ledger:
            ledger.hold()  # printing enters files
            return self._claimed(ledger, [posting])

    def _in_turn(self, ledger: Ledger, free: int, busy: frozenset[ChatId]) -> list[Posting]:
        """What may be sent now, by urgency: one of each chat, as many as there are hands free."""
        now = self._backstage.now()
        benches = self._workshop.free
        found: list[Posting] = []
        for posting in ledger.next_of_each_chat(now, free + len(busy)):
            if posting.chat_id in busy:
                continue
            if len(found) >= free or not self._pacing.in_time(time.monotonic()):
                break
            if in_steps(posting.bundle):
                benches -= 1
                if benches < 0:
                    continue
            if not self._must_wait(ledger, posting, now):
                found.append(posting)
        return found

    def _must_wait(self, ledger: Ledger, posting: Posting, now: datetime) -> bool:
        """Has the chat had its share, or the message been edited just now: noted, until when."""
        spent_until = self._pacing.group_spent_until(ledger, posting, now)
        if spent_until is not None:
            ledger.wait_in(posting.chat_id, spent_until, now)
            return True
        later = self._pacing.edit_from(ledger, posting, now)
        if later is not None:
            ledger.postpone(posting, later)
        return later is not None

    async def _serve(self, outgoing: Outgoing) -> None:
        try:
            await self._deliver(outgoing)
        finally:
            self._busy.discard(outgoing.posting.chat_id)
            self.wake()

    # -- crashes -------------------------------------------------------------------------------

    async def _recover(self) -> None:
        moment = asyncio.get_running_loop().time()
        if moment - self._recovered >= RECOVER_EVERY:
            self._recovered = moment
            await self._in_thread(self._take_over)

    def _take_over(self) -> None:
        """What a dead process had in hand may or may not have arrived (R2)."""
        seats = self._backstage.seats
        with self._backstage.rows() as ledger:
            for posting in ledger.in_hand():
                if posting.claimed_by is None or not seats.lives(posting.claimed_by):
                    edits = posting.edits or ledger.slot_message(posting.chat_id, posting.slot)
                    self._settle(ledger, after_unknown(posting, is_edit=bool(edits)))

    # -- one posting ---------------------------------------------------------------------------

    def _claimed(self, ledger: Ledger, postings: list[Posting]) -> list[Outgoing]:
        """Mark the postings `sending` and make them ready; what cannot be worded is set aside."""
        if not postings:
            return []
        try:
            with ledger.attempt():
                claimed = ledger.claim_postings(postings, self._backstage.seats.number)
        except Exception:  # another process took one of these chats in hand at the same moment
            log.info("posting %s and others are left to another process", postings[0].id)
            return []
        ready = [self._ready(ledger, posting) for posting in claimed]
        return [each for each in ready if each is not None]

    def _ready(self, ledger: Ledger, posting: Posting) -> Outgoing | None:
        try:
            with ledger.attempt() if _printed(posting) else nullcontext():
                outgoing = prepare(ledger, self._backstage, posting)
                ledger.write()  # what printing records: a fault of it is this posting's
                return outgoing
        except Exception as fault:
            log.exception("posting %s (%s) cannot be made ready", posting.id, posting.kind)
            failed = replace(posting, state=PostingState.FAILED, failure=repr(fault)[:500])
            ledger.settle_posting(failed)
            return None

    async def _deliver(self, outgoing: Outgoing) -> None:
        async def piece_sent(pieces: int) -> None:
            outgoing.posting = replace(outgoing.posting, pieces=pieces, failure="")
            await self._finish(partial(_write, posting=outgoing.posting))

        try:
            if in_steps(outgoing.posting.bundle):
                await self._workshop.make(outgoing)
            message_id = await self._sender.send(outgoing, piece_sent)
        except TelegramError as error:
            await self._finish(partial(self._failed, outgoing=outgoing, error=error))
        else:
            await self._finish(partial(self._sent, posting=outgoing.posting, message_id=message_id))

    async def _finish(self, write: Write) -> None:
        """Write what became of it: whatever ends meanwhile goes into the same transaction."""
        self._ended.append(write)
        async with self._writing:
            if write in self._ended:
                ended, self._ended = self._ended, []
                await self._in_thread(_persistently, partial(self._write_all, ended))

    def _write_all(self, ended: list[Write]) -> None:
        with self._backstage.rows() as ledger:
            for write in ended:
                write(ledger)

    def _sent(self, ledger: Ledger, *, posting: Posting, message_id: int) -> None:
        ledger.settle_posting(
            replace(
                posting,
                state=PostingState.SENT,
                message_id=message_id,
                sent_at=self._backstage.now(),
                failure="",
            )
        )
        if posting.prompt_id is not None:
            ledger.answer_expected_at(posting.prompt_id, message_id)

    def _failed(self, ledger: Ledger, *, outgoing: Outgoing, error: TelegramError) -> None:
        now = self._backstage.now()
        outcome = after_send(outgoing.posting, error, now, is_edit=outgoing.is_edit)
        if outcome.wait_until is not None:
            ledger.wait_in(outgoing.posting.chat_id, outcome.wait_until, now)
        self._settle(ledger, outcome.posting)
        if isinstance(error, ChatMigrated):
            ledger.move_chat(outgoing.posting.chat_id, ChatId(error.new_chat_id))

    def _settle(self, ledger: Ledger, posting: Posting) -> None:
        ledger.settle_posting(posting)
        if posting.state is PostingState.UNKNOWN and posting.kind != DOUBT:
            ledger.post(doubt_notice(posting, self._backstage.now()))


def _persistently(work: Callable[[], ResultT]) -> ResultT:
    """Do it again when another process was in the way: at the same row, or in a deadlock."""
    for _ in range(TRIES - 1):
        try:
            return work()
        except Exception:
            log.warning("the outbox tries again", exc_info=True)
    return work()


def _printed(posting: Posting) -> bool:
    """Does it carry something that is printed or put together when it is sent."""
    return bool(posting.document_id or posting.bundle)


def _write(ledger: Ledger, *, posting: Posting) -> None:
    ledger.settle_posting(posting)
