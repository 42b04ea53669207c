"""The inbox: updates are committed before Telegram hears that they arrived (R1)."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.dispatch import Popup
from bot.ports import Backstage, Upload
from bot.settling import Settler
from bot.wording import plain
from inspection.inbox import InboxUpdate
from inspection.refusal import Refusal

log = logging.getLogger(__name__)
ResultT = TypeVar("ResultT")
InThread = Callable[..., Awaitable[Any]]

DOWNLOAD_LIMIT = 20 * 1024 * 1024
"""Telegram gives a bot files of up to 20 MB."""
POPUP_LIMIT = 200
"""Telegram's limit of a pop-up, in characters."""


class Inbox(asyncio.Queue[object]):
    """The queue that PTB's Updater fills; `put` keeps the raw update in the ledger first."""

    def __init__(self, backstage: Backstage, in_thread: InThread) -> None:
        super().__init__()
        self._backstage = backstage
        self._in_thread = in_thread
        self.waiting = asyncio.Event()
        self.waiting.set()

    async def put(self, item: object) -> None:
        """Keep the update; only when this returns does PTB confirm it to Telegram."""
        if isinstance(item, Update):
            await self._in_thread(self._keep, item)
            self.waiting.set()

    def _keep(self, update: Update) -> None:
        with self._backstage.desk() as desk:
            desk.ledger.receive(
                update_id=update.update_id, raw=update.to_dict(), received_at=desk.now
            )


class InboxWorker:
    """Settles kept updates in the order they came."""

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

    async def run(self) -> None:
        """Work until cancelled; what was left over from before a crash comes first."""
        while True:
            await self._inbox.waiting.wait()
            self._inbox.waiting.clear()
            while kept := await self._in_thread(self._waiting):
                for update in kept:
                    await self._one(update)

    def _waiting(self) -> tuple[InboxUpdate, ...]:
        with self._backstage.look() as desk:
            return desk.ledger.waiting_updates()

    async def _one(self, kept: InboxUpdate) -> None:
        update = Update.de_json(dict(kept.raw), self._bot)
        upload: Upload | None = None
        refused: Refusal | None = None
        try:
            upload = await self._fetch(update)
        except Refusal as refusal:
            refused = refusal
        popup = await self._in_thread(self._settler.settle, kept, update, upload, refused)
        self._after()
        if popup is not None and popup.query_id:
            await self._answer(popup)

    async def _fetch(self, update: Update) -> Upload | None:
        message = update.message
        if message is None or not (message.photo or message.document):
            return None
        photo = bool(message.photo)
        attached = message.photo[-1] if message.photo else message.document
        assert attached is not None
        if (attached.file_size or 0) > DOWNLOAD_LIMIT:
            raise Refusal("upload_too_big", {"limit": DOWNLOAD_LIMIT // 1024 // 1024})
        name = getattr(attached, "file_name", None) or "照片.jpg"
        media_type = getattr(attached, "mime_type", None) or "image/jpeg"
        try:
            file = await attached.get_file(read_timeout=30)
            content = bytes(await file.download_as_bytearray(read_timeout=30))
        except TelegramError as error:
            log.warning("upload could not be fetched: %s", error)
            raise Refusal("upload_not_fetched") from error
        return Upload(name, media_type, content, photo)

    async def _answer(self, popup: Popup) -> None:
        text = plain(popup.kind, popup.facts or {})[:POPUP_LIMIT] if popup.kind else None
        try:
            await self._bot.answer_callback_query(popup.query_id, text=text, show_alert=popup.alert)
        except TelegramError as error:  # too late to answer: the postings tell the rest
            log.info("button could not be answered: %s", error)
