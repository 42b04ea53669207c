"""A small stage: one bot, one group of two people, a clock that moves only when told."""

import asyncio
import logging
import struct
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from app.sandbox import SandboxServer, World


class Stage:
    """The sandbox with 青禾县's inspection group, and real PTB bots talking to it."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
        self.world = World(lambda: self.time)
        self.bot = self.world.add_bot("qinghe_bot")
        self.zhang = self.world.add_user("张三", "zhang_san")
        self.li = self.world.add_user("李四")
        self.group = self.world.add_group("青禾县联合检查组", [self.zhang, self.li])
        self.world.add_bot_to_group(self.group)
        self.bot.queue.clear()

    def forward(self, **span) -> None:
        """Move the clock."""
        self.time += timedelta(**span)

    def play(self, scenario, **timeouts):
        """Run `await scenario(bot)` with a real PTB Bot against the server on a socket."""

        async def run():
            self.server = SandboxServer(self.world)
            await self.server.start()
            try:
                async with self.ptb(**timeouts) as bot:
                    return await asyncio.wait_for(scenario(bot), 20)
            finally:
                await self.server.stop()

        return asyncio.run(run())

    def ptb(self, token=None, **timeouts) -> Bot:
        """Another PTB Bot for the same server, not yet initialized."""
        return Bot(
            token or self.bot.token,
            base_url=self.server.base_url,
            base_file_url=self.server.base_file_url,
            request=HTTPXRequest(**timeouts),
            get_updates_request=HTTPXRequest(**timeouts),
        )

    def last(self, chat=None):
        """The newest message of a chat."""
        return self.world.messages(chat or self.group)[-1]


@pytest.fixture(autouse=True)
def no_complaints(caplog):
    """Neither tornado nor asyncio may log an error: a dropped client is no accident."""
    yield
    loud = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert [record.getMessage() for record in loud if record.name != "telegram"] == []


@pytest.fixture(autouse=True)
def timedelta_waits(monkeypatch) -> None:
    """PTB 22.8 warns when it builds RetryAfter with whole seconds; take its new form."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def stage() -> Stage:
    """A fresh stage."""
    return Stage()


@pytest.fixture
def picture() -> bytes:
    """A real 640x480 PNG."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    rows = b"".join(b"\0" + b"\x40\x80\xc0" * 640 for _ in range(480))
    header = struct.pack(">IIBBBBB", 640, 480, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
