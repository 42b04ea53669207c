"""信阳第二十条, 新华第十条, 新县第二部分（二）, 忻州第十条: experts advise, and are no officers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from inspection.desk import Desk
from inspection.experts import Expert, ExpertKind
from inspection.snapshots.inspection_record import inspection_record_facts
from inspection.snapshots.team_list import team_list_facts
from tests.inspection.usecases.conftest import empty_ledger, open_chat
from tests.inspection.usecases.field_scene import (
    CARE,
    FIRE,
    FOOD,
    HOME,
    LEADER,
    enter_clean,
    set_scene,
    start,
)
from tests.small_chat import SmallChat

__all__ = ["empty_ledger", "open_chat"]

OpenChat = Callable[..., SmallChat]
ADVISER, LAPSED, GONE = "林学文", "杨过期", "江离库"
ADVICE = "消防水泵压力偏低，建议检修"


def scene(open_chat: OpenChat, locality: str = "xinyang") -> SmallChat:
    """Two visits; one expert may come, one is out of term, one has left."""
    chat = open_chat(locality)
    set_scene(chat, subjects=2)

    def enter(desk: Desk) -> None:
        of = chat.county.departments["消防救援大队"].id
        row = Expert(department_id=of, name=ADVISER, kind=ExpertKind.EXPERT, phone="000-0009999")
        desk.ledger.experts.add(
            replace(row, organisation="青禾县工程学校", expertise=("消防工程",))
        )
        desk.ledger.experts.add(replace(row, name=LAPSED, appointed_until=date(2026, 3, 4)))
        desk.ledger.experts.add(replace(row, name=GONE, active=False))

    chat.write(enter)
    return chat


def invited(chat: SmallChat) -> list[Any]:
    return list(chat.read(lambda book: book.expert_invitations.find(withdrawn_at=None)))


@pytest.mark.parametrize("locality", ["xinyang", "xinhua", "xinxian", "xinzhou"])
def test_an_expert_of_the_roster_is_invited_under_the_article(
    open_chat: OpenChat, locality: str
) -> None:
    chat = scene(open_chat, locality)
    assert not chat.says(LEADER, "/zhuanjia")
    chat.presses(LEADER, f"➕ {HOME}")
    shown = chat.last(LEADER)
    assert ADVISER in shown
    assert LAPSED not in shown
    assert GONE not in shown
    chat.presses(LEADER, ADVISER)
    assert [each.subject_id for each in invited(chat)] == [chat.county.subjects[0].id]
    told = chat.group()[-1]
    assert f"邀请<b>{ADVISER}</b>" in told
    assert "不计入执法检查人员" in told
    assert chat.desk(None).profile.match.experts.cited() in told  # type: ignore[arg-type]
    assert "000-0009999" not in told + shown


def test_where_the_circular_is_silent_people_are_told_so(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "wolong")
    assert not chat.says(LEADER, f"/zhuanjia 邀请 {HOME} {ADVISER}")
    assert "依据：本地文件未规定" in chat.group()[-1]


@pytest.mark.parametrize(("name", "words"), [(LAPSED, "3月4日"), (GONE, "已不在专家库")])
def test_who_left_or_is_out_of_term_is_refused(open_chat: OpenChat, name: str, words: str) -> None:
    chat = scene(open_chat)
    assert words in chat.says(LEADER, f"/zhuanjia 邀请 松鹤 {name}")
    assert invited(chat) == []


def test_an_expert_comes_on_top_of_the_officers(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinzhou")

    def only_one(desk: Desk) -> None:
        for each in desk.ledger.assignments.find(subject_id=chat.county.subjects[0].id)[1:]:
            desk.ledger.assignments.save(replace(each, active=False))

    chat.write(only_one)
    refused = chat.says(LEADER, f"/zhuanjia 邀请 {HOME} {ADVISER}")
    assert "不少于 2 人" in refused
    assert "第十条" in refused
    assert not chat.says(LEADER, f"/zhuanjia 邀请 {CARE} {ADVISER}")
    assert "要到" not in chat.group()[-1]


def test_an_expert_is_no_officer(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinzhou")
    chat.says(LEADER, f"/zhuanjia 邀请 {HOME} {ADVISER}")

    def leave_one(desk: Desk) -> None:
        for each in desk.ledger.assignments.find(subject_id=chat.county.subjects[0].id)[1:]:
            desk.ledger.assignments.save(replace(each, active=False))

    chat.write(leave_one)
    chat.says(LEADER, "/luru")
    chat.presses(LEADER, HOME)
    assert "2" in chat.presses(LEADER, "开始检查"), "an expert does not make up the number"


def test_advice_is_written_down_by_an_officer_and_printed(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinhua")
    chat.says(LEADER, f"/zhuanjia 邀请 {HOME} {ADVISER}")
    chat.says(FIRE, "/zhuanjia")
    chat.presses(FIRE, f"记 {ADVISER} 的意见")
    assert not chat.says(FIRE, ADVICE)
    assert ADVICE in chat.last(FIRE)
    assert ADVICE not in "".join(chat.group())
    (row,) = invited(chat)
    assert row.advice == ADVICE
    facts: Any = chat.write(
        lambda desk: [
            inspection_record_facts(desk, chat.county.task, desk.ledger.visits.find()[0]),
            team_list_facts(desk, chat.county.task),
        ]
    )
    assert f"{ADVISER}（青禾县工程学校）提供咨询意见：{ADVICE}" in facts[0]["remarks"]
    assert [each["name"] for each in facts[1]["experts"]] == [ADVISER]
    assert ADVISER not in str(facts[1]["teams"])
    assert "000-0009999" not in str(facts)
    verbs = [each.verb for each in chat.read(lambda book: book.events.find())]
    assert {"expert_invited", "expert_advised"} <= set(verbs)


def test_only_officers_of_the_visit_write_advice_down(open_chat: OpenChat) -> None:
    chat = scene(open_chat)
    chat.says(LEADER, f"/zhuanjia 邀请 {HOME} {ADVISER}")
    assert "没有分给您检查" in chat.says("何守正", f"/zhuanjia 意见 {HOME} {ADVISER} {ADVICE}")
    assert invited(chat)[0].advice == ""


def test_an_invitation_is_called_off_until_advice_is_given(open_chat: OpenChat) -> None:
    chat = scene(open_chat)
    chat.says(LEADER, f"/zhuanjia 邀请 {HOME} {ADVISER}")
    assert "已经受邀" in chat.says(FOOD, f"/zhuanjia 邀请 {HOME} {ADVISER}")
    assert not chat.says(LEADER, f"/zhuanjia 取消 {HOME} {ADVISER}")
    assert invited(chat) == []
    chat.says(LEADER, f"/zhuanjia 邀请 {HOME} {ADVISER}")
    chat.says(FIRE, f"/zhuanjia 意见 {HOME} {ADVISER} {ADVICE}")
    assert "不能再取消" in chat.says(LEADER, f"/zhuanjia 取消 {HOME} {ADVISER}")


def test_nobody_is_invited_to_what_is_over(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinzhou")
    chat.says(LEADER, f"/zhuanjia 邀请 {HOME} {ADVISER}")
    start(chat)
    for name in (LEADER, FOOD, FIRE, "冯春望"):
        enter_clean(chat, name)
    chat.presses(LEADER, "已签字")
    chat.presses(LEADER, "确认结束检查")
    assert "已经结束" in chat.says(LEADER, f"/zhuanjia 邀请 {HOME} {LAPSED}")
    assert "已经结束" in chat.says(LEADER, f"/zhuanjia 取消 {HOME} {ADVISER}")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("邀请 松鹤", "/zhuanjia 邀请 户名 专家姓名"),
        ("邀请 桃花源 林学文", HOME),
        ("邀请 松鹤 某人", "没有“某人”"),
        ("意见 松鹤 林学文 好", "没有受邀"),
    ],
)
def test_unclear_words_say_what_is_meant(open_chat: OpenChat, said: str, words: str) -> None:
    chat = scene(open_chat)
    assert words in chat.says(LEADER, f"/zhuanjia {said}")
