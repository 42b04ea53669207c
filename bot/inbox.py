"""The inbox worker: kept updates are settled, each once, those of one chat in order (R1)."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.attached import Attached, sent_to_us
from bot.dispatch import Popup
from bot.keeping import Inbox
from bot.ports import Backstage, InThread, Upload
from bot.raw import Unreadable
from bot.settling import NOT_OURS, Letter, Settler
from bot.wording import plain
from inspection.inbox import InboxUpdate
from inspection.refusal import Refusal
from inspection.uploads import require_wanted

log = logging.getLogger(__name__)

DOWNLOAD_LIMIT = 20 * 1024 * 1024
"""Telegram gives a bot files of up to 20 MB."""
DOWNLOAD_TRIES = 3
POPUP_LIMIT = 200
"""Telegram's limit of a pop-up, in characters."""
LOOK_AGAIN = 0.2
"""Seconds after which the worker looks for what another process has kept or left behind."""
POPUPS_AT_ONCE = 8
BATCH = 50
"""Updates settled in one transaction at most, when that many wait."""


class InboxWorker:
    """Settles kept updates; several processes may do so at one ledger."""

    def __init__(
        self,
        bot: Bot,
        inbox: Inbox,
        settler: Settler,
        backstage: Backstage,
        in_thread: InThread,
        after: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._inbox = inbox
        self._settler = settler
        self._backstage = backstage
        self._in_thread = in_thread
        self._after = after
        self._popups = asyncio.Semaphore(POPUPS_AT_ONCE)

    async def run(self) -> None:
        """Work until cancelled; what was left over from before a crash comes first."""
        async with asyncio.TaskGroup() as answers:
            while True:
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_AGAIN):
                        await self._inbox.waiting.wait()
                self._inbox.waiting.clear()
                while await self._round(answers):
                    pass

    async def _round(self, answers: asyncio.TaskGroup) -> bool:
        """Try what waits, a batch in one transaction; False when none of it was ours to settle."""
        letters = []
        settled = False
        for kept in await self._in_thread(self._waiting):
            letter = await self._opened(kept)
            if letter is not None:
                letters.append(letter)
            else:
                settled = True
        if not letters:
            return settled
        for outcome in await self._in_thread(self._settler.settle_all, letters):
            if outcome is NOT_OURS:
                continue
            settled = True
            if outcome is not None and outcome.query_id:
                answers.create_task(self._answer(outcome))
        if settled:
            self._after()
        return settled

    def _waiting(self) -> tuple[InboxUpdate, ...]:
        with self._backstage.rows() as ledger:
            return ledger.waiting_updates(BATCH)

    async def _opened(self, kept: InboxUpdate) -> Letter | None:
        """The update with what it carries; an unreadable one is put aside for the operator."""
        try:
            letter, attached = Letter.of(kept), sent_to_us(kept.raw)
        except Unreadable as fault:
            log.exception("update %s cannot be read", kept.update_id)
            await self._in_thread(self._settler.give_up, kept, fault)
            return None
        if attached is None:
            return letter
        try:
            return replace(letter, upload=await self._fetched(attached))
        except Refusal as refusal:
            return replace(letter, refused=refusal)

    async def _fetched(self, attached: Attached) -> Upload:
        if attached.size > DOWNLOAD_LIMIT:
            raise Refusal("upload_too_big", {"limit": DOWNLOAD_LIMIT // 1024 // 1024})
        name, photo = attached.name, attached.photo
        require_wanted(name, attached.size, photo=photo, private=attached.private)
        for last in (*(False,) * (DOWNLOAD_TRIES - 1), True):
            try:
                file = await self._bot.get_file(attached.file_id, read_timeout=30)
                content = bytes(await file.download_as_bytearray(read_timeout=30))
                return Upload(name, attached.media_type, content, photo)
            except TelegramError as error:
                log.warning("upload could not be fetched: %s", error)
                if last or isinstance(error, BadRequest | Forbidden):
                    raise Refusal("upload_not_fetched") from error
        raise AssertionError("unreachable")

    async def _answer(self, popup: Popup) -> None:
        text = plain(popup.kind, popup.facts or {})[:POPUP_LIMIT] if popup.kind else None
        async with self._popups:
            try:
                await self._bot.answer_callback_query(
                    popup.query_id, text=text, show_alert=popup.alert
                )
            except TelegramError as error:  # too late to answer: the postings tell the rest
                log.info("button could not be answered: %s", error)
