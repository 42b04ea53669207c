"""制作: files that take a while are made in short steps, off the loop and outside transactions."""

import asyncio
import logging
import time
from contextlib import suppress

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.ports import Attachment, Backstage, Making
from bot.sending import Outgoing
from bot.wording import worded
from inspection.ids import ChatId
from inspection.plain import Facts, plain_of
from inspection.refusal import Refusal

log = logging.getLogger(__name__)

SHOWN_FROM = 21
"""So many pieces of work make a line that tells how far it is."""
MOST_AT_ONCE = 2
"""Postings in the making: the outbox keeps its other hands for those who wait for a word."""
EDIT_EVERY = 2.0
"""Seconds between two changes of that line at least."""


class Workshop:
    """Makes what postings carry; one step at a time, whoever asked."""

    def __init__(self, bot: Bot, backstage: Backstage) -> None:
        self._bot = bot
        self._backstage = backstage
        self._bench = asyncio.Semaphore(1)
        self._making = 0

    @property
    def free(self) -> int:
        """How many more postings may be taken in hand that carry something to be made."""
        return MOST_AT_ONCE - self._making

    async def make(self, outgoing: Outgoing) -> None:
        """Put the finished file into the outgoing message, or the sentence why there is none.

        A fault of ours is logged and told: it must not end the outbox.
        """
        posting = outgoing.posting
        line = _Line(self._bot, posting.chat_id)
        self._making += 1
        try:
            outgoing.attachment = await self._made(self._backstage.making(posting.bundle), line)
        except Refusal as refusal:
            facts: Facts = {key: plain_of(value) for key, value in refusal.facts.items()}
            outgoing.words = worded(f"refusal_{refusal.code}", {**facts, "citation": None})
        except Exception:
            log.exception("posting %s (%s) cannot be made", posting.id, posting.bundle)
            outgoing.words = worded("fault", {"number": posting.id})
        finally:
            self._making -= 1
        await line.end()

    async def _made(self, making: Making, line: "_Line") -> Attachment:
        while True:
            async with self._bench:
                step = await asyncio.to_thread(_step, making)
            if isinstance(step, Attachment):
                return step
            await line.show(*step)


def _step(making: Making) -> tuple[int, int] | Attachment:
    """The next piece of work; the file itself after the last."""
    try:
        return next(making)
    except StopIteration as finished:
        attachment: Attachment = finished.value
        return attachment


class _Line:
    """进度行: one message that is edited in place; nothing of it is worth a second try."""

    def __init__(self, bot: Bot, chat_id: ChatId) -> None:
        self._bot = bot
        self._chat_id = chat_id
        self._message_id: int | None = None
        self._told = (0, 0)
        self._shown_at = 0.0

    async def show(self, done: int, total: int) -> None:
        """How many of how many are done."""
        self._told = (done, total)
        if total < SHOWN_FROM or time.monotonic() - self._shown_at < EDIT_EVERY:
            return
        self._shown_at = time.monotonic()
        await self._say()

    async def end(self) -> None:
        """The last word."""
        if self._message_id is not None:
            await self._say()

    async def _say(self) -> None:
        done, total = self._told
        text = worded("papers_printing", {"done": done, "total": total}).text
        with suppress(TelegramError):
            if self._message_id is None:
                sent = await self._bot.send_message(self._chat_id, text, parse_mode=ParseMode.HTML)
                self._message_id = sent.message_id
            else:
                await self._bot.edit_message_text(
                    text,
                    chat_id=self._chat_id,
                    message_id=self._message_id,
                    parse_mode=ParseMode.HTML,
                )
