"""The ticker: asks the ledger at a steady beat what is due. Due moments are rows, not timers."""

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.clock import SHANGHAI

Tick = Callable[[], Awaitable[None]]


class Ticker:
    """Calls `tick` every `seconds`; a beat missed or late is made up by the next, never doubled."""

    def __init__(self, tick: Tick, seconds: float) -> None:
        self._scheduler = AsyncIOScheduler(timezone=SHANGHAI)
        self._scheduler.add_job(
            tick,
            "interval",
            seconds=seconds,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    def start(self) -> None:
        """Begin to tick in the running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking; nothing to do when it never began."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
