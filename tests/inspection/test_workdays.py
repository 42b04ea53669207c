"""Counting working days on a small made-up calendar."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.refusal import Refusal
from inspection.workdays import Calendar, YearDays

CALENDAR = Calendar(
    {
        2026: YearDays(
            holidays=frozenset({date(2026, 10, 1), date(2026, 10, 2)}),
            shifted_working_days=frozenset({date(2026, 10, 10)}),
            official=True,
            source="试验",
        )
    }
)


def test_the_start_day_is_not_counted() -> None:
    assert CALENDAR.add_working_days(date(2026, 9, 28), 1).date == date(2026, 9, 29)


def test_holidays_are_skipped_and_exchanged_saturdays_counted() -> None:
    assert CALENDAR.add_working_days(date(2026, 9, 30), 6).date == date(2026, 10, 10)


def test_a_year_without_notice_makes_the_term_provisional() -> None:
    assert not CALENDAR.add_working_days(date(2026, 12, 30), 1).provisional
    assert CALENDAR.add_working_days(date(2026, 12, 31), 1).provisional
    assert CALENDAR.next_working_day(date(2027, 1, 2)).provisional


def test_a_term_of_no_days_is_refused() -> None:
    with pytest.raises(Refusal, match="bad_term"):
        CALENDAR.add_working_days(date(2026, 9, 30), 0)


def test_a_last_day_off_moves_to_the_next_day_worked() -> None:
    assert CALENDAR.next_working_day(date(2026, 10, 1)).date == date(2026, 10, 5)
    assert CALENDAR.next_working_day(date(2026, 9, 30)).date == date(2026, 9, 30)


days = st.dates(date(2026, 1, 1), date(2026, 11, 30))


@settings(max_examples=60, deadline=None)
@given(days, st.integers(1, 40))
def test_counting_back_and_between_agrees_with_counting_on(start: date, count: int) -> None:
    due = CALENDAR.add_working_days(start, count).date
    assert CALENDAR.is_working_day(due)
    assert CALENDAR.working_days_between(start, due) == count
    assert CALENDAR.working_days_between(due, start) == -count
    back = CALENDAR.subtract_working_days(due, count)
    assert CALENDAR.working_days_between(back, due) == count
