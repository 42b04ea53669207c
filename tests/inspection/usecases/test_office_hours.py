"""Office hours: a whistle outside them needs a reason, which is announced and stays on record."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from inspection.refusal import Refusal
from inspection.tasks import Stage
from inspection.usecases.blow_whistle import blow_whistle
from tests.small_chat import GROUP, SmallChat

LEAD = "林晓禾"
REASON = "接市局通知，连夜排查"


@pytest.fixture
def night(open_chat: Callable[..., SmallChat]) -> SmallChat:
    """Half past ten in the evening."""
    chat = open_chat()
    chat.now = chat.now.replace(hour=22, minute=30)
    return chat


def preview(chat: SmallChat) -> None:
    chat.says(LEAD, "/chuishao")
    chat.presses(LEAD, "2 个工作日")


def blown(chat: SmallChat) -> list[object]:
    events = chat.read(lambda ledger: ledger.events.find(verb="whistle_blown"))
    return [event.facts.get("outside_office_hours") for event in events]


def test_a_whistle_at_night_asks_why_and_keeps_the_reason(night: SmallChat) -> None:
    preview(night)
    night.presses(LEAD, "确认")
    assert "不是上班时间" in night.last(LEAD)
    assert blown(night) == []
    night.says(LEAD, REASON)
    assert blown(night) == [REASON]
    notice = next(
        words.text
        for posting, words in night.messages[GROUP].values()
        if posting.kind == "whistle_notice"
    )
    assert REASON in notice


def test_whoever_can_wait_lets_it_be(night: SmallChat) -> None:
    preview(night)
    night.presses(LEAD, "确认")
    night.says(LEAD, "/quxiao")
    assert blown(night) == []


def test_no_way_round_the_question(night: SmallChat) -> None:
    lead, task = night.county.people[LEAD], night.county.task

    def blow(desk):  # type: ignore[no-untyped-def]
        due = desk.now + timedelta(days=2)
        blow_whistle(desk, actor=lead, task_id=task.id, stage=Stage.SCHEME, due_at=due)

    with pytest.raises(Refusal, match="outside_office_hours"):
        night.write(blow)


def test_within_office_hours_nobody_is_asked(open_chat: Callable[..., SmallChat]) -> None:
    chat = open_chat()
    preview(chat)
    chat.presses(LEAD, "确认")
    assert blown(chat) == [None]
