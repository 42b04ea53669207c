"""Step 7: the leader's part of a visit, from the advance notice to the signature."""

from collections.abc import Callable

import pytest

from inspection.visits import Confirmation, VisitState
from tests.inspection.usecases.field_scene import (
    DEPUTY,
    FIRE,
    FOOD,
    HEALTH,
    HOME,
    LEADER,
    enter_clean,
    finish_all,
    opened,
    set_scene,
    start,
)
from tests.small_chat import SmallChat

LOCALITIES = ("xinyang", "xinhua", "xinxian", "xinzhou", "wolong")
OpenChat = Callable[..., SmallChat]


@pytest.mark.parametrize("locality", LOCALITIES)
def test_visit_is_carried_through_in_every_locality(open_chat: OpenChat, locality: str) -> None:
    chat = open_chat(locality)
    set_scene(chat)
    finish_all(chat)
    visit = chat.read(lambda ledger: ledger.visits.get(1))
    assert visit.state is VisitState.FINISHED
    assert visit.confirmation is Confirmation.SIGNED
    assert "检查结束：5 项，发现问题 1 项" in chat.group()[-1]
    assert chat.read(lambda ledger: len(ledger.entry_duties.find())) == 4
    forms = chat.read(lambda ledger: [each.form for each in ledger.documents.find()])
    report = ["检查报告"] if locality == "wolong" else []
    assert forms == ["提前告知书", "网络检查记录", "情况记录表", *report]


def test_visit_waits_for_the_whistle(open_chat: OpenChat) -> None:
    chat = open_chat("xinyang")
    set_scene(chat, whistled=False)
    chat.says(LEADER, "/luru")
    chat.presses(LEADER, HOME)
    refused = chat.presses(LEADER, "开始检查")
    assert "吹哨" in refused
    assert "第二十一条" in refused


def test_member_cannot_lead(open_chat: OpenChat) -> None:
    chat = open_chat("xinyang")
    set_scene(chat)
    chat.says(DEPUTY, "/luru")
    chat.presses(DEPUTY, HOME)
    assert "▶️ 开始检查" not in chat.labels(DEPUTY)
    assert f"组长{LEADER}" in chat.callback(DEPUTY, "v1:start_visit:1")
    assert "发起部门" in chat.callback(FIRE, "v1:start_visit:1")


def test_notice_and_online_check_come_first_in_xinhua(open_chat: OpenChat) -> None:
    chat = open_chat("xinhua")
    set_scene(chat)
    refused = chat.callback(LEADER, "v1:start_visit:1")
    assert "提前告知" in refused
    assert "第十六条（二）" in refused
    chat.callback(LEADER, "v1:notice_unfit:1")
    chat.says(LEADER, "举报线索核查，告知可能毁损证据")
    refused = chat.callback(LEADER, "v1:start_visit:1")
    assert "网络检查" in refused
    assert "第十六条（一）" in refused
    chat.callback(LEADER, "v1:online:1")
    chat.says(LEADER, "登记、许可已核对")
    assert chat.callback(LEADER, "v1:start_visit:1") == ""
    visit = chat.read(lambda ledger: ledger.visits.get(1))
    assert visit.notice_way == "不宜告知：举报线索核查，告知可能毁损证据"
    assert visit.notified_at is None
    forms = chat.read(lambda ledger: [each.form for each in ledger.documents.find()])
    assert forms == ["网络检查记录"]


@pytest.mark.parametrize("locality", ["xinyang", "xinxian", "wolong"])
def test_visit_starts_without_notice_where_none_is_required(
    open_chat: OpenChat, locality: str
) -> None:
    chat = open_chat(locality)
    set_scene(chat)
    assert chat.callback(LEADER, "v1:start_visit:1") == ""


@pytest.mark.parametrize(
    ("locality", "refused"), [("xinzhou", True), ("xinyang", False), ("wolong", False)]
)
def test_two_officers_are_required_in_xinzhou_only(
    open_chat: OpenChat, locality: str, refused: bool
) -> None:
    from dataclasses import replace

    chat = open_chat(locality)
    set_scene(chat)
    leader = chat.person(LEADER).id
    for each in chat.read(lambda ledger: ledger.assignments.find()):
        if each.person_id != leader:
            chat.write(
                lambda desk, each=each: desk.ledger.assignments.save(replace(each, active=False))
            )
    answer = chat.callback(LEADER, "v1:start_visit:1")
    assert ("不得少于 2 人" in answer) is refused
    assert ("第二十条（二）" in answer) is refused


@pytest.mark.parametrize(
    ("locality", "told"), [("xinzhou", True), ("wolong", True), ("xinyang", False)]
)
def test_showing_certificates_is_told_where_the_article_is(
    open_chat: OpenChat, locality: str, told: bool
) -> None:
    chat = opened(open_chat, locality)
    assert any("出示执法证件" in text for text in chat.seen(FIRE)) is told


def test_second_start_is_refused(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    assert "已经开始" in chat.callback(LEADER, "v1:start_visit:1")
    assert sum("检查已开始" in text for text in chat.group()) == 1


def test_submission_is_reopened_by_the_same_department_until_confirmed(
    open_chat: OpenChat,
) -> None:
    chat = opened(open_chat)
    for name in (LEADER, FOOD, HEALTH, FIRE):
        enter_clean(chat, name)
    assert "已经提交" in chat.callback(FIRE, "v1:change:5")
    chat.presses(FIRE, "重新打开修改")
    refused = chat.presses(LEADER, "已签字")
    assert "还有部门没有提交：消防救援大队" in refused
    chat.presses(FIRE, "提交")
    chat.presses(LEADER, "已签字")
    assert "结果不能再改" in chat.last(LEADER)
    assert chat.read(lambda ledger: ledger.visits.get(1)).state is VisitState.OPEN
    chat.presses(LEADER, "确认结束检查")
    assert "已经结束" in chat.callback(FIRE, "v1:reopen:1")


def test_refused_signature_notes_reason_recording_and_witness(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    for name in (LEADER, FOOD, HEALTH, FIRE):
        enter_clean(chat, name)
    chat.presses(LEADER, "拒签")
    chat.says(LEADER, "负责人称不认可结果")
    assert "录音" in chat.last(LEADER)
    chat.presses(LEADER, "有")
    chat.says(LEADER, "社区干部何佑")
    visit = chat.read(lambda ledger: ledger.visits.get(1))
    assert visit.confirmation is Confirmation.REFUSED
    assert visit.refusal_reason == "负责人称不认可结果；已录音录像；见证人：社区干部何佑"
    assert "不认可" not in "\n".join(chat.group())


def test_refused_signature_asks_only_what_the_circular_asks(open_chat: OpenChat) -> None:
    chat = opened(open_chat, "wolong")
    for name in (LEADER, FOOD, HEALTH, FIRE):
        enter_clean(chat, name)
    chat.presses(LEADER, "拒签")
    chat.says(LEADER, "负责人不在场")
    assert chat.read(lambda ledger: ledger.visits.get(1)).refusal_reason == "负责人不在场"


def test_visit_closes_without_signature_only_where_none_is_asked(open_chat: OpenChat) -> None:
    silent = opened(open_chat, "xinhua")
    for name in (LEADER, FOOD, HEALTH, FIRE):
        enter_clean(silent, name)
    silent.presses(LEADER, "不需签字")
    silent.presses(LEADER, "确认结束检查")
    assert silent.read(lambda ledger: ledger.visits.get(1)).confirmation is None
    strict = opened(open_chat, "xinyang")
    for name in (LEADER, FOOD, HEALTH, FIRE):
        enter_clean(strict, name)
    assert "须签字" in strict.callback(LEADER, "v1:confirm:1:none")


@pytest.mark.parametrize("locality", ["xinxian", "wolong"])
def test_where_no_leader_is_named_nobody_is_called_one(open_chat: OpenChat, locality: str) -> None:
    chat = opened(open_chat, locality)
    for name in (LEADER, FOOD, HEALTH, FIRE):
        enter_clean(chat, name)
    chat.says(LEADER, "/luru")
    assert f"牵头：{LEADER}" in chat.last(LEADER)
    chat.presses(LEADER, HOME)
    assert f"牵头：{LEADER}" in chat.last(LEADER)
    assert "牵头人员" in chat.callback(DEPUTY, "v1:confirm:1:signed")
    said = [*chat.group(), *chat.seen(LEADER), *chat.seen(FIRE)]
    assert not any("组长" in text for text in said)


@pytest.mark.parametrize(("locality", "label"), [("xinyang", "无法联系"), ("xinzhou", "已注销")])
def test_direct_result_needs_evidence_and_fills_every_item(
    open_chat: OpenChat, locality: str, label: str
) -> None:
    chat = open_chat(locality)
    set_scene(chat)
    chat.says(LEADER, "/luru")
    chat.presses(LEADER, HOME)
    chat.presses(LEADER, "直接形成结果")
    assert "第二十一条" in chat.last(LEADER)
    chat.presses(LEADER, label)
    assert "这里要的是照片" in chat.says(LEADER, "没人")
    chat.sends(LEADER, b"closed door", "大门紧锁")
    findings = chat.read(lambda ledger: ledger.findings.find())
    assert len(findings) == 5
    assert all(each.submitted_at and each.note == "大门紧锁" for each in findings)
    assert chat.read(lambda ledger: ledger.visits.get(1)).state is VisitState.FINISHED
    assert chat.read(lambda ledger: len(ledger.entry_duties.find())) == 4


def test_direct_result_keeps_what_was_entered(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    enter_clean(chat, FIRE)
    chat.callback(LEADER, "v1:direct_code:1:uncoop")
    chat.sends(LEADER, b"door", "拒绝入内")
    results = chat.read(lambda ledger: [each.result for each in ledger.findings.find()])
    assert results.count("none") == 1
    assert results.count("uncoop") == 4


@pytest.mark.parametrize("locality", ["xinhua", "xinxian", "wolong"])
def test_direct_result_is_refused_where_the_circular_has_none(
    open_chat: OpenChat, locality: str
) -> None:
    chat = open_chat(locality)
    set_scene(chat)
    chat.says(LEADER, "/luru")
    chat.presses(LEADER, HOME)
    assert "⚡ 直接形成结果" not in chat.labels(LEADER)
    assert "本地文件未规定" in chat.callback(LEADER, "v1:direct_code:1:nocontact")


def test_department_without_officers_is_pointed_out(open_chat: OpenChat) -> None:
    from dataclasses import replace

    chat = open_chat("xinyang")
    set_scene(chat)
    health = chat.person(HEALTH).id
    for each in chat.read(lambda ledger: ledger.assignments.find(person_id=health)):
        chat.write(
            lambda desk, each=each: desk.ledger.assignments.save(replace(each, active=False))
        )
    start(chat)
    assert "没有派人：卫生健康委" in chat.last(LEADER)
    for name in (LEADER, FOOD, FIRE):
        enter_clean(chat, name)
    assert any("事项未检查：卫生健康委" in text for text in chat.seen(LEADER))
