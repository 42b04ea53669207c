"""The outbox: what the ledger has to say is sent, edited or tried again (R2-R4).

Each chat has one posting in hand at a time, several chats are served at once, and several
processes may do so at one ledger.
"""

import asyncio
import contextlib
import logging
from dataclasses import replace

from telegram.error import ChatMigrated, TelegramError

from bot.outcome import UNKNOWN, after_send, after_unknown, doubt_notice
from bot.pacing import Pacing
from bot.ports import Backstage, InThread
from bot.sending import Outgoing, Sender, prepare
from inspection.ids import ChatId
from inspection.ledger import Ledger
from inspection.posting import Posting, PostingState

log = logging.getLogger(__name__)

LOOK_AGAIN = 0.5
"""Seconds after which the outbox looks again of its own accord."""
RECOVER_EVERY = 2.0
"""Seconds between two looks for postings that a dead process had in hand."""
HANDS = 8
"""Chats served at once: a chat whose call hangs keeps only one of them."""


class Outbox:
    """Sends pending postings by priority; a wait in one chat never delays another."""

    def __init__(
        self, sender: Sender, backstage: Backstage, pacing: Pacing, in_thread: InThread
    ) -> None:
        self._sender = sender
        self._backstage = backstage
        self._pacing = pacing
        self._in_thread = in_thread
        self._wake = asyncio.Event()
        self._wake.set()
        self._busy: set[ChatId] = set()
        self._recovered = -RECOVER_EVERY

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    async def run(self) -> None:
        """Work until cancelled."""
        async with asyncio.TaskGroup() as hands:
            while True:
                await self._recover()
                await self._round(hands)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), LOOK_AGAIN)
                self._wake.clear()

    async def _round(self, hands: asyncio.TaskGroup) -> None:
        if len(self._busy) >= HANDS:
            return
        for posting in await self._in_thread(self._next):
            if len(self._busy) >= HANDS:
                return
            if posting.chat_id not in self._busy:
                self._busy.add(posting.chat_id)
                hands.create_task(self._serve(posting))

    def _next(self) -> tuple[Posting, ...]:
        with self._backstage.rows() as ledger:
            return ledger.next_of_each_chat(self._backstage.now())

    async def _serve(self, posting: Posting) -> None:
        try:
            if await self._deliver(posting):
                self.wake()
        finally:
            self._busy.discard(posting.chat_id)

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

    async def _deliver(self, posting: Posting) -> bool:
        """Send one posting; False when it was not its turn after all."""
        if not self._pacing.in_time(asyncio.get_running_loop().time()):
            return False
        outgoing = await self._in_thread(self._claim, posting)
        if outgoing is None:
            return False

        async def piece_sent(pieces: int) -> None:
            outgoing.posting = replace(outgoing.posting, pieces=pieces, failure="")
            await self._in_thread(self._write, outgoing.posting)

        try:
            message_id = await self._sender.send(outgoing, piece_sent)
        except TelegramError as error:
            await self._in_thread(self._failed, outgoing, error)
        else:
            await self._in_thread(self._sent, outgoing.posting, message_id)
        return True

    def _claim(self, posting: Posting) -> Outgoing | None:
        """Mark the posting `sending` and make it ready; one that cannot be worded is set aside."""
        try:
            return self._claimed(posting)
        except Exception as fault:
            if self._elsewhere(posting):
                return None
            log.exception("posting %s (%s) cannot be made ready", posting.id, posting.kind)
            self._set_aside(posting, fault)
            return None

    def _claimed(self, posting: Posting) -> Outgoing | None:
        now = self._backstage.now()
        with self._backstage.rows() as ledger:
            if posting.document_id or posting.bundle:
                ledger.hold()  # printing enters files
            spent_until = self._pacing.group_spent_until(ledger, posting, now)
            if spent_until is not None:
                ledger.wait_in(posting.chat_id, spent_until, now)
                return None
            later = self._pacing.edit_from(ledger, posting, now)
            if later is not None:
                ledger.postpone(posting, later)
                return None
            claimed = ledger.claim_posting(posting, self._backstage.seats.number)
            return None if claimed is None else prepare(ledger, self._backstage, claimed)

    def _elsewhere(self, posting: Posting) -> bool:
        """Whether another process took this chat in hand at the same moment."""
        with self._backstage.rows() as ledger:
            return any(each.chat_id == posting.chat_id for each in ledger.in_hand())

    def _set_aside(self, posting: Posting, fault: Exception) -> None:
        with self._backstage.rows() as ledger:
            claimed = ledger.claim_posting(posting, self._backstage.seats.number)
            if claimed is not None:
                failed = replace(claimed, state=PostingState.FAILED, failure=repr(fault)[:500])
                ledger.settle_posting(failed)

    def _sent(self, posting: Posting, message_id: int) -> None:
        now = self._backstage.now()
        with self._backstage.rows() as ledger:
            ledger.settle_posting(
                replace(
                    posting,
                    state=PostingState.SENT,
                    message_id=message_id,
                    sent_at=now,
                    failure="",
                )
            )
            if posting.prompt_id is not None:
                ledger.answer_expected_at(posting.prompt_id, message_id)

    def _failed(self, outgoing: Outgoing, error: TelegramError) -> None:
        now = self._backstage.now()
        with self._backstage.rows() as ledger:
            outcome = after_send(outgoing.posting, error, now, is_edit=outgoing.is_edit)
            if outcome.wait_until is not None:
                ledger.wait_in(outgoing.posting.chat_id, outcome.wait_until, now)
            self._settle(ledger, outcome.posting)
            if isinstance(error, ChatMigrated):
                ledger.move_chat(outgoing.posting.chat_id, ChatId(error.new_chat_id))

    def _write(self, posting: Posting) -> None:
        with self._backstage.rows() as ledger:
            ledger.settle_posting(posting)

    def _settle(self, ledger: Ledger, posting: Posting) -> None:
        ledger.settle_posting(posting)
        if posting.state is PostingState.UNKNOWN and posting.failure == UNKNOWN:
            ledger.post(doubt_notice(posting, self._backstage.now()))
