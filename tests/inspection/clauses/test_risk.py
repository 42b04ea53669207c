"""信阳第九条, 忻州第二十三条: what results have in common is counted, shown and proposed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from inspection.desk import Desk
from inspection.ids import TaskId
from inspection.patterns import PatternKind
from inspection.snapshots.pattern_counts import patterns_of
from inspection.snapshots.risk_proposal import risk_proposal_facts
from inspection.tasks import InspectionTask
from inspection.visits import Visit
from tests.builders import INDUSTRY
from tests.inspection.usecases.conftest import empty_ledger, open_chat
from tests.inspection.usecases.field_scene import FIRE, FOOD, HOME, LEADER, set_scene
from tests.inspection.usecases.field_scene import finish_all as finish_visit
from tests.progress import ORDERED, visit_subject
from tests.small_chat import SmallChat

__all__ = ["empty_ledger", "open_chat"]

OpenChat = Callable[..., SmallChat]
OFFICE = "周见山"
FEES, FOODS = "运营资质和收费公示", "食堂食品安全"


def results(chat: SmallChat, *found: dict[str, Any]) -> None:
    """One finished visit a subject, with these problems by item."""
    set_scene(chat, subjects=len(found))

    def act(desk: Desk) -> None:
        for visit, problems in zip(desk.ledger.visits.find(), found, strict=True):
            visit_subject(desk, chat.county, visit, problems)

    chat.write(act)


def patterns(chat: SmallChat, year: int = 2026) -> dict[PatternKind, Any]:
    with chat.database.reading() as ledger:
        return {each.kind: each for each in patterns_of(chat.desk(ledger), year)}


def test_patterns_are_counted_by_the_stated_rules(open_chat: OpenChat) -> None:
    chat = open_chat()
    results(chat, {FEES: ORDERED}, {FEES: ORDERED, FOODS: ORDERED}, {}, {})
    found = patterns(chat)
    item = found[PatternKind.ITEM]
    assert (item.label, item.hits, item.checked, item.share) == (FEES, 2, 4, "50.0%")
    trade = found[PatternKind.TRADE]
    assert (trade.industry, trade.hits, trade.checked) == (INDUSTRY, 2, 4)
    assert PatternKind.SUBJECT not in found


def test_single_problems_are_no_pattern(open_chat: OpenChat) -> None:
    chat = open_chat()
    results(chat, {FEES: ORDERED}, {FOODS: ORDERED}, {}, {})
    assert PatternKind.ITEM not in patterns(chat)
    assert patterns(chat)[PatternKind.TRADE].hits == 2
    alone = open_chat("xinzhou")
    results(alone, {FEES: ORDERED}, {})
    assert patterns(alone) == {}


def test_a_subject_hit_last_year_and_this_year_is_told(open_chat: OpenChat) -> None:
    chat = open_chat()
    results(chat, {FEES: ORDERED}, {}, {})

    def last_year(desk: Desk) -> None:
        task: InspectionTask = replace(
            chat.county.task, id=TaskId(0), number="QH2025-001", year=2025, chat_id=None
        )
        before = desk.ledger.tasks.add(task)
        visit = desk.ledger.visits.add(
            Visit(task_id=before.id, subject_id=chat.county.subjects[0].id)
        )
        visit_subject(desk, chat.county, visit, {FOODS: ORDERED})

    chat.write(last_year)
    again = patterns(chat)[PatternKind.SUBJECT]
    assert (again.hits, again.checked, again.subjects) == (1, 1, (HOME,))
    assert patterns(chat, 2025) == {}, "of last year alone there is nothing to say"


def test_the_office_is_shown_the_rule_and_the_counts_in_private(open_chat: OpenChat) -> None:
    chat = open_chat()
    results(chat, {FEES: ORDERED}, {FEES: ORDERED}, {})
    assert not chat.says(OFFICE, "/fengxian", private=False)
    shown = chat.last(OFFICE)
    assert "检查 3 户，2 户发现问题（66.7%），民政局" in shown
    assert "本地文件未规定" in shown
    assert "第九条" in shown
    assert HOME not in "".join(chat.group())
    assert "联席办" in chat.says(LEADER, "/fengxian")
    chat.says(OFFICE, "/fengxian 2025")
    assert "没有出现普遍性" in chat.last(OFFICE)


def test_a_proposal_is_drafted_with_its_judgement_open(open_chat: OpenChat) -> None:
    chat = open_chat("xinzhou")
    results(chat, {FEES: ORDERED}, {FEES: ORDERED}, {})
    with chat.database.reading() as ledger:
        facts: Any = risk_proposal_facts(chat.desk(ledger), 2026, INDUSTRY)
    assert facts["patterns"][0] == {
        "problem": f"{FEES}发现问题",
        "subjects": 2,
        "checked": 3,
        "share": "66.7%",
        "department": "青禾县民政局",
    }
    assert facts["analysis"] is None
    assert facts["proposals"] is None
    assert facts["special"]["rate"] is None
    assert facts["special"]["departments"] == "青禾县民政局"
    assert "第二十三条" in facts["article"]
    assert HOME not in str(facts)


def test_the_office_is_told_when_all_is_published(open_chat: OpenChat) -> None:
    chat = open_chat("xinhua")
    set_scene(chat, subjects=2)
    for subject in (HOME, "青禾县暖阳康养服务有限公司"):
        finish_visit(chat, subject)
    told = chat.seen(OFFICE)
    for name in (LEADER, FOOD, FIRE, "冯春望"):
        assert not chat.says(name, "/gongshi 全部已录入")
        for subject in (HOME, "青禾县暖阳康养服务有限公司"):
            assert not chat.says(name, f"/gongshi 已公示 {subject}")
    fresh = [each for each in chat.seen(OFFICE) if each not in told]
    assert any("消防安全" in each and "2 户发现问题" in each for each in fresh)


@pytest.mark.parametrize("locality", ["xinyang", "xinhua", "xinxian", "xinzhou", "wolong"])
def test_the_paper_names_the_article_only_where_there_is_one(
    open_chat: OpenChat, locality: str
) -> None:
    chat = open_chat(locality)
    results(chat, {FEES: ORDERED}, {FEES: ORDERED}, {})
    with chat.database.reading() as ledger:
        desk = chat.desk(ledger)
        article = risk_proposal_facts(desk, 2026, INDUSTRY)["article"]
        assert (article is None) is desk.profile.follow_up.risk_campaign.silent
