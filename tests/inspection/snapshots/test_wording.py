"""How days, moments, rates and names are worded."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from inspection.ledger import Ledger
from inspection.snapshots.common import (
    moment_words,
    office_name,
    period_words,
    rate_words,
    sentence,
    share_words,
    span_words,
)
from inspection.snapshots.numerals import numeral
from inspection.snapshots.schedule import schedule_of
from inspection.snapshots.terms import entry_term
from tests.builders import NOW, county, desk_for


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 3, 2), date(2026, 4, 30), "2026年3月2日至4月30日"),
        (date(2026, 12, 28), date(2027, 1, 8), "2026年12月28日至2027年1月8日"),
        (date(2026, 3, 2), date(2026, 3, 2), "2026年3月2日"),
    ],
)
def test_period_names_the_year_once(start: date, end: date, words: str) -> None:
    assert period_words(start, end) == words


def test_moments_are_worded_in_the_zone_of_the_desk(ledger: Ledger) -> None:
    desk = desk_for(ledger)
    utc = datetime.fromisoformat("2026-03-09T09:30:00+00:00")
    assert moment_words(desk, utc) == "2026年3月9日17时30分"
    assert moment_words(desk, None) is None


def test_span_repeats_the_day_only_when_it_changes(ledger: Ledger) -> None:
    desk = desk_for(ledger)
    assert span_words(desk, NOW, NOW + timedelta(minutes=65)) == "2026年3月5日9时至10时05分"
    assert span_words(desk, NOW, NOW + timedelta(days=1)) == "2026年3月5日9时至2026年3月6日9时"
    assert span_words(desk, NOW, None) == "2026年3月5日9时"
    assert span_words(desk, None, NOW) is None


@pytest.mark.parametrize(
    ("rate", "words"),
    [(1000, "10%"), (50, "0.5%"), (1225, "12.25%"), (10000, "100%"), (5, "0.05%")],
)
def test_rate_has_no_more_decimals_than_it_needs(rate: int, words: str) -> None:
    assert rate_words(rate) == words


def test_share_is_rounded_half_up_and_none_of_nothing() -> None:
    assert [share_words(2, 3), share_words(1, 8), share_words(3, 3), share_words(0, 0)] == [
        "66.7%",
        "12.5%",
        "100%",
        None,
    ]


def test_numerals_reach_ninety_nine() -> None:
    assert [numeral(each) for each in (1, 10, 12, 20, 35, 100)] == [
        "一",
        "十",
        "十二",
        "二十",
        "三十五",
        "100",
    ]


def test_sentence_ends_once() -> None:
    assert [sentence("请按时到场"), sentence("请按时到场。"), sentence(" ")] == [
        "请按时到场。",
        "请按时到场。",
        None,
    ]


@pytest.mark.parametrize(
    ("locality", "name"),
    [
        ("xinyang", "青禾县市场监督管理局"),
        ("xinhua", "青禾县市场监管领域部门联合“双随机、一公开”监管联席会议办公室"),
        ("xinxian", "青禾县部门联合“双随机、一公开”监管工作联席会议办公室"),
        ("xinzhou", "青禾县市场监管领域“双随机、一公开”监管工作领导小组办公室"),
        ("wolong", "青禾县部门联合“双随机、一公开”监管工作联席会议办公室"),
    ],
)
def test_office_is_that_of_the_county_served(ledger: Ledger, locality: str, name: str) -> None:
    county(ledger, locality=locality)
    assert office_name(desk_for(ledger, locality=locality)) == name


@pytest.mark.parametrize(
    ("locality", "start"),
    [
        ("xinyang", "检查任务完成后"),
        ("xinhua", "检查结束之日起"),
        ("xinxian", "抽查任务完成后"),
        ("xinzhou", "检查完成之日起"),
        ("wolong", "检查结束之日起"),
    ],
)
def test_entry_term_starts_in_the_words_of_the_circular(
    ledger: Ledger, locality: str, start: str
) -> None:
    profile = desk_for(ledger, locality=locality).profile
    term = entry_term(profile)
    assert (term["days"], term["start"]) == ("20个工作日", start)
    assert f"{start}20个工作日" in (profile.entry.days.words or "")
    assert str(term["article"]).startswith(f"《{profile.circular.title}》")


def test_schedule_fills_the_working_days_of_the_period_without_overlap(ledger: Ledger) -> None:
    desk, task = desk_for(ledger), county(ledger).task
    steps = schedule_of(desk, task)
    assert [step.name for step in steps] == ["scheme", "draw", "visit", "publish", "summary"]
    assert (steps[0].first, steps[-1].last) == (task.starts_on, task.ends_on)
    for before, after in pairwise(steps):
        assert before.first <= before.last < after.first
        assert desk.calendar.working_days_between(before.last, after.first) == 1


def test_publishing_takes_no_more_than_the_term_for_entry(ledger: Ledger) -> None:
    desk = desk_for(ledger)
    task = replace(county(ledger).task, ends_on=date(2026, 11, 30))
    publish = schedule_of(desk, task)[3]
    assert desk.calendar.working_days_between(publish.first, publish.last) + 1 == 20


def test_schedule_ends_on_the_last_day_that_the_locality_sets(ledger: Ledger) -> None:
    late = replace(county(ledger, locality="xinxian").task, ends_on=date(2026, 12, 20))
    ends = {
        locality: schedule_of(desk_for(ledger, locality=locality), late)[-1].last
        for locality in ("xinyang", "xinxian")
    }
    assert ends == {"xinyang": date(2026, 12, 18), "xinxian": date(2026, 10, 30)}


@pytest.mark.parametrize("days", range(1, 16))
def test_short_periods_still_have_five_steps_in_order(ledger: Ledger, days: int) -> None:
    task = county(ledger).task
    short = replace(task, ends_on=task.starts_on + timedelta(days=days - 1))
    steps = schedule_of(desk_for(ledger), short)
    assert len(steps) == 5
    assert all(step.first <= step.last <= short.ends_on for step in steps)
    assert all(before.first <= after.first for before, after in pairwise(steps))
