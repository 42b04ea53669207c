"""A sandbox server on a loop of its own, for a parent process that restarts the bot process."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from app.sandbox.server import SandboxServer
from app.sandbox.waiting import until
from app.sandbox.world import World

P = ParamSpec("P")
R = TypeVar("R")
START_SECONDS = 10.0


class SandboxThread:
    """本地服务线程: `with SandboxThread(world) as sandbox: sandbox.call(world.send_text, ...)`.

    While it runs, every touch of the world goes through call() (events reach listeners on the
    server's thread). prepare(server) runs before listening: add extra_routes there.
    """

    def __init__(
        self,
        world: World,
        port: int = 0,
        host: str = "127.0.0.1",
        prepare: Callable[[SandboxServer], None] | None = None,
    ) -> None:
        self.world = world
        self._address = (port, host)
        self._prepare = prepare
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="sandbox", daemon=True)

    def start(self) -> Self:
        """Start listening; raises whatever kept the server from it (OSError: port taken)."""
        self._thread.start()
        self._ready.wait(START_SECONDS)
        if self._failure is not None:
            raise self._failure
        return self

    def stop(self) -> None:
        """Close the server and end the thread."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopped.set)
            self._thread.join()

    @property
    def base_url(self) -> str:
        """See SandboxServer.base_url."""
        return self.server.base_url

    @property
    def base_file_url(self) -> str:
        """See SandboxServer.base_file_url."""
        return self.server.base_file_url

    def call(self, act: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run act on the server's loop and return its result (or raise what it raised).

        Called from that loop itself (a listener, a page's handler) it simply runs act.
        """
        if threading.get_ident() == self._thread.ident:
            return act(*args, **kwargs)

        async def run() -> R:
            return act(*args, **kwargs)

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result()

    def wait_until(self, predicate: Callable[[], object], timeout: float = 10) -> None:
        """Block until predicate(), run on the server's loop, is true; TimeoutError when late."""
        waiting = until(self.world, predicate, timeout)
        asyncio.run_coroutine_threadsafe(waiting, self._loop).result()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as failure:
            self._failure = failure
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        port, host = self._address
        self._loop = asyncio.get_running_loop()
        self._stopped = asyncio.Event()
        self.server = SandboxServer(self.world, port, host)
        if self._prepare is not None:
            self._prepare(self.server)
        await self.server.start()
        self._ready.set()
        try:
            await self._stopped.wait()
        finally:
            await self.server.stop()
