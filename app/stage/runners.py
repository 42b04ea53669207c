"""Two ways to run the real bot on the stage: in a thread (fast) or as a process (killable)."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from app.service import Service, clock_of
from app.settings import Settings
from storage.database import open_database


class Runner(Protocol):
    """A bot that can be started, stopped, and killed without notice."""

    def start(self) -> None:
        """Start; return when it is working or on its way."""

    def stop(self) -> None:
        """Stop in good order."""

    def kill(self) -> None:
        """End at once, with nothing put in order."""

    def check(self) -> None:
        """Raise when the bot has died of itself."""


class ThreadRunner:
    """The bot in a thread of this process, with an event loop of its own."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._main: asyncio.Task[None] | None = None
        self._failure: BaseException | None = None

    def start(self) -> None:
        """Start the thread and wait until the bot listens."""
        ready = threading.Event()
        self._failure = None
        self._thread = threading.Thread(target=self._run, args=(ready,), name="bot", daemon=True)
        self._thread.start()
        ready.wait(30)
        self.check()

    def stop(self) -> None:
        """Stop in good order."""
        self._end()

    def kill(self) -> None:
        """The same: what is being done is dropped; only a process can be killed harder."""
        self._end()

    def check(self) -> None:
        """Raise what the bot died of."""
        if self._failure is not None:
            raise self._failure

    def _end(self) -> None:
        if self._thread is None or self._loop is None or self._main is None:
            return
        if self._failure is not None:
            return
        self._loop.call_soon_threadsafe(self._main.cancel)
        self._thread.join(30)
        self._thread = None

    def _run(self, ready: threading.Event) -> None:
        try:
            asyncio.run(self._serve(ready))
        except asyncio.CancelledError:
            pass
        except BaseException as failure:
            self._failure = failure
        finally:
            ready.set()

    async def _serve(self, ready: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        self._main = asyncio.current_task()
        database = open_database(self._settings.database)
        service = Service(self._settings, database, clock_of(self._settings))
        try:
            await service.start()
            ready.set()
            await service.chatroom.failed()
        finally:
            await service.stop()
            database.close()


class ProcessRunner:
    """The bot as its own process, exactly as an office would run it: `chuishao run`."""

    def __init__(self, settings: Settings, log: Path) -> None:
        self._environment = environment_of(settings)
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process; it takes up by itself what was left unfinished."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "app", "run"],
                env={**os.environ, **self._environment},
                stdout=log,
                stderr=log,
            )

    def stop(self) -> None:
        """SIGTERM and wait."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL and wait."""
        self._signal(signal.SIGKILL)

    def check(self) -> None:
        """Raise with the end of the log when the process has died."""
        if self._process is not None and self._process.poll() is not None:
            tail = self._log.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise RuntimeError(f"机器人进程已退出（{self._process.returncode}）：\n{tail}")

    def _signal(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(number)
        self._process.wait(30)
        self._process = None


def environment_of(settings: Settings) -> Mapping[str, str]:
    """The settings as environment variables of a child process."""
    from dataclasses import fields

    return {
        f"CHUISHAO_{each.name.upper()}": str(getattr(settings, each.name))
        for each in fields(settings)
    }
