"""Where the circular is silent the office adopts the defaults before anything is opened on them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.profiles import known_localities, load_profile
from inspection.defaults import defaults_in_use
from inspection.desk import Desk
from inspection.people import Role
from inspection.tasks import TaskState
from tests.small_chat import SmallChat


@pytest.fixture
def chat(open_chat: Callable[[str], SmallChat]) -> SmallChat:
    """An office that has adopted nothing; its task of the year is done."""
    chat = open_chat("xinyang")

    def undo(desk: Desk) -> None:
        office = desk.ledger.office.find()[0]
        desk.ledger.office.save(replace(office, defaults_adopted_at=None))
        desk.ledger.tasks.save(replace(chat.county.task, state=TaskState.ARCHIVED))

    chat.write(undo)
    return chat


def of(chat: SmallChat, role: Role) -> str:
    """Somebody in this role of the department that leads the task."""
    lead = chat.county.task.lead_id
    return next(
        person.name
        for person in chat.county.people.values()
        if role in person.roles and (role is Role.OFFICE or person.department_id == lead)
    )


def opens_a_task(chat: SmallChat) -> str:
    """The lead opens the plan's task; what the bot refuses."""
    liaison = of(chat, Role.LIAISON)
    chat.says(liaison, "/renwu")
    chat.presses(liaison, chat.county.plan_entry.name)
    return chat.presses(liaison, "开任务")


def test_no_task_is_opened_before_the_office_has_adopted_them(chat: SmallChat) -> None:
    refusal = opens_a_task(chat)
    assert "还没有采用系统通行默认值" in refusal
    assert "/moren" in refusal
    office = of(chat, Role.OFFICE)
    chat.says(office, "/moren")
    assert "不是当地规定" in chat.last(office)
    assert "报到时限：2个工作日" in chat.last(office)
    chat.presses(office, "采用")
    assert f"{office} 3月" in chat.last(office)
    assert opens_a_task(chat) == ""


def test_dropping_them_stops_the_next_task_by_command_too(chat: SmallChat) -> None:
    office = of(chat, Role.OFFICE)
    chat.says(office, "/moren 采用")
    chat.says(office, "/moren 停用")
    assert "采用后才能开任务" in chat.last(office)
    assert "还没有采用" in opens_a_task(chat)


def test_each_decision_is_in_the_journal_once(chat: SmallChat) -> None:
    office = of(chat, Role.OFFICE)
    for word in ("采用", "采用", "停用", "停用"):
        chat.says(office, f"/moren {word}")
    verbs = [event.verb for event in chat.read(lambda ledger: ledger.events.find())]
    assert [verb for verb in verbs if verb.startswith("defaults_")] == [
        "defaults_adopted",
        "defaults_dropped",
    ]


def test_others_than_the_office_decide_nothing(chat: SmallChat) -> None:
    liaison = of(chat, Role.LIAISON)
    assert "联席办" in chat.says(liaison, "/moren 采用")
    assert "还没有采用" in opens_a_task(chat)


def test_only_silent_rules_have_a_default_in_use() -> None:
    in_use = {name: " ".join(defaults_in_use(load_profile(name))) for name in known_localities()}
    assert all("报到时限" in text for text in in_use.values())
    assert {name for name, text in in_use.items() if "见证人数" not in text} == {"wolong"}
    assert {name for name, text in in_use.items() if "最少人数" not in text} == {"xinzhou"}
    assert "结果代码" not in in_use["xinyang"]
