"""新华第三条, 忻州第八条: what double-random checks do not apply to is asked and kept."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from inspection.desk import Desk
from inspection.plans import AnnualPlan
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask, TaskState
from inspection.usecases.open_task import open_task
from tests.inspection.usecases.conftest import empty_ledger, open_chat
from tests.small_chat import SmallChat

__all__ = ["empty_ledger", "open_chat"]

OpenChat = Callable[..., SmallChat]
LEAD = "林晓禾"
ASKING = pytest.mark.parametrize(
    ("locality", "article", "complaint"), [("xinhua", "第三条", True), ("xinzhou", "第八条", False)]
)


def scene(open_chat: OpenChat, locality: str) -> SmallChat:
    """The plan is approved and its only task archived, so that another can be opened."""
    chat = open_chat(locality)
    task = chat.county.task

    def prepare(desk: Desk) -> None:
        day = desk.now.date()
        desk.ledger.annual_plans.add(
            AnnualPlan(year=2026, opened_at=desk.now, approved_on=day, approval="青政函〔2026〕1号")
        )
        desk.ledger.tasks.save(replace(task, state=TaskState.ARCHIVED, chat_id=None))

    chat.write(prepare)
    chat.says(LEAD, "/renwu")
    chat.presses(LEAD, "养老机构")
    return chat


def opened(chat: SmallChat) -> list[InspectionTask]:
    return list(chat.read(lambda book: book.tasks.find(state=TaskState.OPEN)))


@ASKING
def test_the_situations_of_the_article_are_asked_before_a_task_is_opened(
    open_chat: OpenChat, locality: str, article: str, complaint: bool
) -> None:
    chat = scene(open_chat, locality)
    assert not chat.presses(LEAD, "开任务")
    asked = chat.last(LEAD)
    assert opened(chat) == []
    assert "（四）其他不适用双随机检查方式的" in asked
    assert article in asked
    assert ("投诉举报" in asked) is complaint
    assert not chat.presses(LEAD, "都不属于，开任务")
    assert len(opened(chat)) == 1
    (event,) = chat.read(lambda book: book.events.find(verb="task_opened"))
    assert len(event.facts["not_applicable"]) == 4


@ASKING
def test_one_of_the_situations_opens_no_task_and_is_kept(
    open_chat: OpenChat, locality: str, article: str, complaint: bool
) -> None:
    chat = scene(open_chat, locality)
    chat.presses(LEAD, "开任务")
    assert not chat.presses(LEAD, "属于（三）")
    told = chat.last(LEAD)
    assert "个案线索" in told
    assert article in told
    assert opened(chat) == []
    (event,) = chat.read(lambda book: book.events.find(verb="task_ruled_out"))
    assert event.actor_id == chat.county.people[LEAD].id
    assert "个案线索" in str(event.facts["reason"])
    chat.says(LEAD, "/renwu")
    chat.presses(LEAD, "养老机构")
    chat.presses(LEAD, "开任务")
    assert f"{LEAD}答过：属于" in chat.last(LEAD), "the next one to ask sees what was said"


def test_the_core_opens_nothing_without_the_answer(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinzhou")
    entry = chat.county.plan_entry.id
    with pytest.raises(Refusal, match="applicability_unanswered"):
        chat.write(
            lambda desk: open_task(desk, actor=chat.county.people[LEAD], plan_entry_id=entry)
        )


@pytest.mark.parametrize("locality", ["xinyang", "xinxian", "wolong"])
def test_a_silent_circular_asks_nothing(open_chat: OpenChat, locality: str) -> None:
    chat = scene(open_chat, locality)
    assert not chat.presses(LEAD, "开任务")
    assert len(opened(chat)) == 1


def test_the_answer_is_given_in_words_too(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinhua")
    assert "/renwu 1 都不属于" in chat.says(LEAD, "/renwu 1 开")
    assert "没有能开的计划编号" in chat.says(LEAD, "/renwu 77 都不属于")
    assert not chat.says(LEAD, "/renwu 1 属于二")
    assert opened(chat) == []
    assert "过时" in chat.says(LEAD, "/renwu 1 属于九")
    assert not chat.says(LEAD, "/renwu 1 都不属于")
    assert len(opened(chat)) == 1
