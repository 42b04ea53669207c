"""The running bot: one chat room, one ticker, one ledger, until told to stop."""

import asyncio
import gc
import logging
import signal
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from app.backstage import Backstage
from app.settings import Settings
from bot.chatroom import Chatroom, ChatSettings, Webhook
from documents.typefaces import chosen
from inspection.ledger import Ledger
from inspection.office import Office
from inspection.plan_watch import watch_years
from inspection.refusal import Refusal
from inspection.running import TICK
from inspection.usecases.fire_deadlines import fire_deadlines
from scheduler.clock import Clock, FileClock, SystemClock
from scheduler.ticker import Ticker
from storage.database import Database, open_database

log = logging.getLogger(__name__)

BEAT_EVERY = timedelta(seconds=10)
TIDY_EVERY = 2.0
"""Seconds between two checkpoints of a SQLite ledger."""
AFTER_AWAY = 20_000
"""Deadlines fired at one go after downtime: all of them, so that a chat gets one message."""
BUTTONS_LAST = timedelta(seconds=150)
"""Telegram keeps a pressed button for a bot that is away no longer than this."""


def clock_of(settings: Settings) -> Clock:
    """The machine's clock, or the rehearsal's."""
    return FileClock(Path(settings.clock_file)) if settings.clock_file else SystemClock()


def prepared_database(settings: Settings) -> Database:
    """The ledger, migrated, with the office of the settings entered if it is new."""
    database = open_database(settings.database)
    database.migrate()
    with database.transaction() as ledger:
        if not ledger.office.find() and settings.county and settings.locality:
            ledger.office.add(
                Office(
                    county=settings.county,
                    code=settings.county_code or "RW",
                    locality=settings.locality,
                )
            )
    return database


class Service:
    """The bot as a whole; the same object serves `chuishao run`, the sandbox and the tests."""

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        self._settings = settings
        self._database = database
        self._tidying: asyncio.Task[None] | None = None
        self.backstage = Backstage(database, clock, chosen(settings.typefaces))
        self.chatroom = Chatroom(chat_settings(settings), self.backstage)
        self._ticker = Ticker(self._tick, settings.beat)
        self._beaten: datetime | None = None

    async def start(self) -> None:
        """Start everything: chat first, so that what is due can be said."""
        assert self.backstage.seats.number
        with suppress(Refusal), self.backstage.desk() as desk:
            watch_years(desk)  # and law and calendar are read, before anything is due
        await self.chatroom.start()
        self._ticker.start()
        self._tidying = asyncio.create_task(self._tidy(), name="tidying")

    async def stop(self) -> None:
        """Stop everything; what is unfinished stays in the ledger."""
        self._ticker.stop()
        if self._tidying is not None:
            self._tidying.cancel()
        await self.chatroom.stop()
        self.backstage.leave()

    async def _tidy(self) -> None:
        """Keep the log of a SQLite ledger short, beside the work; the bot outlives a failure."""
        while True:
            await asyncio.sleep(TIDY_EVERY)
            try:
                await asyncio.to_thread(self._database.checkpoint)
            except Exception:
                log.warning("the log of the ledger could not be carried over", exc_info=True)

    async def _tick(self) -> None:
        if not await self.chatroom.in_thread(self.backstage.seats.take, "ticker"):
            return
        fired = await self.chatroom.in_thread(self._fire)
        if fired:
            self.chatroom.outbox.wake()

    def _fire(self) -> int:
        """One tick: one indexed question, and the beat noted now and then."""
        now = self.backstage.now()
        with self.backstage.rows() as ledger:
            due = ledger.due(now, 1)
            away_since = self._beat(ledger, now)
        if not due and away_since is None:
            return 0
        with self.backstage.desk() as desk:
            if away_since is None:
                return fire_deadlines(desk)
            return fire_deadlines(desk, limit=AFTER_AWAY, away_since=away_since)

    def _beat(self, ledger: Ledger, now: datetime) -> datetime | None:
        """Note the tick; at the first one, since when nobody has ticked if that is long ago."""
        if self._beaten is not None and abs(now - self._beaten) < BEAT_EVERY:
            return None
        first, self._beaten = self._beaten is None, now
        last = ledger.beats.one(name=TICK) if first else None
        ledger.beat(TICK, now)
        return last.at if last is not None and now - last.at > BUTTONS_LAST else None


def chat_settings(settings: Settings) -> ChatSettings:
    """What the chat needs of the settings."""
    webhook = None
    if settings.webhook_url:
        webhook = Webhook(
            url=settings.webhook_url,
            listen=settings.webhook_listen,
            port=settings.webhook_port,
            path=urlsplit(settings.webhook_url).path.strip("/"),
            secret=settings.webhook_secret,
        )
    return ChatSettings(
        token=settings.token,
        base_url=settings.base_url,
        base_file_url=settings.base_file_url,
        webhook=webhook,
        per_minute=settings.pacing,
    )


def spare_collections() -> None:
    """Let the collector of garbage pass by what is there after the start.

    Programs, law and templates stay until the end; to look through them all again takes 0.1 s in
    which the event loop stands still.
    """
    gc.collect()
    gc.freeze()


async def serve(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM, or until a worker fails."""
    database = prepared_database(settings)
    service = Service(settings, database, clock_of(settings))
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stopping.set)
    await service.start()
    spare_collections()
    log.info("吹哨已启动")
    waits = [
        asyncio.create_task(stopping.wait()),
        asyncio.create_task(service.chatroom.failed()),
    ]
    try:
        done, _ = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for each in done:
            each.result()
    finally:
        for each in waits:
            each.cancel()
        await service.stop()
        database.close()
