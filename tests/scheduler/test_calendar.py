"""The mainland calendar: 2026 as the State Council arranged it, 2027 provisional until notified."""

from datetime import date, timedelta

import pytest

from scheduler.calendar import HolidayNotice, china_calendar

CALENDAR = china_calendar(range(2025, 2028))


def span(first: str, last: str) -> list[date]:
    """The days from first to last, both included, of 2026."""
    day, end = date.fromisoformat(f"2026-{first}"), date.fromisoformat(f"2026-{last}")
    return [day + timedelta(days=step) for step in range((end - day).days + 1)]


OFF = [
    ("01-01", "01-03"),
    ("02-15", "02-23"),
    ("04-04", "04-06"),
    ("05-01", "05-05"),
    ("06-19", "06-21"),
    ("09-25", "09-27"),
    ("10-01", "10-07"),
]
WORKED = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]


def test_2026_is_as_the_state_council_arranged_it() -> None:
    off = {day for first, last in OFF for day in span(first, last)}
    worked = {day for each in WORKED for day in span(each, each)}
    for day in span("01-01", "12-31"):
        expected = day in worked or (day.weekday() < 5 and day not in off)
        assert CALENDAR.is_working_day(day) is expected, day


@pytest.mark.parametrize(
    ("ended", "due"),
    [
        ("2026-01-30", "2026-03-05"),
        ("2026-04-10", "2026-05-12"),
        ("2026-09-18", "2026-10-22"),
        ("2026-09-30", "2026-11-03"),
        ("2026-11-02", "2026-11-30"),
        ("2026-12-01", "2026-12-29"),
    ],
)
def test_twenty_working_days_end_on_the_official_day(ended: str, due: str) -> None:
    found = CALENDAR.add_working_days(date.fromisoformat(ended), 20)
    assert (found.date.isoformat(), found.provisional) == (due, False)


def test_a_term_reaching_into_2027_is_provisional_until_its_notice_comes() -> None:
    start = date(2026, 12, 20)
    assert CALENDAR.add_working_days(start, 20).provisional
    notice = HolidayNotice(
        2027,
        frozenset({date(2027, 1, 1), date(2027, 1, 4)}),
        frozenset({date(2027, 1, 9)}),
        "国务院办公厅通知（试验）",
    )
    found = china_calendar([2026], [notice]).add_working_days(start, 20)
    assert (found.date, found.provisional) == (date(2027, 1, 18), False)


def test_an_imported_notice_replaces_what_the_package_says() -> None:
    strike = HolidayNotice(2026, frozenset(), frozenset(), "更正通知（试验）")
    assert china_calendar([2026], [strike]).is_working_day(date(2026, 10, 1))
