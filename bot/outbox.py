"""The outbox: what the ledger has to say is sent, edited or tried again (R2-R4)."""

import asyncio
import contextlib
import logging
from dataclasses import replace
from datetime import datetime, timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.inbox import InThread
from bot.pacing import Pacing
from bot.ports import Backstage
from bot.sending import Outgoing, Sender, prepare
from inspection.ids import ChatId
from inspection.posting import Posting, PostingState, Priority

log = logging.getLogger(__name__)

LOOK_AGAIN = 0.5
"""Seconds after which the outbox looks again of its own accord."""
ATTEMPTS = 20
"""Sendings of one posting before it is given up and shown to the operator."""


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

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    async def run(self) -> None:
        """Work until cancelled."""
        await self._in_thread(self._recover)
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), LOOK_AGAIN)
            self._wake.clear()
            while await self._round():
                pass

    async def _round(self) -> bool:
        sent = False
        for posting in await self._in_thread(self._sendable):
            if self._pacing.ready(posting.chat_id, self._backstage.now()):
                await self._deliver(posting)
                sent = True
        return sent

    def _sendable(self) -> tuple[Posting, ...]:
        with self._backstage.look() as desk:
            return desk.ledger.sendable(desk.now)

    def _recover(self) -> None:
        """After a crash, a posting found `sending` may or may not have arrived (R2)."""
        with self._backstage.desk() as desk:
            for posting in desk.ledger.postings.find(state=PostingState.SENDING):
                desk.ledger.postings.save(_after_unknown(posting))

    async def _deliver(self, posting: Posting) -> None:
        outgoing = await self._in_thread(self._claim, posting)
        if outgoing is None:
            return
        try:
            message_id = await self._sender.send(outgoing)
        except TelegramError as error:
            await self._in_thread(self._failed, outgoing.posting, error)
        else:
            self._pacing.spent(posting.chat_id, self._backstage.now())
            await self._in_thread(self._sent, outgoing.posting, message_id)

    def _claim(self, posting: Posting) -> Outgoing | None:
        """Mark the posting `sending` and make it ready; one that cannot be worded is set aside."""
        try:
            return self._claimed(posting)
        except Exception as fault:
            log.exception("posting %s (%s) cannot be made ready", posting.id, posting.kind)
            self._set_aside(posting, fault)
            return None

    def _set_aside(self, posting: Posting, fault: Exception) -> None:
        with self._backstage.desk() as desk:
            current = desk.ledger.postings.get(posting.id)
            desk.ledger.postings.save(
                replace(current, state=PostingState.FAILED, failure=repr(fault)[:500])
            )

    def _claimed(self, posting: Posting) -> Outgoing | None:
        with self._backstage.desk() as desk:
            current = desk.ledger.postings.get(posting.id)
            if current.state is not PostingState.PENDING:
                return None
            claimed = desk.ledger.postings.save(
                replace(current, state=PostingState.SENDING, attempts=current.attempts + 1)
            )
            return prepare(desk.ledger, self._backstage, claimed)

    def _sent(self, posting: Posting, message_id: int) -> None:
        with self._backstage.desk() as desk:
            current = desk.ledger.postings.get(posting.id)
            desk.ledger.postings.save(
                replace(
                    current,
                    state=PostingState.SENT,
                    message_id=message_id,
                    sent_at=desk.now,
                    failure="",
                )
            )
            if posting.prompt_id is not None:
                prompt = desk.ledger.prompts.get(posting.prompt_id)
                desk.ledger.prompts.save(replace(prompt, message_id=message_id))

    def _failed(self, posting: Posting, error: TelegramError) -> None:
        with self._backstage.desk() as desk:
            current = desk.ledger.postings.get(posting.id)
            if isinstance(error, ChatMigrated):
                desk.ledger.move_chat(posting.chat_id, ChatId(error.new_chat_id))
                current = desk.ledger.postings.get(posting.id)
            desk.ledger.postings.save(self._judge(current, error, desk.now))

    def _judge(self, posting: Posting, error: TelegramError, now: datetime) -> Posting:
        pending = replace(posting, state=PostingState.PENDING, failure=str(error)[:500])
        if isinstance(error, ChatMigrated):
            return pending
        if isinstance(error, RetryAfter):
            wait = error.retry_after
            pause = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
            self._pacing.pause(posting.chat_id, now + pause)
            return replace(pending, attempts=posting.attempts - 1)
        if isinstance(error, BadRequest | Forbidden) or posting.attempts >= ATTEMPTS:
            log.error("posting %s (%s) failed: %s", posting.id, posting.kind, error)
            return replace(pending, state=PostingState.FAILED)
        if isinstance(error, TimedOut) and not _never_left(error):
            return _after_unknown(posting)
        if isinstance(error, NetworkError):
            return replace(pending, not_before=now + timedelta(seconds=min(posting.attempts, 30)))
        return replace(pending, state=PostingState.FAILED)


def _never_left(error: TimedOut) -> bool:
    cause = type(error.__cause__).__name__
    return cause in ("ConnectTimeout", "PoolTimeout", "ConnectError")


def _after_unknown(posting: Posting) -> Posting:
    """R3: by meaning: a document waits for a tap; an edit repeats; the rest is sent once more."""
    repeats = posting.edits is not None or posting.slot
    if posting.failure == "unknown" and not repeats:
        return replace(posting, state=PostingState.UNKNOWN)
    if (posting.document_id or posting.bundle) and posting.priority > Priority.ESCALATION:
        return replace(posting, state=PostingState.UNKNOWN, failure="unknown")
    return replace(posting, state=PostingState.PENDING, failure="unknown")
