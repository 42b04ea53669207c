"""Step 8: platform entry and publication within 20 working days."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from inspection.desk import Desk
from inspection.duties import duties_open
from tests.builders import SHANGHAI
from tests.inspection.usecases.field_scene import (
    FIRE,
    FOOD,
    HEALTH,
    HOME,
    LEADER,
    as_non_market,
    finish_all,
    set_scene,
)
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
OFFICE = "周见山"


def finished(open_chat: OpenChat, locality: str = "xinyang") -> SmallChat:
    """One visit is finished on 2026-03-05, due 2026-04-02."""
    chat = open_chat(locality)
    set_scene(chat)
    finish_all(chat)
    return chat


def at(day: int, hour: int = 12, month: int = 4) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def publish(chat: SmallChat, name: str) -> None:
    chat.says(name, "/gongshi")
    chat.presses(name, HOME)
    chat.presses(name, "已录入平台")
    chat.presses(name, "已公示")
    if chat.locality == "xinyang":
        chat.presses(name, "确认已公示")


def test_term_is_twenty_working_days_from_the_visits_end(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    duties = chat.read(lambda ledger: ledger.entry_duties.find())
    assert {duty.due_on for duty in duties} == {date(2026, 4, 2)}
    assert not any(duty.provisional for duty in duties)
    assert "从早不从晚" in chat.group()[-1], "信阳 counts from the task's end; people are told"


def test_term_from_check_end_has_no_such_remark(open_chat: OpenChat) -> None:
    chat = finished(open_chat, "wolong")
    assert "从早不从晚" not in chat.group()[-1]
    assert "第三部分（二）" in chat.group()[-1]


def test_due_date_in_a_year_without_notice_is_provisional(open_chat: OpenChat) -> None:
    chat = open_chat("wolong")
    chat.now = datetime(2026, 12, 15, 9, tzinfo=SHANGHAI)
    set_scene(chat)
    finish_all(chat)
    assert all(chat.read(lambda ledger: [d.provisional for d in ledger.entry_duties.find()]))
    chat.says(FIRE, "/gongshi")
    assert "暂定" in chat.last(FIRE)


def test_publication_is_ticked_after_entry_only(open_chat: OpenChat) -> None:
    chat = finished(open_chat, "wolong")
    refused = chat.callback(FIRE, "v1:tick_published:3")
    assert "先录入" in refused
    assert chat.read(lambda ledger: ledger.entry_duties.get(3)).published_at is None


def test_foreign_department_ticks_nothing(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    assert "由消防救援大队录入、公示" in chat.callback(FOOD, "v1:tick_entered:3")


def test_last_publication_posts_the_table(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    for name in (LEADER, FOOD, FIRE):
        publish(chat, name)
    assert not any("全部公示完毕" in text for text in chat.group())
    publish(chat, HEALTH)
    assert "全部公示完毕" in chat.group()[-1]
    forms = chat.read(lambda ledger: [each.form for each in ledger.documents.find()])
    assert forms[-1] == "结果公示表"
    publish_again = chat.callback(HEALTH, "v1:tick_published:4:sure")
    assert publish_again == ""
    assert sum("全部公示完毕" in text for text in chat.group()) == 1


def test_published_result_of_xinyang_is_final(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    chat.says(FIRE, "/gongshi")
    chat.presses(FIRE, HOME)
    chat.presses(FIRE, "已录入平台")
    chat.presses(FIRE, "已公示")
    assert "不得擅自更改" in chat.last(FIRE)
    assert "第二十二条" in chat.last(FIRE)
    chat.presses(FIRE, "确认已公示")
    chat.presses(FIRE, HOME)
    assert "↩️ 点错了" not in chat.labels(FIRE)
    chat.callback(FIRE, "v1:untick:3")
    assert "不得擅自更改" in chat.says(FIRE, "点错了")


def test_wrong_tick_is_taken_back_the_same_day_with_a_reason(open_chat: OpenChat) -> None:
    chat = finished(open_chat, "wolong")
    publish(chat, FIRE)
    chat.callback(FIRE, "v1:untick:3")
    chat.says(FIRE, "点到别家了")
    duty = chat.read(lambda ledger: ledger.entry_duties.get(3))
    assert duty.published_at is None
    assert duty.entered_at is not None
    events = chat.read(lambda ledger: ledger.events.find(verb="tick_taken_back"))
    assert events[0].facts["reason"] == "点到别家了"
    chat.now = chat.now.replace(day=6)
    chat.callback(FIRE, "v1:untick:3")
    assert "不是今天点的" in chat.says(FIRE, "又错了")


def test_all_are_entered_at_once_with_a_number_later(open_chat: OpenChat) -> None:
    chat = open_chat("wolong")
    set_scene(chat, subjects=2)
    finish_all(chat)
    finish_all(chat, chat.county.subjects[1].name)
    chat.says(FIRE, "/gongshi")
    chat.presses(FIRE, "全部已录入")
    assert "2 户都已录入" in chat.last(FIRE)
    assert chat.read(lambda ledger: ledger.entry_duties.get(3)).entered_at is None
    chat.presses(FIRE, "确认")
    assert "待录入 0 户，待公示 2 户" in chat.last(FIRE)
    assert "没有待录入" in chat.callback(FIRE, "v1:all_entered:1")
    chat.presses(FIRE, HOME)
    chat.presses(FIRE, "平台编号")
    chat.says(FIRE, "SZXF-2026-0001")
    assert "SZXF-2026-0001" in chat.last(FIRE)


def test_reminders_come_five_three_one_days_before_on_the_day_then_daily(
    open_chat: OpenChat,
) -> None:
    chat = finished(open_chat, "xinhua")
    publish(chat, FOOD)
    days = []
    for day in range(20, 32):
        before = len(chat.seen(FIRE))
        chat.ticks(at(day, month=3))
        days += [day] * (len(chat.seen(FIRE)) - before)
    for day in range(1, 9):
        before = len(chat.seen(FIRE))
        chat.ticks(at(day))
        days += [day] * (len(chat.seen(FIRE)) - before)
    assert days == [26, 30, 1, 2, 3, 6, 7, 8]
    assert not any("录入公示：" in text for text in chat.seen(FOOD)), "done duties are silent"
    assert "视为未完成检查任务" in chat.last(FIRE)
    assert "第十六条（三）" in chat.last(FIRE)


def test_office_is_told_once_on_the_third_overdue_day(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    chat.ticks(at(6))
    assert not any("督办" in text for text in chat.seen(OFFICE))
    chat.ticks(at(7))
    told = [text for text in chat.seen(OFFICE) if "督办" in text]
    assert len(told) == 4, "one message for each department"
    chat.ticks(at(10))
    assert len([text for text in chat.seen(OFFICE) if "督办" in text]) == 4


def test_group_line_names_no_subject(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    chat.ticks(at(3))
    lines = [text for text in chat.group() if "录入公示提醒" in text]
    assert len(lines) == 5
    assert all(HOME not in line for line in lines)


def test_three_days_down_is_one_message(open_chat: OpenChat) -> None:
    from inspection.usecases.fire_deadlines import fire_deadlines

    chat = finished(open_chat)
    before = len(chat.seen(FIRE))
    chat.now = at(7)
    chat.write(fire_deadlines)
    assert len(chat.seen(FIRE)) - before == 1


@pytest.mark.parametrize("locality", ["xinyang", "xinzhou"])
def test_open_duties_are_listed_as_they_are_looked_at(open_chat: OpenChat, locality: str) -> None:
    chat = finished(open_chat, locality)
    publish(chat, FOOD)

    def compare(desk: Desk) -> None:
        views = duties_open(desk)
        lines = [view.line for view in views]
        assert len(lines) == 3
        assert list(desk.ledger.open_duties()) == lines
        assert list(desk.ledger.open_duties(task_ids=[chat.county.task.id])) == lines
        assert list(desk.ledger.open_duties(task_ids=[99])) == []
        assert list(desk.ledger.open_duties(ids=[lines[1].id, 99])) == [lines[1]]
        assert list(desk.ledger.open_duties(ids=[])) == []

    chat.write(compare)


def test_lead_publishes_what_is_no_market_entity(open_chat: OpenChat) -> None:
    chat = open_chat("xinzhou")
    set_scene(chat)
    as_non_market(chat)
    finish_all(chat)
    chat.says(FIRE, "/gongshi")
    chat.presses(FIRE, HOME)
    chat.presses(FIRE, "已录入平台")
    assert "门户网站" in chat.last(FIRE)
    assert "由民政局汇总公示" in chat.presses(FIRE, "已公示")
    assert chat.callback(LEADER, "v1:tick_published:3") == ""
    assert chat.read(lambda ledger: ledger.entry_duties.get(3)).published_at is not None
