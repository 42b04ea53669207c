"""Step 7: entering what was found, item by item."""

from collections.abc import Callable

from tests.inspection.usecases.field_scene import (
    DEPUTY,
    FIRE,
    FOOD,
    GAUGE,
    HEALTH,
    HOME,
    LEADER,
    enter_problem,
    finish_all,
    opened,
    set_scene,
)
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]


def test_group_never_sees_what_was_found(open_chat: OpenChat) -> None:
    chat = open_chat("xinyang")
    set_scene(chat)
    finish_all(chat)
    said = "\n".join(chat.group())
    assert "灭火器" not in said
    assert "青禾-虚构" not in said
    assert "000-" not in said


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


def test_all_open_items_are_entered_clean_after_their_names_are_confirmed(
    open_chat: OpenChat,
) -> None:
    chat = opened(open_chat)
    items = chat.read(
        lambda ledger: ledger.items.find(department_id=chat.person(LEADER).department_id)
    )
    assert len(items) > 1
    chat.presses(LEADER, "录入本部门")
    chat.presses(LEADER, "本部门各项均未发现问题")
    assert all(item.name in chat.last(LEADER) for item in items)
    assert chat.read(lambda ledger: ledger.findings.find()) == ()
    chat.presses(LEADER, "返回")
    assert "结果是" in chat.last(LEADER)
    assert chat.says(LEADER, "均未发现问题") == "", "the same in words"
    chat.presses(LEADER, "确认")
    assert "提交" in "".join(chat.labels(LEADER))
    findings = chat.read(lambda ledger: ledger.findings.find())
    assert {each.item_id for each in findings} == {item.id for item in items}
    assert {each.result for each in findings} == {"none"}
    entered = chat.read(lambda ledger: ledger.events.find(verb="finding_entered"))
    assert [each.facts["item"] for each in entered] == [item.id for item in items]
    assert "都已有结果" in chat.callback(LEADER, "v1:none_found:1:sure")


def test_what_was_entered_before_stays_when_the_rest_is_clean(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    chat.presses(LEADER, "录入本部门")
    chat.presses(LEADER, "待后续调查处理")
    assert chat.callback(LEADER, "v1:none_found:1:sure") == ""
    results = [each.result for each in chat.read(lambda ledger: ledger.findings.find())]
    assert results[0] == "pending"
    assert set(results[1:]) == {"none"}
    assert "发现了什么" in chat.last(LEADER), "the problem is still to be described"


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


def test_incomplete_entry_is_not_submitted(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    chat.presses(LEADER, "录入本部门")
    chat.presses(LEADER, "未发现问题")
    assert "还没有录完" in chat.callback(LEADER, "v1:submit:1")


def test_entry_asked_in_the_group_goes_to_the_private_chat(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    told = chat.presses(FIRE, "录入本部门", private=False)
    assert "私聊" in told
    assert "结果是？" in chat.last(FIRE)
    chat.says(FIRE, "/luru", private=False)
    assert HOME in chat.group()[-1]
    assert "000-" not in chat.group()[-1]
