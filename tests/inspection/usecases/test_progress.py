"""/jindu 进度: the whole task on one screen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from inspection.desk import Desk
from inspection.tasks import Stage
from inspection.usecases.blow_whistle import blow_whistle
from inspection.whistle import CheckIn
from tests.inspection.usecases.closing_scene import LEADER, archived, published, visited
from tests.inspection.usecases.field_scene import FIRE, FOOD, HEALTH, set_scene
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]


def progress(chat: SmallChat, name: str = LEADER) -> str:
    assert chat.says(name, "/jindu") == ""
    return chat.last(name)


def blow(chat: SmallChat, stage: Stage) -> None:
    def act(desk: Desk) -> None:
        person = chat.county.people[LEADER]
        due = desk.now + timedelta(days=1)
        blow_whistle(desk, actor=person, task_id=chat.county.task.id, stage=stage, due_at=due)

    chat.write(act)


def all_check_in(chat: SmallChat) -> None:
    def act(desk: Desk) -> None:
        for whistle in desk.ledger.whistles.find():
            for name in (FOOD, FIRE, HEALTH):
                person = chat.county.people[name]
                desk.ledger.check_ins.add(
                    CheckIn(
                        whistle_id=whistle.id,
                        department_id=person.department_id,
                        person_id=person.id,
                        at=desk.now,
                        on_time=True,
                    )
                )

    chat.write(act)


def test_new_task_asks_the_lead_to_whistle(open_chat: OpenChat) -> None:
    chat = open_chat()
    assert "<b>下一步</b>：吹哨：方案制定\n由 民政局 办理" in progress(chat)
    assert "📣 吹哨：方案制定" in chat.labels(LEADER)


def test_task_without_group_asks_for_one(open_chat: OpenChat) -> None:
    chat = open_chat()
    chat.write(lambda desk: desk.ledger.tasks.save(replace(chat.county.task, chat_id=None)))
    assert "绑定工作群" in progress(chat)


def test_stage_says_who_is_missing_and_until_when(open_chat: OpenChat) -> None:
    chat = open_chat()
    blow(chat, Stage.SCHEME)
    chat.presses(FOOD, "✅", private=False)
    shown = progress(chat)
    assert (
        "⏳ 方案制定：响应 1/3，未响应 消防救援大队、卫生健康委（3月6日（周五）09:00 前）" in shown
    )
    assert "– 随机抽取" in shown
    assert "由 消防救援大队、卫生健康委 办理" in shown


def test_overdue_check_in_is_bold_and_does_not_hold_the_task_up(open_chat: OpenChat) -> None:
    chat = open_chat()
    blow(chat, Stage.SCHEME)
    chat.now += timedelta(days=2)
    shown = progress(chat)
    assert "<b>逾期</b>未响应" in shown
    assert "<b>下一步</b>：吹哨：随机抽取" in shown


def test_stage_with_everybody_in_is_done(open_chat: OpenChat) -> None:
    chat = open_chat()
    blow(chat, Stage.SCHEME)
    for name in (FOOD, FIRE, HEALTH):
        chat.presses(name, "✅", private=False)
    assert "✅ 方案制定：响应 3/3\n" in progress(chat)


def test_visits_name_the_leaders(open_chat: OpenChat) -> None:
    chat = open_chat()
    set_scene(chat, subjects=2)
    all_check_in(chat)
    chat.now += timedelta(days=2)
    assert "抽取检查对象" in progress(chat), "no draw row: the draw comes first"
    assert "检查：0/2 户" in chat.last(LEADER)


def test_entries_show_the_nearest_due_day(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    shown = progress(chat)
    assert "检查：3/3 户" in shown
    assert "录入 0/4，公示 0/4\n最近一户最迟 4月2日（含当日），还有 20 个工作日" in shown


def test_after_publication_the_summary_is_next(open_chat: OpenChat) -> None:
    chat = published(open_chat())
    all_check_in(chat)
    blow(chat, Stage.PUBLISH)
    chat.now += timedelta(days=2)
    shown = progress(chat)
    assert "录入 4/4，公示 4/4" in shown
    assert "最近到期" not in shown
    assert "📄 工作总结" in chat.labels(LEADER)


def test_archived_task_has_no_next_step(open_chat: OpenChat) -> None:
    chat = archived(open_chat())
    chat.says(FIRE, "/jindu", private=False)
    assert "已归档" in chat.group()[-1]
    assert "下一步" not in chat.group()[-1]


def test_group_sees_nothing_personal(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    chat.says(FIRE, "/jindu", private=False)
    shown = chat.group()[-1]
    for secret in ("000-0000", "青禾-虚构", "419901"):
        assert secret not in shown


def test_stranger_to_the_task_sees_nothing(open_chat: OpenChat) -> None:
    chat = open_chat()
    assert "没有进行中的任务" in chat.says("吴听雨", "/jindu")
    assert "不在" in chat.says("吴听雨", "/jindu", private=False)
