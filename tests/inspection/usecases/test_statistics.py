"""年度统计: every rate has its two counts, and they are those of the ledger."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from openpyxl import load_workbook

from documents.render import render
from inspection.desk import Desk
from inspection.draws import DrawRecord, DrawSource, DrawState
from inspection.people import Role
from inspection.snapshots.statistics_table import statistics_table_facts
from inspection.statistics import KEYS, YearStatistics, year_statistics
from inspection.teams import Assignment
from tests.builders import SHANGHAI
from tests.inspection.usecases.field_scene import FIRE, FOOD, HOME, finish_all, set_scene
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
OFFICE = "周见山"
BRIGADE, CIVIL = "青禾县消防救援大队", "青禾县民政局"


@pytest.fixture
def chat(open_chat: OpenChat) -> SmallChat:
    """Two subjects to check, one of them checked: the fire brigade found a problem."""
    chat = open_chat("wolong")
    set_scene(chat, subjects=2)
    finish_all(chat)
    return chat


def counted(chat: SmallChat, year: int = 2026) -> YearStatistics:
    with chat.database.reading() as ledger:
        return year_statistics(chat.desk(ledger), year)


def said(chat: SmallChat, department: str, key: str) -> str:
    (share,) = [each for each in counted(chat).shares if each.department == department]
    return share.figures[key].said


def test_checked_is_of_all_that_were_to_be_checked(chat: SmallChat) -> None:
    assert said(chat, BRIGADE, "checked") == "50.0%（1/2）"


def test_plan_is_done_when_every_visit_is(chat: SmallChat) -> None:
    assert said(chat, CIVIL, "planned") == "0.0%（0/1）"
    chat.write(
        lambda desk: [
            desk.ledger.visits.save(replace(each, state=desk.ledger.visits.get(1).state))
            for each in desk.ledger.visits.find()
        ]
    )
    assert said(chat, CIVIL, "planned") == "100.0%（1/1）"
    assert said(chat, BRIGADE, "planned") == "—", "the brigade leads nothing in the plan"


def test_problems_are_the_departments_own(chat: SmallChat) -> None:
    assert said(chat, BRIGADE, "problems") == "100.0%（1/1）"
    assert said(chat, CIVIL, "problems") == "0.0%（0/1）"


def test_entry_counts_what_is_entered_or_too_late(chat: SmallChat) -> None:
    assert said(chat, BRIGADE, "entered") == "—", "there is still time"
    chat.says(FIRE, "/gongshi")
    chat.presses(FIRE, HOME)
    chat.presses(FIRE, "已录入平台")
    assert said(chat, BRIGADE, "entered") == "100.0%（1/1）"
    chat.now = datetime(2026, 4, 3, 9, tzinfo=SHANGHAI)
    assert said(chat, CIVIL, "entered") == "0.0%（0/1）", "the term ran out on 2026-04-02"


def test_closed_needs_publication_and_every_follow_up(chat: SmallChat) -> None:
    for name in (FIRE, FOOD):
        chat.says(name, "/gongshi")
        chat.presses(name, HOME)
        chat.presses(name, "已录入平台")
        chat.presses(name, "已公示")
    assert said(chat, BRIGADE, "closed") == "100.0%（1/1）"
    chat.says(FIRE, "/zhenggai")
    chat.presses(FIRE, HOME)
    chat.presses(FIRE, "下达责令改正")
    chat.says(FIRE, "更换灭火器")
    chat.presses(FIRE, "15")
    assert said(chat, BRIGADE, "closed") == "0.0%（0/1）"


def test_replaced_people_and_repeated_draws_are_counted(chat: SmallChat) -> None:
    def act(desk: Desk) -> None:
        held = desk.ledger.assignments.find(person_id=chat.person(FIRE).id)[0]
        desk.ledger.assignments.save(replace(held, active=False))
        desk.ledger.assignments.add(
            Assignment(
                task_id=held.task_id,
                subject_id=held.subject_id,
                department_id=held.department_id,
                person_id=chat.person("何守正").id,
                round=2,
                leader=False,
            )
        )
        for attempt, state in ((1, DrawState.VOID), (2, DrawState.DRAWN)):
            desk.ledger.draws.add(
                DrawRecord(
                    task_id=held.task_id,
                    attempt=attempt,
                    source=DrawSource.LOCAL,
                    state=state,
                    opened_by=held.person_id,
                    frozen_at=desk.now - timedelta(days=1),
                    strata={},
                )
            )

    chat.write(act)
    assert said(chat, BRIGADE, "replaced") == "50.0%（1/2）"
    assert said(chat, CIVIL, "redrawn") == "1"


def test_county_is_the_sum_of_its_departments(chat: SmallChat) -> None:
    year = counted(chat)
    assert year.whole.department == "合计"
    for key in KEYS:
        parts = [each.figures[key] for each in year.shares]
        assert year.whole.figures[key].part == sum(each.part for each in parts)
    assert "20日内录入率" in [each.name for each in year.measures]


def test_other_years_are_other_books(chat: SmallChat) -> None:
    assert counted(chat, 2025).shares == ()
    assert counted(chat, 2025).whole.figures["checked"].said == "—"


def test_workbook_has_numbers_and_formulas_in_words(chat: SmallChat) -> None:
    with chat.database.reading() as ledger:
        made = render("统计表", statistics_table_facts(chat.desk(ledger), 2026))
    assert made.missing == ()
    counts, rates = load_workbook(io.BytesIO(made.docx)).worksheets
    heads = [cell.value for cell in counts[3]]
    row = next(row for row in counts.iter_rows(min_row=4) if row[0].value == BRIGADE)
    assert row[heads.index("已检查户次")].value == 1
    assert row[heads.index("检查完成率")].value == 0.5
    assert row[heads.index("检查完成率")].number_format == "0.0%"
    last = list(counts.iter_rows())[-1]
    assert (last[0].value, last[heads.index("检查完成率")].value) == ("合计", 0.5)
    words = {line[0].value: (line[1].value, line[2].value) for line in rates.iter_rows()}
    assert words["检查完成率"][0] == "已检查户次÷应检查户次"
    assert "第三部分（二）" in words["20日内录入率"][1]
    assert "未规定" in words["更换率"][1]


def test_office_reads_the_year_and_nobody_else(chat: SmallChat) -> None:
    assert chat.person(OFFICE).roles == (Role.OFFICE,)
    assert chat.says(OFFICE, "/tongji") == ""
    assert "2026 年统计" in chat.last(OFFICE)
    assert "检查完成率 50.0%" in chat.last(OFFICE)
    assert chat.says(OFFICE, "统计 2025") == ""
    assert "2025 年统计" in chat.last(OFFICE)
    assert "不是年份" in chat.says(OFFICE, "/tongji 去年")
    assert chat.says(FIRE, "/tongji")
    bundles = chat.read(lambda book: [each.bundle for each in book.postings.find() if each.bundle])
    assert bundles == ["statistics:2026", "statistics:2025"]
