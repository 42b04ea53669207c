"""The clock: the only place in the house that reads the time. Asia/Shanghai, aware."""

from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """时钟: says what time it is."""

    def now(self) -> datetime:
        """The moment, aware, in Asia/Shanghai."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The moment."""
        return datetime.now(SHANGHAI)


class FileClock:
    """演练时钟: a moment written in a file, so that several processes share one pretended time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> datetime:
        """The moment in the file."""
        return datetime.fromisoformat(self._path.read_text(encoding="ascii")).astimezone(SHANGHAI)

    def set(self, moment: datetime) -> None:
        """Write the moment; readers see the old or the new one, never a half."""
        fresh = self._path.with_suffix(".new")
        fresh.write_text(moment.isoformat(), encoding="ascii")
        fresh.replace(self._path)


class HandClock:
    """手拨时钟: a moment kept in memory and moved by hand, for tests in one process."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """The moment it was moved to."""
        return self.moment
