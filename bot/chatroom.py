"""The chat: updater, inbox worker and outbox around one bot account."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TypeVar

from telegram import Bot, BotCommand, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.ext import ExtBot, Updater
from telegram.request import HTTPXRequest

import bot.handlers as handlers
from bot.commands import commands
from bot.dispatch import Dispatcher
from bot.inbox import InboxWorker
from bot.keeping import Inbox
from bot.outbox import Outbox
from bot.pacing import GROUP_PER_MINUTE, Pacing
from bot.polling import Poller
from bot.ports import Backstage
from bot.request import request_for
from bot.router import router
from bot.sending import Sender
from bot.settling import Settler
from bot.workshop import Workshop

log = logging.getLogger(__name__)
ResultT = TypeVar("ResultT")

PAUSES = (0.2, 1, 2, 5, 10, 30)
"""Seconds between tries to reach the server at the start."""
ALLOWED_UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]


@dataclass(frozen=True, kw_only=True, slots=True)
class Webhook:
    """Where Telegram delivers updates instead of being polled."""

    url: str
    listen: str
    port: int
    path: str
    secret: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatSettings:
    """How to reach the Bot API. `per_minute` 0 lifts the pacing (rehearsals only)."""

    token: str
    base_url: str = "https://api.telegram.org/bot"
    base_file_url: str = "https://api.telegram.org/file/bot"
    webhook: Webhook | None = None
    per_minute: int = GROUP_PER_MINUTE
    poll_timeout: int = 10


class Chatroom:
    """Everything that speaks Telegram, started and stopped as one."""

    def __init__(self, settings: ChatSettings, backstage: Backstage) -> None:
        self._settings = settings
        self._backstage = backstage
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger")
        self._tasks: list[asyncio.Task[None]] = []
        self._bot: Bot = ExtBot(
            settings.token,
            base_url=settings.base_url,
            base_file_url=settings.base_file_url,
            request=request_for(),
            get_updates_request=HTTPXRequest(),
        )
        self._inbox = Inbox(backstage, self.in_thread)
        self._updater = Updater(self._bot, self._inbox)

    async def in_thread(self, work: Callable[..., ResultT], *args: object) -> ResultT:
        """Run ledger work off the event loop, one piece at a time."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *args)

    async def start(self) -> None:
        """Connect, take up what was left unfinished, and begin to listen."""
        assert handlers.LOADED
        await _insist(self._updater.initialize)
        pacing = Pacing(self._settings.per_minute)
        workshop = Workshop(self._bot, self._backstage)
        self.outbox = Outbox(Sender(self._bot), workshop, self._backstage, pacing, self.in_thread)
        dispatcher = Dispatcher(router, self._backstage, self._bot.username)
        settler = Settler(dispatcher, self._backstage, self._bot.username)
        worker = InboxWorker(self._bot, self._inbox, settler, self.in_thread, self.outbox.wake)
        self._tasks = [
            asyncio.create_task(worker.run(), name="inbox"),
            asyncio.create_task(self.outbox.run(), name="outbox"),
        ]
        await _insist(self._show_menu)
        await _insist(self._listen)

    async def _show_menu(self) -> None:
        await self._bot.set_my_commands(
            [BotCommand(entry.command, entry.description) for entry in commands()]
        )

    async def _listen(self) -> None:
        webhook = self._settings.webhook
        if webhook is None:
            poller = Poller(
                self._bot,
                self._inbox,
                self._backstage,
                self.in_thread,
                allowed=ALLOWED_UPDATES,
                timeout=self._settings.poll_timeout,
            )
            self._tasks.append(asyncio.create_task(poller.run(), name="poller"))
            return
        await self._updater.start_webhook(
            listen=webhook.listen,
            port=webhook.port,
            url_path=webhook.path,
            webhook_url=webhook.url,
            secret_token=webhook.secret,
            allowed_updates=ALLOWED_UPDATES,
            drop_pending_updates=False,
        )

    async def stop(self) -> None:
        """Drop what is being done, stop listening and let go; the ledger knows what is left."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._updater.running:
            await self._updater.stop()
        await self._updater.shutdown()
        self._thread.shutdown(wait=True)

    async def failed(self) -> None:
        """Return only when a worker has ended by a fault, which it must never do: raise it."""
        done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            task.result()


async def _insist(call: Callable[[], Awaitable[object]]) -> None:
    """Call until the server answers; a wrong token is not a matter of patience."""
    for pause in chain(PAUSES, repeat(PAUSES[-1])):
        try:
            await call()
            return
        except (InvalidToken, BadRequest, Forbidden):
            raise
        except TelegramError as error:
            log.warning("starting: %s", error)
            await asyncio.sleep(pause)
