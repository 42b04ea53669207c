"""信阳第二十六条: when a negative result is no longer published; 忻州25: how long papers last."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from app.profiles import load_profile
from inspection.archiving import kept_until, retire_deadlines
from inspection.deadlines import DeadlineKind
from tests.builders import SHANGHAI
from tests.inspection.usecases.field_scene import FIRE, FOOD, HOME, finish_all, set_scene
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]


def published(open_chat: OpenChat, locality: str = "xinyang", name: str = FIRE) -> SmallChat:
    chat = open_chat(locality)
    set_scene(chat)
    finish_all(chat)
    chat.says(name, "/gongshi")
    chat.presses(name, HOME)
    chat.presses(name, "已录入平台")
    chat.presses(name, "已公示")
    if locality == "xinyang":
        chat.presses(name, "确认已公示")
    chat.says(name, "/gongshi")
    chat.presses(name, HOME)
    return chat


def test_day_is_remembered_and_told_of_even_after_the_archive(open_chat: OpenChat) -> None:
    chat = published(open_chat)
    chat.presses(FIRE, "信用修复日期")
    assert "第二十六条" in chat.last(FIRE)
    assert chat.says(FIRE, "2026-04-10") == ""
    assert "4月10日" in chat.last(FIRE)
    chat.write(lambda desk: retire_deadlines(desk, chat.county.task))
    chat.ticks(datetime(2026, 4, 10, 8, tzinfo=SHANGHAI))
    assert not any("停止公示" in text and "今天起" in text for text in chat.seen(FIRE))
    chat.ticks(datetime(2026, 4, 10, 10, tzinfo=SHANGHAI))
    assert "今天起应当停止公示" in chat.last(FIRE)
    verbs = chat.read(lambda book: [each.verb for each in book.events.find()])
    assert "credit_repair_set" in verbs
    assert verbs[-1] == "credit_repair_reminded"


def test_later_day_takes_the_place_of_the_earlier(open_chat: OpenChat) -> None:
    chat = published(open_chat)
    for day in ("2026-04-10", "2027-04-10"):
        chat.callback(FIRE, f"v1:credit_repair:{_duty(chat)}")
        assert chat.says(FIRE, day) == ""
    waiting = chat.read(
        lambda book: book.deadlines.find(kind=DeadlineKind.CREDIT_REPAIR, cancelled_at=None)
    )
    assert [each.due_at.year for each in waiting] == [2027]


@pytest.mark.parametrize(
    ("typed", "words"), [("2026-01-01", "已经过去"), ("2036-01-01", "五年以后"), ("以后", "日期")]
)
def test_impossible_day_is_told(open_chat: OpenChat, typed: str, words: str) -> None:
    chat = published(open_chat)
    chat.presses(FIRE, "信用修复日期")
    assert words in chat.says(FIRE, typed)
    assert not chat.read(lambda book: book.deadlines.find(kind=DeadlineKind.CREDIT_REPAIR))


def test_clean_result_has_nothing_to_repair(open_chat: OpenChat) -> None:
    chat = published(open_chat, name=FOOD)
    chat.presses(FOOD, "信用修复日期")
    assert "没有负面信息" in chat.says(FOOD, "2026-04-10")


@pytest.mark.parametrize("locality", ["xinhua", "xinxian", "xinzhou", "wolong"])
def test_silent_circular_sets_no_day(open_chat: OpenChat, locality: str) -> None:
    chat = published(open_chat, locality)
    assert not any("信用修复" in label for label in chat.labels(FIRE))
    chat.callback(FIRE, f"v1:credit_repair:{_duty(chat)}")
    assert "本地文件未规定" in chat.says(FIRE, "2026-04-10")


@pytest.mark.parametrize(
    ("locality", "archived", "until"),
    [
        ("xinzhou", date(2026, 11, 21), date(2028, 11, 21)),
        ("xinzhou", date(2028, 2, 29), date(2030, 3, 1)),
        ("xinyang", date(2026, 11, 21), None),
        ("wolong", date(2026, 11, 21), None),
    ],
)
def test_dossier_is_kept_for_the_least_term(
    locality: str, archived: date, until: date | None
) -> None:
    assert kept_until(load_profile(locality), archived) == until


def _duty(chat: SmallChat) -> int:
    department = chat.person(FIRE).department_id
    return int(chat.read(lambda book: book.entry_duties.one(department_id=department).id))
