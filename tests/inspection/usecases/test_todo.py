"""/daiban 我的待办: what waits for this person, the most urgent first, each with its button."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from inspection.followup import FollowUp, FollowUpKind
from inspection.matter import MatterKind
from inspection.tasks import Stage
from inspection.teams import Replacement
from inspection.todo import matters_of
from inspection.usecases.open_draw import open_draw
from inspection.whistle import CheckIn, CheckInAnswer
from tests.inspection.usecases.closing_scene import (
    FIRE,
    FOOD,
    HEALTH,
    LEADER,
    archived,
    published,
    visited,
    with_backstage,
)
from tests.inspection.usecases.field_scene import HOME, enter_clean, set_scene, start
from tests.inspection.usecases.test_progress import all_check_in, blow
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
OFFICE = "周见山"


def todo(chat: SmallChat, name: str) -> str:
    assert chat.says(name, "/daiban") == ""
    return chat.last(name)


def kinds(chat: SmallChat, name: str) -> list[MatterKind]:
    with chat.database.reading() as ledger:
        matters = matters_of(chat.desk(ledger), ledger.people.get(chat.county.people[name].id))
    return [matter.kind for matter in matters]


def test_nothing_to_do_says_so(open_chat: OpenChat) -> None:
    chat = open_chat()
    assert todo(chat, FIRE) == f"{FIRE}，没有轮到您办的事。"


def test_lead_liaison_is_asked_to_whistle(open_chat: OpenChat) -> None:
    chat = open_chat()
    assert "1. 吹哨：方案制定" in todo(chat, LEADER)
    chat.presses(LEADER, "1 吹哨：方案制定")
    assert "最迟什么时候" in chat.last(LEADER)


def test_check_in_is_done_from_the_list(open_chat: OpenChat) -> None:
    chat = open_chat()
    blow(chat, Stage.SCHEME)
    assert "响应：方案制定，3月6日（周五）09:00 前" in todo(chat, FIRE)
    chat.presses(FIRE, "1 ✅ 响应")
    assert kinds(chat, FIRE) == []


def test_overdue_matter_is_marked_and_first(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    chat.now += timedelta(days=3)
    shown = todo(chat, FIRE)
    assert "<b>逾期 3 项</b>" in shown
    assert "1. 🔴 响应：方案制定，3月6日（周五）09:00，<b>已逾期</b>" in shown


def test_objection_waits_for_the_lead(open_chat: OpenChat) -> None:
    chat = open_chat()
    blow(chat, Stage.SCHEME)
    chat.write(
        lambda desk: desk.ledger.check_ins.add(
            CheckIn(
                whistle_id=desk.ledger.whistles.find()[0].id,
                department_id=chat.county.people[FIRE].department_id,
                person_id=chat.county.people[FIRE].id,
                at=desk.now,
                on_time=True,
                answer=CheckInAnswer.OBJECT,
                remark="时间太紧",
            )
        )
    )
    assert "答复意见：消防救援大队 方案制定" in todo(chat, LEADER)
    chat.presses(LEADER, "答复")
    assert "处理意见" in chat.last(LEADER)


def test_witness_is_asked_to_join_commit_and_reveal(open_chat: OpenChat) -> None:
    chat = with_backstage(open_chat())
    set_scene(chat)
    task = chat.county.task
    chat.write(lambda desk: open_draw(desk, actor=chat.county.people[LEADER], task_id=task.id))
    assert MatterKind.WITNESS not in kinds(chat, LEADER), "who opened the draw does not witness it"
    for name in (FOOD, FIRE):
        assert MatterKind.WITNESS in kinds(chat, name)
        todo(chat, name)
        chat.presses(name, "我来见证")
    assert MatterKind.WITNESS not in kinds(chat, HEALTH), "enough have joined"
    for name in (FOOD, FIRE):
        assert MatterKind.COMMIT in kinds(chat, name)
        todo(chat, name)
        chat.presses(name, "交密数")
        chat.presses(name, "替我")
    for name in (FOOD, FIRE):
        assert MatterKind.REVEAL in kinds(chat, name)
        todo(chat, name)
        chat.presses(name, "公开密数")
        chat.presses(name, "公开我的密数")
    assert MatterKind.REVEAL not in kinds(chat, FOOD)


def test_head_decides_on_a_replacement_that_another_asked_for(open_chat: OpenChat) -> None:
    chat = open_chat()
    people = chat.county.people
    chat.write(
        lambda desk: desk.ledger.replacements.add(
            Replacement(
                task_id=chat.county.task.id,
                department_id=people["马知远"].department_id,
                outgoing_id=people["赵青田"].id,
                reason="身体不适",
                asked_by=people["赵青田"].id,
                asked_at=desk.now,
            )
        )
    )
    assert "审批：更换 赵青田" in todo(chat, "马知远")
    assert kinds(chat, "许明达") == [], "another department's head has nothing to decide"


def test_leader_notifies_starts_and_confirms_while_others_enter(open_chat: OpenChat) -> None:
    chat = with_backstage(open_chat("wolong"))
    set_scene(chat)
    all_check_in(chat)
    assert MatterKind.START in kinds(chat, LEADER)
    assert MatterKind.START not in kinds(chat, FIRE)
    start(chat)
    assert MatterKind.ENTRY in kinds(chat, FIRE)
    assert f"录入结果：{HOME}" in todo(chat, FIRE)
    chat.presses(FIRE, f"录入 {HOME}")
    for name in (LEADER, FOOD, FIRE, HEALTH):
        enter_clean(chat, name)
    assert MatterKind.ENTRY not in kinds(chat, FIRE)
    assert MatterKind.CONFIRM in kinds(chat, LEADER)
    assert MatterKind.CONFIRM not in kinds(chat, FIRE)


def test_required_notice_comes_before_the_visit(open_chat: OpenChat) -> None:
    chat = open_chat("xinhua")
    set_scene(chat)
    assert MatterKind.NOTICE in kinds(chat, LEADER)


def test_visits_wait_for_the_whistle(open_chat: OpenChat) -> None:
    chat = open_chat()
    set_scene(chat, whistled=False)
    assert MatterKind.START not in kinds(chat, LEADER)


def test_results_of_one_day_are_one_matter(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    all_check_in(chat)
    assert "平台录入、公示 1 户，最迟 4月2日（含当日）" in todo(chat, HEALTH)
    chat.presses(HEALTH, "录入公示")
    assert HOME in chat.last(HEALTH)


def test_problem_is_to_be_ordered_then_re_inspected(open_chat: OpenChat) -> None:
    chat = published(open_chat())
    assert MatterKind.ORDER in kinds(chat, FIRE)
    assert MatterKind.ORDER not in kinds(chat, FOOD)
    finding = chat.read(
        lambda ledger: next(f for f in ledger.findings.find() if f.disposal == "责令限期改正")
    )
    chat.write(
        lambda desk: desk.ledger.follow_ups.add(
            FollowUp(
                task_id=chat.county.task.id,
                finding_id=finding.id,
                kind=FollowUpKind.RECTIFY,
                due_on=date(2026, 3, 20),
                opened_by=chat.county.people[FIRE].id,
                opened_at=desk.now,
            )
        )
    )
    assert MatterKind.ORDER not in kinds(chat, FIRE)
    assert "整改复查 1 件，最迟 3月20日（含当日）" in todo(chat, FIRE)


def test_office_is_told_of_people_without_an_account(open_chat: OpenChat) -> None:
    chat = open_chat()
    chat.write(
        lambda desk: desk.ledger.people.save(
            replace(desk.ledger.people.get(chat.county.people["吴听雨"].id), user_id=None)
        )
    )
    assert "1 人未绑定账号" in todo(chat, OFFICE)
    chat.presses(OFFICE, "发绑定链接")
    assert "人员绑定" in chat.last(OFFICE)


def test_archived_task_asks_nothing(open_chat: OpenChat) -> None:
    chat = archived(open_chat())
    for name in chat.county.people:
        assert kinds(chat, name) == [], name


def test_in_a_group_the_list_comes_privately(open_chat: OpenChat) -> None:
    chat = open_chat()
    blow(chat, Stage.SCHEME)
    chat.says(FIRE, "/daiban", private=False)
    assert chat.group()[-1] == f"{FIRE}：轮到您办的事 1 项，清单已私聊发给您。"
    assert "响应：方案制定" in chat.last(FIRE)


def test_long_list_has_pages(open_chat: OpenChat) -> None:
    chat = open_chat()
    people = chat.county.people
    for place in range(9):
        chat.write(
            lambda desk, place=place: desk.ledger.replacements.add(
                Replacement(
                    task_id=chat.county.task.id,
                    department_id=people["马知远"].department_id,
                    outgoing_id=people["赵青田"].id,
                    reason=f"原因{place}",
                    asked_by=people["赵青田"].id,
                    asked_at=desk.now,
                )
            )
        )
    shown = todo(chat, "马知远")
    assert "第 1/2 页" in shown
    chat.presses("马知远", "下一页")
    assert "9. " in chat.last("马知远")
    assert "第 2/2 页" in chat.last("马知远")
