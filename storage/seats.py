"""席位: which process polls, which one ticks, and whether a process still lives.

On PostgreSQL a seat is an advisory lock of a session: it falls free the moment its holder dies. A
SQLite file belongs to one process, which holds a lock file beside it.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from storage.faults import StorageFault

OWNER_ONLY = 0o600
"""The mode of a ledger's files: names, phones and certificate numbers are in them."""
SEAT_CLASS = 0x558A
PROCESS_CLASS = 0x558B
NAMES = ("poller", "ticker")
TAKE = text("SELECT pg_try_advisory_lock(:kind, :number)")
PROBE = text("SELECT pg_try_advisory_xact_lock_shared(:kind, :number)")
LEAVE = text("SELECT pg_advisory_unlock_all()")


class Seats(Protocol):
    """席位: `number` tells this process from all others."""

    number: int

    def take(self, name: str) -> bool:
        """Whether this process has the seat now; asked again and again, it falls to the next."""

    def lives(self, number: int) -> bool:
        """Whether the process of that number is still there."""

    def close(self) -> None:
        """Leave every seat."""


def fresh_number() -> int:
    """A number for this process: 31 random bits."""
    return secrets.randbits(31)


class OnlyProcess:
    """The seats of a SQLite file: all of them belong to the one process that has the file."""

    def __init__(self, file: Path | None) -> None:
        self.number = fresh_number()
        self._lock = _locked(file.with_name(f"{file.name}.lock")) if file else None

    def take(self, name: str) -> bool:
        """Always."""
        return name in NAMES

    def lives(self, number: int) -> bool:
        """Nobody but this process."""
        return number == self.number

    def close(self) -> None:
        """Let the next process in."""
        if self._lock is not None:
            self._lock.close()


def _locked(path: Path) -> IO[bytes]:
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, OWNER_ONLY)
    file = os.fdopen(descriptor, "ab")
    try:
        _lock(file)
    except OSError:
        file.close()
        raise StorageFault(
            f"{path.with_suffix('').name} 已有一个吹哨进程在用：SQLite 只供一个进程使用，"
            "请先停掉另一个；要几个进程一起运行，请改用 PostgreSQL。"
        ) from None
    return file


def _lock(file: IO[bytes]) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        lock_file: Any = msvcrt
        lock_file.locking(file.fileno(), lock_file.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class SharedSeats:
    """The seats of a PostgreSQL ledger, held by one session for as long as it lives."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._session: Connection | None = None
        self._taken: set[str] = set()
        self.number = fresh_number()
        self._open()

    def take(self, name: str) -> bool:
        """Try; a session that broke has lost all its seats and begins anew."""
        try:
            session = self._session or self._open()
            if name in self._taken:
                session.execute(text("SELECT 1"))
                return True
            if session.execute(TAKE, {"kind": SEAT_CLASS, "number": NAMES.index(name)}).scalar():
                self._taken.add(name)
        except DBAPIError:
            self.close()
        return name in self._taken

    def lives(self, number: int) -> bool:
        """A process lives as long as its session holds the lock of its number."""
        if number == self.number:
            return True
        session = self._session or self._open()
        return not session.execute(PROBE, {"kind": PROCESS_CLASS, "number": number}).scalar()

    def close(self) -> None:
        """Leave every seat; the server frees them with the session."""
        self._taken.clear()
        if self._session is not None:
            session, self._session = self._session, None
            with suppress(DBAPIError):
                session.execute(LEAVE)  # at once: the server takes its time to end a session
                session.detach()  # the pool must not keep what holds the locks
            session.close()

    def _open(self) -> Connection:
        session = self._engine.connect()
        while not session.execute(TAKE, {"kind": PROCESS_CLASS, "number": self.number}).scalar():
            self.number = fresh_number()
        self._session = session
        return session
