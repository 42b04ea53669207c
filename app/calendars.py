"""工作日历: the mainland calendar with the notices of a ledger laid over it, where there is one."""

from collections.abc import Iterable
from pathlib import Path

from inspection.ledger import Ledger
from inspection.workdays import Calendar
from scheduler.calendar import HolidayNotice, china_calendar
from storage.database import Database, open_database


def ledger_calendar(ledger: Ledger, years: Iterable[int]) -> Calendar:
    """The calendar of the years, imported notices (放假通知) over what the program knows."""
    notices = [
        HolidayNotice(
            each.year, frozenset(each.holidays), frozenset(each.shifted_working_days), each.source
        )
        for each in ledger.holiday_notices.find()
    ]
    return china_calendar(years, notices)


def calendar_at_hand(url: str, years: Iterable[int]) -> Calendar:
    """The same for a database that may not be there yet; none is created or changed."""
    if not is_there(url):
        return china_calendar(years)
    database = open_database(url)
    try:
        if not is_current(database):
            return china_calendar(years)
        with database.reading() as ledger:
            return ledger_calendar(ledger, years)
    finally:
        database.close()


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite address; None for a ledger in memory or on a server."""
    dialect, _, path = url.partition("://")
    file = path.removeprefix("/").partition("?")[0]
    if not dialect.startswith("sqlite") or not file or file == ":memory:":
        return None
    return Path(file)


def is_there(url: str) -> bool:
    """False for an SQLite file nobody has made yet: opening it would make it."""
    if not url.startswith("sqlite"):
        return True
    file = sqlite_file(url)
    return file is not None and file.is_file()


def is_current(database: Database) -> bool:
    """True when the tables are those of this program."""
    return database.revision() == database.head_revision()
