"""The inbox worker: kept updates are settled, each once, those of one chat in order (R1)."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.attached import Attached
from bot.dispatch import Popup
from bot.keeping import Inbox
from bot.ports import InThread, Upload
from bot.settling import NOT_OURS, Letter, Round, Settled, Settler
from bot.wording import plain
from inspection.refusal import Refusal
from inspection.uploads import require_wanted

log = logging.getLogger(__name__)

DOWNLOAD_LIMIT = 20 * 1024 * 1024
"""Telegram gives a bot files of up to 20 MB."""
DOWNLOAD_TRIES = 3
POPUP_LIMIT = 200
"""Telegram's limit of a pop-up, in characters."""
LOOK_AGAIN = 0.1
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
        in_thread: InThread,
        after: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._inbox = inbox
        self._settler = settler
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
        """Settle what waits, a batch in one transaction; False when there was nothing for us."""
        done: Round = await self._in_thread(self._settler.settle_waiting, BATCH)
        settled = self._told(done.outcomes, answers)
        for letter in done.files:
            fetched = await self._fetched(letter)
            outcome = await self._in_thread(self._settler.settle, fetched)
            settled = self._told([outcome], answers) or settled
        return settled

    def _told(self, outcomes: list[Settled], answers: asyncio.TaskGroup) -> bool:
        """Answer the buttons, wake the outbox; False when none of it was ours to settle."""
        for outcome in outcomes:
            if isinstance(outcome, Popup) and outcome.query_id:
                answers.create_task(self._answer(outcome))
        settled = any(outcome is not NOT_OURS for outcome in outcomes)
        if settled:
            self._after()
        return settled

    async def _fetched(self, letter: Letter) -> Letter:
        """The update with its file, or with the reason why that could not be had."""
        assert letter.attached is not None
        try:
            return replace(letter, upload=await self._fetch(letter.attached))
        except Refusal as refusal:
            return replace(letter, refused=refusal)

    async def _fetch(self, attached: Attached) -> Upload:
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
