"""工作日: counting working days by the State Council's calendar, handed in as plain sets of days.

The start day is not counted (民法典第二百零一条). A year without an official notice still counts,
by weekends and the days known so far, but every result that touches it is provisional (暂定).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from inspection.refusal import Refusal

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class YearDays:
    """一年的放假安排: days off and weekend days worked instead (调休).

    ``official`` is True once the State Council's notice for the year is in; ``source`` names it.
    """

    holidays: frozenset[date]
    shifted_working_days: frozenset[date]
    official: bool
    source: str


UNKNOWN_YEAR = YearDays(frozenset(), frozenset(), False, "尚无放假安排，仅按周末推算")


@dataclass(frozen=True, slots=True)
class DueDate:
    """到期日: the last day of a term; ``provisional`` (暂定) until all its years are official."""

    date: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """工作日历: year to its days; an absent year is counted by weekends and is provisional."""

    years: Mapping[int, YearDays] = field(default_factory=dict)

    def year(self, year: int) -> YearDays:
        """The days of a year, UNKNOWN_YEAR where nothing is known."""
        return self.years.get(year, UNKNOWN_YEAR)

    def is_working_day(self, day: date) -> bool:
        """True on a weekday that is not off and on a weekend day worked in exchange."""
        days = self.year(day.year)
        if day in days.shifted_working_days:
            return True
        return day.weekday() < SATURDAY and day not in days.holidays

    def with_notice(
        self, year: int, off: Iterable[date], worked: Iterable[date], source: str
    ) -> "Calendar":
        """The calendar once the notice for `year` is in.

        Days of a neighbouring year in it (元旦 from 12月31日) are laid over that year, which stays
        official or provisional as it was.
        """
        off, worked = frozenset(off), frozenset(worked)
        years = dict(self.years)
        for each in sorted({day.year for day in off | worked} | {year}):
            here = frozenset(day for day in off if day.year == each)
            instead = frozenset(day for day in worked if day.year == each)
            base = self.year(each)
            years[each] = (
                YearDays(here, instead, True, source)
                if each == year
                else replace(
                    base,
                    holidays=(base.holidays | here) - instead,
                    shifted_working_days=(base.shifted_working_days | instead) - here,
                )
            )
        return Calendar(years)

    def is_provisional(self, first: date, last: date) -> bool:
        """True if a year between the two days, both included, is not official yet."""
        return any(not self.year(year).official for year in range(first.year, last.year + 1))

    def add_working_days(self, start: date, count: int) -> DueDate:
        """The ``count``-th working day after ``start``, which itself is not counted.

        Refusal ``bad_term`` for a count under 1.
        """
        if count < 1:
            raise Refusal("bad_term", {"days": count})
        day = start
        left = count
        while left:
            day += ONE_DAY
            left -= self.is_working_day(day)
        return DueDate(day, self.is_provisional(start + ONE_DAY, day))

    def subtract_working_days(self, due: date, count: int) -> date:
        """The day ``count`` working days before ``due`` (T-5 for reminders); ``due`` for 0."""
        day = due
        left = count
        while left > 0:
            day -= ONE_DAY
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to ``end`` itself; negative if ``end`` is before."""
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + ONE_DAY * step for step in range(1, (end - start).days + 1))
        return sum(map(self.is_working_day, days))

    def next_working_day(self, day: date) -> DueDate:
        """``day`` itself if it is worked, else the next that is (民法典第二百零三条)."""
        found = day
        while not self.is_working_day(found):
            found += ONE_DAY
        return DueDate(found, self.is_provisional(day, found))
