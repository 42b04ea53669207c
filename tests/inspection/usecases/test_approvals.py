"""/shenpi 审批: a head sees what waits, decides by button or in words; /gongshi asks in words."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from inspection.approvals import ApprovalKind
from inspection.desk import Desk
from inspection.ids import UserId
from inspection.matter import MatterKind
from inspection.people import Inspector, Person, Role
from inspection.teams import Assignment, Replacement, ReplacementState
from inspection.todo import matters_of
from inspection.usecases.ask_void_draw import ask_void_draw
from inspection.usecases.open_draw import open_draw
from tests.inspection.usecases.field_scene import DEPUTY, FIRE, HOME, LEADER, set_scene
from tests.inspection.usecases.test_withhold_and_correct import (
    CHIEF,
    WHY,
    duty,
    published,
    scene,
)
from tests.progress import finish_draw
from tests.progress import open_draw as a_draw
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
HEAD = "马知远"
REASON = "特殊情况确需更换"


def kinds(chat: SmallChat, name: str) -> list[MatterKind]:
    """The approvals among what the to-do list of this person holds."""
    with chat.database.reading() as ledger:
        matters = matters_of(chat.desk(ledger), ledger.people.get(chat.county.people[name].id))
    return [matter.kind for matter in matters if matter.kind.value in set(ApprovalKind)]


def replacement(chat: SmallChat, **fields: object) -> int:
    people = chat.county.people
    row = Replacement(
        task_id=chat.county.task.id,
        department_id=people[LEADER].department_id,
        outgoing_id=people[DEPUTY].id,
        reason=REASON,
        asked_by=people[LEADER].id,
        asked_at=chat.now,
    )
    saved: Replacement = chat.write(
        lambda desk: desk.ledger.replacements.add(replace(row, **fields))  # type: ignore[arg-type]
    )
    return saved.id


def withholding_asked(chat: SmallChat) -> None:
    assert not chat.says(FIRE, f"/gongshi 已录入 {HOME}")
    assert not chat.says(FIRE, f"/gongshi 不公开 松鹤 {WHY}")


def correction_asked(chat: SmallChat) -> None:
    published(chat)
    assert not chat.says(FIRE, f"/gongshi 更正 {HOME} 消防 未发现问题 已提供维保证明")


def test_nothing_to_approve_says_so(open_chat: OpenChat) -> None:
    chat = open_chat()
    assert not chat.says(HEAD, "/shenpi")
    assert chat.last(HEAD) == f"{HEAD}，没有等您审批的申请。"


def test_only_heads_are_asked(open_chat: OpenChat) -> None:
    chat = open_chat()
    assert "部门负责人" in chat.says(LEADER, "/shenpi")


def test_withholding_is_asked_in_words_listed_and_approved_in_words(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinzhou")
    withholding_asked(chat)
    assert kinds(chat, CHIEF) == [MatterKind.WITHHOLDING]
    chat.says(CHIEF, "/daiban")
    assert f"审批：不予公开 {HOME}" in chat.last(CHIEF)
    assert not chat.presses(CHIEF, "4 去审批")
    shown = chat.last(CHIEF)
    assert f"不予公开 {HOME}" in shown
    assert WHY in shown
    assert not chat.says(CHIEF, f"/shenpi 不公开{duty(chat)} 同意")
    assert chat.read(lambda book: book.entry_duties.get(duty(chat))).withheld_at is not None
    assert kinds(chat, CHIEF) == []


def test_correction_is_asked_in_words_and_refused_by_button(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinyang")
    correction_asked(chat)
    assert MatterKind.CORRECTION in kinds(chat, CHIEF)
    chat.says(CHIEF, "/shenpi")
    assert "6 发现问题，依法责令立即改正或者限期改正 → 1 未发现问题" in chat.last(CHIEF)
    chat.presses(CHIEF, "1 🚫 不同意")
    assert "不同意更正" in chat.last(FIRE)
    assert MatterKind.CORRECTION not in kinds(chat, CHIEF)


def test_replacement_is_approved_and_the_next_one_is_picked_in_words(open_chat: OpenChat) -> None:
    chat = open_chat("xinyang")
    chat = drawn(chat)
    number = replacement(chat)
    assert not chat.says(HEAD, f"/shenpi 换人{number} 同意")
    assert kinds(chat, HEAD) == [MatterKind.PICK]
    assert "陆远帆" in chat.labels(HEAD), "who may go instead is shown at once"
    assert not chat.says(HEAD, f"/shenpi 选派{number} 陆远帆")
    row = chat.read(lambda book: book.replacements.get(number))
    assert chat.read(lambda book: book.people.get(row.incoming_id)).name == "陆远帆"
    assert kinds(chat, HEAD) == []


def drawn(chat: SmallChat) -> SmallChat:
    """A draw was made, 赵青田 goes to a subject, and 陆远帆 could go instead."""

    def act(desk: Desk) -> None:
        finish_draw(desk, chat.county, a_draw(desk, chat.county))
        people = chat.county.people
        incoming = desk.ledger.people.add(
            Person(
                department_id=people[LEADER].department_id,
                name="陆远帆",
                roles=(Role.INSPECTOR,),
                user_id=UserId(6300),
            )
        )
        desk.ledger.inspectors.add(
            Inspector(person_id=incoming.id, certificate_number="青禾-虚构-0098")
        )
        desk.ledger.assignments.add(
            Assignment(
                task_id=chat.county.task.id,
                subject_id=desk.ledger.visits.find()[0].subject_id,
                department_id=people[DEPUTY].department_id,
                person_id=people[DEPUTY].id,
                round=1,
                leader=False,
            )
        )

    chat.write(act)
    return chat


def test_voiding_of_a_draw_is_decided_from_the_list(open_chat: OpenChat) -> None:
    chat = open_chat()
    set_scene(chat)
    people, task = chat.county.people, chat.county.task

    def ask(desk: Desk) -> None:
        draw = open_draw(desk, actor=people[LEADER], task_id=task.id)
        ask_void_draw(desk, actor=people[LEADER], draw_id=draw.id, reason="见证人失联")

    chat.write(ask)
    assert kinds(chat, HEAD) == [MatterKind.VOID_DRAW]
    chat.says(HEAD, "/shenpi")
    assert "作废第 1 次抽取" in chat.last(HEAD)
    chat.presses(HEAD, "1 ✅ 同意")
    assert kinds(chat, HEAD) == []


def test_own_requests_and_those_of_others_do_not_wait_for_a_head(open_chat: OpenChat) -> None:
    chat = open_chat()
    head = chat.county.people[HEAD].id
    replacement(chat, asked_by=head)
    replacement(chat, outgoing_id=head)
    replacement(chat, department_id=chat.county.people[FIRE].department_id)
    replacement(chat, state=ReplacementState.REFUSED)
    assert kinds(chat, HEAD) == []
    number = replacement(chat, asked_by=head)
    assert "没有等您审批" in chat.says(HEAD, f"/shenpi 换人{number} 同意")


@pytest.mark.parametrize("said", ["换人", "换人1", "1 同意", "换人1 也许", "同意"])
def test_unclear_words_say_how_it_is_written(open_chat: OpenChat, said: str) -> None:
    chat = open_chat()
    replacement(chat)
    assert "/shenpi 换人12 同意" in chat.says(HEAD, f"/shenpi {said}")
    assert kinds(chat, HEAD) == [MatterKind.REPLACEMENT]


def test_reasons_of_requests_stay_out_of_the_group(open_chat: OpenChat) -> None:
    chat = open_chat()
    replacement(chat)
    assert not chat.says(HEAD, "/shenpi", private=False)
    assert REASON not in "".join(chat.group())
    assert REASON in chat.last(HEAD)


def test_credit_repair_is_set_in_words(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinyang")
    published(chat)
    assert not chat.says(FIRE, f"/gongshi 信用修复 {HOME} 2026-12-31")
    assert "12月31日" in chat.last(FIRE)


def test_publication_is_ticked_and_unticked_in_words(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinhua")
    assert not chat.says(FIRE, f"/gongshi 已录入 {HOME} PT-0001")
    assert not chat.says(FIRE, f"/gongshi 已公示 {HOME}")
    row = chat.read(lambda book: book.entry_duties.get(duty(chat)))
    assert row.platform_number == "PT-0001"
    assert row.published_at is not None
    assert not chat.says(FIRE, f"/gongshi 点错了 {HOME} 按错了")
    assert chat.read(lambda book: book.entry_duties.get(duty(chat))).published_at is None


def test_what_cannot_be_taken_back_is_asked_once_more(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinyang")
    chat.says(FIRE, "/gongshi 全部已录入")
    chat.says(FIRE, f"/gongshi 已公示 {HOME}")
    assert "确认后不能撤回" in chat.last(FIRE)
    assert chat.read(lambda book: book.entry_duties.get(duty(chat))).published_at is None
    assert not chat.says(FIRE, f"/gongshi 已公示 {HOME} 确认")
    assert chat.read(lambda book: book.entry_duties.get(duty(chat))).published_at is not None


def test_a_name_that_fits_none_is_answered_with_those_there_are(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinyang")
    assert HOME in chat.says(FIRE, "/gongshi 已录入 桃花源")
    assert "/gongshi 更正 户名 事项 结果 理由" in chat.says(FIRE, f"/gongshi 更正 {HOME}")
    assert "消防安全" in chat.says(FIRE, f"/gongshi 更正 {HOME} 食堂 未发现问题 理由")
    assert "私聊" in chat.says(FIRE, f"/gongshi 不公开 {HOME} {WHY}", private=False)
