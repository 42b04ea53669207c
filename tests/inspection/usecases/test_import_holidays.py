"""A year becomes official: open entry terms are counted again, and those affected told once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from inspection.deadlines import DeadlineKind
from inspection.desk import Desk
from inspection.duties import duties_open, watch_again
from inspection.holiday_text import read_notice
from inspection.refusal import Refusal
from inspection.usecases.import_holidays import import_holidays
from scheduler.calendar import china_calendar
from scheduler.clock import SHANGHAI
from tests.inspection.holiday_notices import NOTICE_2027
from tests.inspection.usecases.field_scene import FIRE, FOOD, HOME, finish_all, set_scene
from tests.small_chat import SmallChat

ENDED = datetime(2027, 1, 18, 15, 0, tzinfo=SHANGHAI)


def before_the_festival(desk: Desk) -> Desk:
    """The desk in January 2027, of which no notice has come in yet."""
    return replace(desk, now=ENDED, calendar=china_calendar(range(2025, 2030)))


def finished_before_the_festival(chat: SmallChat) -> None:
    """The visit ended in January; its duties run over the Spring Festival."""

    def put(desk: Desk) -> None:
        desk = before_the_festival(desk)
        for view in duties_open(desk):
            desk.ledger.visits.save(replace(view.visit, finished_at=ENDED))
            due = desk.calendar.add_working_days(ENDED.date(), 20)
            assert due.provisional
            duty = replace(view.duty, due_on=due.date, provisional=True)
            desk.ledger.entry_duties.save(duty)
            for old in desk.ledger.deadlines.find(about_id=duty.id):
                desk.ledger.deadlines.save(replace(old, cancelled_at=desk.now))
            watch_again(desk, view.task, duty)

    chat.write(put)


@pytest.fixture
def chat(open_chat: Callable[[str], SmallChat]) -> SmallChat:
    chat = open_chat("xinyang")
    set_scene(chat)
    finish_all(chat)
    finished_before_the_festival(chat)
    return chat


def entered(chat: SmallChat) -> int:
    notice = read_notice(NOTICE_2027, this_year=2026).notice

    def enter(desk: Desk) -> int:
        return len(import_holidays(before_the_festival(desk), actor=None, notice=notice))

    count: int = chat.write(enter)
    return count


def test_terms_that_ran_into_the_year_are_counted_again_with_their_reminders(
    chat: SmallChat,
) -> None:
    before = chat.write(lambda desk: duties_open(before_the_festival(desk)))
    assert entered(chat) == len(before) > 0
    notice = read_notice(NOTICE_2027, this_year=2026).notice

    def look(desk: Desk) -> None:
        calendar = before_the_festival(desk).calendar.with_notice(
            2027, notice.holidays, notice.shifted_working_days, notice.source
        )
        due = calendar.add_working_days(ENDED.date(), 20)
        for view in duties_open(desk):
            assert (view.duty.due_on, view.duty.provisional) == (due.date, False)
            reminders = desk.ledger.deadlines.find(
                about_id=view.duty.id,
                kind=DeadlineKind.ENTRY_REMINDER,
                fired_at=None,
                cancelled_at=None,
            )
            days = [each.due_at.date() for each in reminders]
            assert days[-1] == due.date
            assert len(days) == len(set(days)) == 4
            assert all(calendar.is_working_day(day) for day in days)

    chat.write(look)


def test_each_department_is_told_once(chat: SmallChat) -> None:
    entered(chat)

    def told(desk: Desk) -> list[int]:
        return [p.chat_id for p in desk.ledger.postings.find(kind="entry_due_moved")]

    first = chat.write(told)
    assert first
    assert len(first) == len(set(first))
    with pytest.raises(Refusal) as refused:
        entered(chat)
    assert refused.value.code == "notice_already_in"
    assert chat.write(told) == first


def test_what_is_published_is_left_alone(chat: SmallChat) -> None:
    def publish(desk: Desk) -> None:
        for view in duties_open(desk):
            desk.ledger.entry_duties.save(replace(view.duty, published_at=ENDED))

    chat.write(publish)
    assert entered(chat) == 0


def test_the_message_names_the_old_and_the_new_day(chat: SmallChat) -> None:
    from bot.wording import worded

    entered(chat)
    posting = chat.write(lambda desk: desk.ledger.postings.find(kind="entry_due_moved")[0])
    text = worded(posting.kind, posting.facts).text
    assert HOME in text
    assert "2027年" in text
    assert "→" in text
    assert "国办发明电〔2026〕0号" in text


def test_only_the_office_imports(chat: SmallChat) -> None:
    notice = read_notice(NOTICE_2027, this_year=2026).notice
    for name in (FOOD, FIRE):
        with pytest.raises(Refusal) as refused:
            chat.write(
                lambda desk, name=name: import_holidays(
                    desk, actor=chat.county.people[name], notice=notice
                )
            )
        assert refused.value.code == "role_not_allowed"
