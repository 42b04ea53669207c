"""新县第三部分（三）: departments sum up the year, the office reports by the end of December."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from documents.render import render
from inspection.desk import Desk
from inspection.papers.annual_reports import REPORT, SUMMARY
from inspection.papers.drafting import draft_year_paper
from inspection.papers.writable import writable_year_papers
from inspection.plan_watch import watch_years
from inspection.snapshots.annual_report import department_summary_facts, office_report_facts
from inspection.statistics import year_statistics
from inspection.tasks import TaskState
from tests.builders import SHANGHAI
from tests.inspection.usecases.closing_scene import with_backstage
from tests.inspection.usecases.conftest import empty_ledger, open_chat
from tests.progress import carried_out
from tests.small_chat import SmallChat

__all__ = ["empty_ledger", "open_chat"]

OpenChat = Callable[..., SmallChat]
OFFICE, LEADER = "周见山", "林晓禾"


def done(open_chat: OpenChat, locality: str = "xinxian") -> SmallChat:
    chat = with_backstage(open_chat(locality))
    chat.write(lambda desk: carried_out(desk, chat.county))
    chat.write(watch_years)
    return chat


def on(chat: SmallChat, month: int, day: int, year: int = 2026) -> None:
    chat.now = datetime(year, month, day, 8, tzinfo=SHANGHAI)
    chat.ticks(chat.now.replace(hour=10))


def reminders(chat: SmallChat) -> list[str]:
    return [each for each in chat.seen(OFFICE) if "年度工作报告" in each]


def test_the_office_is_reminded_of_the_day_of_the_circular(open_chat: OpenChat) -> None:
    chat = done(open_chat)
    on(chat, 11, 30)
    assert reminders(chat) == []
    on(chat, 12, 1)
    (told,) = reminders(chat)
    assert "12月31日" in told
    assert "报县政府" in told
    assert "民政局" in told, "whose summary is missing"
    assert "第三部分（三）" in told
    on(chat, 12, 24)
    assert len(reminders(chat)) == 2
    on(chat, 1, 1, 2027)
    assert "已经过期" in reminders(chat)[-1]


def test_the_reminder_is_silent_once_the_report_is_drafted(open_chat: OpenChat) -> None:
    chat = done(open_chat)
    on(chat, 12, 1)
    assert "私聊" in chat.presses(OFFICE, f"起草{REPORT}")
    on(chat, 12, 24)
    on(chat, 1, 1, 2027)
    assert not any("已经过期" in each for each in reminders(chat))


@pytest.mark.parametrize("locality", ["xinyang", "xinhua", "xinzhou", "wolong"])
def test_nobody_is_reminded_where_no_report_is_asked(open_chat: OpenChat, locality: str) -> None:
    chat = done(open_chat, locality)
    on(chat, 12, 1)
    on(chat, 12, 24)
    assert reminders(chat) == []
    with chat.database.reading() as ledger:
        papers = writable_year_papers(chat.desk(ledger), 2026)
        report = next(each for each in papers if each.form == REPORT)
        assert not report.occasion.due, "it may be written all the same"


def test_counts_of_the_report_are_those_of_the_statistics(open_chat: OpenChat) -> None:
    chat = done(open_chat)
    with chat.database.reading() as ledger:
        desk = chat.desk(ledger)
        facts: Any = office_report_facts(desk, 2026)
        whole = year_statistics(desk, 2026).whole.figures
    counts = facts["counts"]
    assert counts["findings"] == whole["findings"].part == 15
    assert counts["finished"] == whole["planned"].part == 1
    assert (counts["tasks"], counts["drawn"], counts["checked"]) == (1, 3, 3)
    assert (counts["problems"], counts["rectified"], counts["referred"]) == (2, 1, 1)
    assert counts["entered_on_time"] == 12, "卫生健康委 was late with its three"
    assert facts["to"] == "县政府"
    assert "第三部分（三）" in facts["article"]
    assert facts["document_number"] is None
    assert [facts[open_] for open_ in ("organisation", "effects", "problems", "next_steps")] == [
        None
    ] * 4


def test_a_department_sums_up_the_tasks_it_led(open_chat: OpenChat) -> None:
    chat = done(open_chat)
    with chat.database.reading() as ledger:
        desk = chat.desk(ledger)
        led: Any = department_summary_facts(desk, 2026, chat.county.departments["民政局"].id)
        other: Any = department_summary_facts(
            desk, 2026, chat.county.departments["消防救援大队"].id
        )
    assert led["issuer"] == "青禾县民政局"
    assert [row["checked"] for row in led["tasks"]] == [3]
    assert led["counts"]["problems"] == 2
    assert led["practices"] is None
    assert "第三部分（三）" in led["article"]
    assert other["counts"]["tasks"] == 0


def test_the_summary_is_due_once_the_tasks_are_summed_up(open_chat: OpenChat) -> None:
    chat = done(open_chat)

    def lacking() -> bool:
        with chat.database.reading() as ledger:
            papers = writable_year_papers(chat.desk(ledger), 2026)
        return any(each.form == SUMMARY and each.lacking for each in papers)

    assert not lacking()

    def sum_up(desk: Desk) -> None:
        task = desk.ledger.tasks.get(chat.county.task.id)
        desk.ledger.tasks.save(replace(task, state=TaskState.SUMMARISED))

    chat.write(sum_up)
    assert lacking()


def test_both_papers_are_drafted_by_words(open_chat: OpenChat) -> None:
    chat = done(open_chat)
    assert not chat.says(OFFICE, f"/wenshu 年度 2026 起草 {REPORT}")
    assert not chat.says(LEADER, f"/wenshu 年度 2026 起草 {SUMMARY}")
    found = chat.read(lambda book: book.documents.find(task_id=None, year=2026))
    assert {each.form for each in found} == {REPORT, SUMMARY}
    assert "由联席办" in chat.says(LEADER, f"/wenshu 年度 2026 起草 {REPORT}")


@pytest.mark.parametrize("form", [REPORT, SUMMARY])
def test_open_judgements_are_printed_as_to_be_filled_in(open_chat: OpenChat, form: str) -> None:
    chat = done(open_chat)
    about = chat.county.departments["民政局"].id if form == SUMMARY else 0

    def draft(desk: Desk) -> Any:
        document = draft_year_paper(desk, 2026, form, about_id=about, actor_id=None)
        return render(form, document.facts)

    printed = chat.write(draft)
    assert printed.docx
    assert printed.missing
