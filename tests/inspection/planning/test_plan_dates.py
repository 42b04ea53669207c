"""The profile's dates are put on the clock, and said with their article to whom they concern."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from inspection.deadlines import DeadlineKind
from inspection.ids import PlanEntryId
from inspection.plan_watch import watch_plan, watch_years
from inspection.plans import AnnualPlan
from tests.builders import SHANGHAI
from tests.inspection.planning.scene import CIVIL, FIRE, JUSTICE, OFFICE, YEAR, in_force, propose
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
LAST = {
    "xinyang": date(2026, 12, 31),
    "xinhua": date(2027, 1, 31),
    "xinxian": date(2027, 1, 31),
    "xinzhou": date(2027, 1, 31),
    "wolong": date(2027, 3, 31),
}
ARTICLE = {
    "xinyang": "第五条",
    "xinhua": "第十二条",
    "xinxian": "第三部分（一）",
    "xinzhou": "第十三条",
    "wolong": "第一部分（二）",
}


def nine(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)


def opened(open_chat: OpenChat, locality: str, ahead: int) -> SmallChat:
    """So many days before the last day for the plan of 2027, early in the morning."""
    chat = open_chat(locality)
    chat.now = nine(LAST[locality] - timedelta(days=ahead)) - timedelta(hours=1)
    chat.write(lambda desk: watch_plan(desk, YEAR))
    return chat


@pytest.mark.parametrize("locality", LAST)
def test_departments_and_office_are_reminded_before_the_last_day(
    open_chat: OpenChat, locality: str
) -> None:
    chat = opened(open_chat, locality, 7)
    propose(chat, CIVIL)
    before = len(chat.seen(CIVIL))
    chat.ticks(chat.now + timedelta(hours=2))
    office = chat.seen(OFFICE)[-1]
    assert ARTICLE[locality] in office
    assert "司法局" in office
    assert "民政局" not in office.split("还没有申报的部门：")[1].split("（已提醒）")[0]
    told = chat.seen(JUSTICE)[-1]
    assert "本部门还没有申报" in told
    assert ARTICLE[locality] in told
    assert len(chat.seen(CIVIL)) == before


@pytest.mark.parametrize("locality", LAST)
def test_the_day_after_it_is_said_to_be_late(open_chat: OpenChat, locality: str) -> None:
    chat = opened(open_chat, locality, 0)
    chat.ticks(nine(LAST[locality] + timedelta(days=1)))
    assert "已经过期" in chat.seen(OFFICE)[-1]


def test_once_the_step_is_done_nobody_is_reminded(open_chat: OpenChat) -> None:
    """卧龙: the office publishes by the end of March; elsewhere departments hand in."""
    chat = opened(open_chat, "wolong", 8)
    propose(chat, CIVIL)
    in_force(chat)
    before = len(chat.seen(OFFICE))
    chat.ticks(nine(LAST["wolong"] + timedelta(days=2)))
    assert len(chat.seen(OFFICE)) == before


def test_where_the_office_must_publish_a_compiled_plan_is_not_enough(open_chat: OpenChat) -> None:
    chat = opened(open_chat, "wolong", 8)
    compiled = AnnualPlan(year=YEAR, opened_at=chat.now, compiled_at=chat.now)
    chat.write(lambda desk: desk.ledger.annual_plans.add(compiled))
    chat.ticks(chat.now + timedelta(days=1, hours=2))
    assert "公布全区抽查计划" in chat.seen(OFFICE)[-1]
    assert not any("本部门还没有申报" in each for each in chat.seen(JUSTICE))


def test_the_plan_of_2024_bound_nobody_in_xinxian(open_chat: OpenChat) -> None:
    """新县三（一）: 自2025年起."""
    chat = open_chat("xinxian")
    chat.now = datetime(2023, 12, 1, 9, tzinfo=SHANGHAI)
    chat.write(lambda desk: watch_plan(desk, 2024))
    kinds = {each.kind for each in chat.read(lambda book: book.deadlines.find())}
    assert kinds == {
        DeadlineKind.FINISH_REMINDER,
        DeadlineKind.FINISH_OVERDUE,
        DeadlineKind.REPORT_REMINDER,
        DeadlineKind.REPORT_OVERDUE,
    }


def test_the_years_end_for_tasks_is_said_in_xinxian_only(open_chat: OpenChat) -> None:
    """新县三（二）: 每年10月底前完成."""
    chat = open_chat("xinxian")
    chat.now = datetime(2026, 10, 24, 8, tzinfo=SHANGHAI)
    waiting = replace(chat.county.plan_entry, id=PlanEntryId(0), number="2", name="第二批抽查")
    chat.write(lambda desk: desk.ledger.plan_entries.add(waiting))
    chat.write(lambda desk: watch_plan(desk, 2026))
    chat.ticks(datetime(2026, 10, 26, 10, tzinfo=SHANGHAI))
    said = chat.seen(CIVIL)[-1]
    assert "2026年10月31日" in said
    assert "第二批抽查（民政局，还没有开任务）" in said
    assert "第三部分（二）" in said
    assert not any("2026年10月31日" in each for each in chat.seen(FIRE))


@pytest.mark.parametrize("locality", ["xinyang", "xinhua", "xinzhou", "wolong"])
def test_elsewhere_no_day_is_set_for_the_tasks_of_the_year(
    open_chat: OpenChat, locality: str
) -> None:
    chat = open_chat(locality)
    chat.write(watch_years)
    kinds = {each.kind for each in chat.read(lambda book: book.deadlines.find())}
    assert kinds == {DeadlineKind.PLAN_REMINDER, DeadlineKind.PLAN_OVERDUE}


def test_watching_twice_sets_nothing_twice_and_the_years_go_on(open_chat: OpenChat) -> None:
    chat = opened(open_chat, "xinyang", 40)
    for _ in range(2):
        chat.write(watch_years)
    years = [
        each.about_id
        for each in chat.read(lambda book: book.deadlines.find(kind=DeadlineKind.PLAN_OVERDUE))
    ]
    assert sorted(years) == [2027, 2028]
    chat.ticks(nine(LAST["xinyang"] + timedelta(days=1)))
    years = [
        each.about_id
        for each in chat.read(lambda book: book.deadlines.find(kind=DeadlineKind.PLAN_OVERDUE))
    ]
    assert 2029 in years


def test_the_own_proposal_is_a_matter_in_the_last_month_only(open_chat: OpenChat) -> None:
    chat = opened(open_chat, "xinyang", 40)
    chat.says(JUSTICE, "/daiban")
    assert "申报2027年度任务" not in chat.last(JUSTICE)
    chat.now += timedelta(days=20)
    chat.says(JUSTICE, "/daiban")
    assert "申报2027年度任务，最迟 12月31日" in chat.last(JUSTICE)
    chat.presses(JUSTICE, "去申报")
    chat.presses(JUSTICE, "没有牵头任务")
    chat.says(JUSTICE, "/daiban")
    assert "申报2027年度任务" not in chat.last(JUSTICE)


def test_proposals_and_adjustments_are_the_offices_matter(open_chat: OpenChat) -> None:
    chat = opened(open_chat, "xinzhou", 40)
    propose(chat, CIVIL)
    chat.says(OFFICE, "/daiban")
    assert "处理2027年度计划申报 1 项" in chat.last(OFFICE)
    in_force(chat)
    entry = chat.read(lambda book: book.plan_entries.find(year=YEAR)[0])
    chat.callback(CIVIL, f"v1:adjust_point:{entry.id}:cancel")
    chat.says(CIVIL, "对象已全部关停")
    chat.says(OFFICE, "/daiban")
    assert "审核2027年度计划调整 1 件" in chat.last(OFFICE)
    chat.presses(OFFICE, "计划调整")
    chat.presses(OFFICE, "1 同意")
    chat.says(OFFICE, "/daiban")
    assert "报备2027年度计划调整 1 件" in chat.last(OFFICE)
