"""Step 7: a visit from the advance notice to the signature."""

from collections.abc import Callable

import pytest

from inspection.visits import Confirmation, VisitState
from tests.inspection.usecases.field_scene import (
    DEPUTY,
    FIRE,
    FOOD,
    GAUGE,
    HEALTH,
    HOME,
    LEADER,
    enter_clean,
    enter_problem,
    finish_all,
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
    assert forms == ["提前告知书", "情况记录表"]


def test_group_never_sees_what_was_found(open_chat: OpenChat) -> None:
    chat = open_chat("xinyang")
    set_scene(chat)
    finish_all(chat)
    said = "\n".join(chat.group())
    assert "灭火器" not in said
    assert "青禾-虚构" not in said
    assert "000-" not in said


def opened(open_chat: OpenChat, locality: str = "xinyang") -> SmallChat:
    chat = open_chat(locality)
    set_scene(chat)
    start(chat)
    return chat


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
    assert chat.read(lambda ledger: ledger.documents.find()) == ()


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


def test_code_the_locality_does_not_have_lists_the_valid_ones(open_chat: OpenChat) -> None:
    chat = opened(open_chat, "wolong")
    chat.presses(FIRE, "录入本部门")
    refused = chat.says(FIRE, "10")
    assert "没有“10”" in refused
    assert "4 发现问题已责令整改" in refused
    assert "附件B说明（1）" in refused
    assert "没有“other”" in chat.callback(FIRE, "v1:result:1:4:other")
    assert chat.read(lambda ledger: ledger.findings.find()) == ()


def test_code_unknown_where_the_circular_is_silent_names_the_default(open_chat: OpenChat) -> None:
    chat = opened(open_chat, "xinxian")
    chat.presses(FIRE, "录入本部门")
    assert "本地文件未规定结果代码" in chat.last(FIRE)
    assert "本地文件未规定结果代码" in chat.says(FIRE, "99")


def test_number_or_words_of_a_code_may_be_typed(open_chat: OpenChat) -> None:
    chat = opened(open_chat, "wolong")
    chat.presses(FIRE, "录入本部门")
    assert chat.says(FIRE, "4") == ""
    assert "发现了什么" in chat.last(FIRE)
    chat.presses(HEALTH, "录入本部门")
    assert chat.says(HEALTH, "未发现问题") == ""
    results = chat.read(lambda ledger: [each.result for each in ledger.findings.find()])
    assert results == ["ordered", "none"]


def test_every_answer_is_saved_and_entry_goes_on_where_it_stopped(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    chat.presses(FIRE, "录入本部门")
    chat.presses(FIRE, "责令")
    assert chat.read(lambda ledger: ledger.findings.get(1)).result == "ordered"
    chat.says(FIRE, "/luru")
    chat.presses(FIRE, HOME)
    chat.presses(FIRE, "录入本部门")
    assert "发现了什么" in chat.last(FIRE), "the note is asked again"
    chat.says(FIRE, "灭火器失效")
    chat.says(FIRE, "/jixu")
    assert "怎么处置" in chat.last(FIRE)
    assert chat.says(FIRE, "责令立即改正") == "", "a disposal may be typed"
    assert chat.read(lambda ledger: ledger.findings.get(1)).disposal == "责令立即改正"


def test_old_button_of_an_answered_item_overwrites_nothing(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    chat.presses(LEADER, "录入本部门")
    chat.presses(LEADER, "未发现问题")
    finding = chat.read(lambda ledger: ledger.findings.get(1))
    refused = chat.callback(DEPUTY, f"v1:result:1:{finding.item_id}:ordered")
    assert f"{LEADER}已于" in refused
    assert "没有覆盖" in refused
    assert chat.callback(DEPUTY, f"v1:result:1:{finding.item_id}:none") == "", "same press again"
    assert chat.read(lambda ledger: ledger.findings.get(1)) == finding


def test_change_by_a_colleague_is_deliberate_and_journalled(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    chat.presses(FOOD, "录入本部门")
    chat.presses(FOOD, "未发现问题")
    chat.presses(GAUGE, "录入本部门")
    assert f"（{FOOD}录入）" in chat.last(GAUGE)
    chat.presses(GAUGE, "✏️ 1.")
    assert "现在是：1 未发现问题" in chat.last(GAUGE)
    chat.presses(GAUGE, "待后续调查处理")
    events = chat.read(lambda ledger: ledger.events.find(verb="finding_changed"))
    assert events[0].facts["from"] == ["none", "", ""]
    assert events[0].facts["to"] == "pending"
    assert events[0].actor_id == chat.person(GAUGE).id


def test_change_of_what_a_colleague_changed_meanwhile_is_refused(open_chat: OpenChat) -> None:
    from datetime import timedelta

    chat = opened(open_chat)
    chat.presses(FOOD, "录入本部门")
    chat.presses(FOOD, "未发现问题")
    stamp = int(chat.now.timestamp())
    chat.now += timedelta(minutes=1)
    assert chat.callback(GAUGE, f"v1:rechoose:1:{stamp}:pending") == ""
    refused = chat.callback(FOOD, f"v1:rechoose:1:{stamp}:ordered")
    assert f"{GAUGE}刚刚" in refused


def test_foreign_item_and_unmatched_inspector_are_refused(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    assert "不是本部门的抽查事项" in chat.callback(FIRE, "v1:result:1:1:none")
    assert "没有分给您" in chat.callback("吕康宁", "v1:entry:1")
    assert "角色" in chat.callback("马知远", "v1:entry:1")


def test_photo_where_text_is_asked_and_text_where_photo(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    chat.presses(FIRE, "录入本部门")
    chat.presses(FIRE, "责令")
    assert "这里要的是文字" in chat.sends(FIRE, b"photo")
    chat.says(FIRE, "灭火器失效")
    chat.presses(FIRE, "责令立即改正")
    assert "这里要的是照片" in chat.says(FIRE, "没拍")
    chat.presses(FIRE, "没有照片")
    assert "提交" in " ".join(chat.labels(FIRE))


def test_same_photo_twice_is_one_piece_of_evidence(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    enter_problem(chat, FIRE)
    chat.presses(FIRE, "补照片")
    chat.sends(FIRE, b"second")
    chat.sends(FIRE, b"second")
    assert "已收 1 份" in chat.last(FIRE)
    assert chat.read(lambda ledger: len(ledger.evidence.find())) == 2


def test_note_too_long_for_a_form_is_refused(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    chat.presses(FIRE, "录入本部门")
    chat.presses(FIRE, "责令")
    assert "最多 500 个字" in chat.says(FIRE, "长" * 501)


def test_uncooperative_conduct_names_its_kind_and_needs_evidence(open_chat: OpenChat) -> None:
    chat = opened(open_chat, "xinhua")
    chat.presses(FIRE, "录入本部门")
    chat.presses(FIRE, "不配合")
    assert "第十八条" in chat.last(FIRE)
    assert "请打 1 到 5" in chat.says(FIRE, "6")
    chat.presses(FIRE, "2")
    chat.says(FIRE, "值班员拒绝说明情况")
    chat.presses(FIRE, "待后续调查处理")
    chat.presses(FIRE, "没有照片")
    refused = chat.presses(FIRE, "提交")
    assert "须先取得证据" in refused
    assert "第十八条" in refused
    chat.presses(FIRE, "补照片")
    chat.sends(FIRE, b"photo")
    chat.presses(FIRE, "继续")
    assert chat.presses(FIRE, "提交") == ""
    note = chat.read(lambda ledger: ledger.findings.get(1)).note
    assert note == "拒绝接受、阻扰、妨碍询问调查的：值班员拒绝说明情况"


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
    assert "已经结束" in chat.callback(FIRE, "v1:reopen:1")


def test_incomplete_entry_is_not_submitted(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    chat.presses(LEADER, "录入本部门")
    chat.presses(LEADER, "未发现问题")
    assert "还没有录完" in chat.callback(LEADER, "v1:submit:1")


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
    assert silent.read(lambda ledger: ledger.visits.get(1)).confirmation is None
    strict = opened(open_chat, "xinyang")
    for name in (LEADER, FOOD, HEALTH, FIRE):
        enter_clean(strict, name)
    assert "须签字" in strict.callback(LEADER, "v1:confirm:1:none")


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


def test_entry_asked_in_the_group_goes_to_the_private_chat(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    told = chat.presses(FIRE, "录入本部门", private=False)
    assert "私聊" in told
    assert "结果是？" in chat.last(FIRE)
    chat.says(FIRE, "/luru", private=False)
    assert HOME in chat.group()[-1]
    assert "000-" not in chat.group()[-1]
