"""工作日历的来源: days off by the ``holidays`` package, State Council notices laid over it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import holidays

from inspection.workdays import Calendar, YearDays

LAST_NOTICE_YEAR = 2026
"""The last year for which the package holds the State Council notice (国办 2025-11-04)."""

FIRST_NOTICE_YEAR = 2008
WEEKEND = (5, 6)


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """放假通知: one year's arrangement as the State Council published it; replaces all else.

    ``holidays`` are the days off, ``shifted_working_days`` the weekend days worked instead.
    """

    year: int
    holidays: frozenset[date]
    shifted_working_days: frozenset[date]
    source: str


def china_calendar(years: Iterable[int], notices: Iterable[HolidayNotice] = ()) -> Calendar:
    """The mainland calendar of the given years; a year is official by notice or package.

    A year after LAST_NOTICE_YEAR has only its statutory days, no exchanged days, and is
    provisional until its notice is imported.
    """
    calendar = Calendar({year: _from_package(year) for year in years})
    for each in sorted(notices, key=lambda notice: notice.year):
        calendar = calendar.with_notice(
            each.year, each.holidays, each.shifted_working_days, each.source
        )
    return calendar


def _from_package(year: int) -> YearDays:
    china = holidays.country_holidays("CN", years=year, language="zh_CN")
    official = FIRST_NOTICE_YEAR <= year <= LAST_NOTICE_YEAR
    return YearDays(
        holidays=frozenset(china),
        shifted_working_days=frozenset(
            day for day in _days(year) if day.weekday() in WEEKEND and china.is_working_day(day)
        ),
        official=official,
        source="国务院办公厅放假安排" if official else "法定节日推算，调休尚未公布",
    )


def _days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=step) for step in range((date(year + 1, 1, 1) - first).days)]
