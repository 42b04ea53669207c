"""信阳第十二条, 新华第十九条, 忻州第二十四条: results for the credit bodies, by credit code."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from app.workbook.credit_book import credit_book, credit_csv
from inspection.credit_export import CreditExport, credit_export
from inspection.desk import Desk
from inspection.subjects import SubjectKind
from inspection.usecases.set_credit_repair import set_credit_repair
from tests.inspection.usecases.conftest import empty_ledger, open_chat
from tests.inspection.usecases.field_scene import HOME, LEADER
from tests.progress import carried_out
from tests.small_chat import SmallChat

__all__ = ["empty_ledger", "open_chat"]

OpenChat = Callable[..., SmallChat]
OFFICE = "周见山"


def done(open_chat: OpenChat, locality: str = "xinyang") -> SmallChat:
    """Three subjects were checked and everything published."""
    chat = open_chat(locality)
    chat.write(lambda desk: carried_out(desk, chat.county))
    return chat


def exported(chat: SmallChat) -> CreditExport:
    with chat.database.reading() as ledger:
        return credit_export(chat.desk(ledger), ledger.tasks.find(year=2026))


def test_published_results_are_exported_by_credit_code(open_chat: OpenChat) -> None:
    chat = done(open_chat)
    lines = exported(chat).lines
    assert len(lines) == 3 * len(chat.county.items)
    bad = [line for line in lines if line.result.startswith("发现问题")]
    assert len(bad) == 2
    assert {len(line.credit_code) for line in lines} == {18}
    assert {line.department for line in bad} == {"青禾县民政局", "青禾县市场监督管理局"}
    assert {line.task_number for line in lines} == {"QH2026-001"}


def test_what_is_not_published_or_withheld_stays_here(open_chat: OpenChat) -> None:
    chat = done(open_chat)

    def take_back(desk: Desk) -> None:
        first, second, *_ = desk.ledger.entry_duties.find()
        desk.ledger.entry_duties.save(replace(first, published_at=None))
        desk.ledger.entry_duties.save(replace(second, published_at=None, withheld_at=desk.now))

    before = len(exported(chat).lines)
    chat.write(take_back)
    after = exported(chat)
    assert after.unpublished == 2  # 民政局 has two items at each subject
    assert len(after.lines) == before - 2 - 1


def test_an_object_that_is_no_market_entity_has_no_credit_record(open_chat: OpenChat) -> None:
    chat = done(open_chat)
    for subject in chat.county.subjects:
        changed = replace(subject, kind=SubjectKind.NON_MARKET)
        chat.write(lambda desk, changed=changed: desk.ledger.subjects.save(changed))
    assert exported(chat).lines == ()


def test_a_negative_result_that_came_off_is_not_handed_on(open_chat: OpenChat) -> None:
    chat = done(open_chat)

    def set_day(desk: Desk) -> None:
        for duty in desk.ledger.entry_duties.find():
            if desk.ledger.findings.find(
                visit_id=duty.visit_id, department_id=duty.department_id, result="ordered"
            ):
                actor = chat.county.people[LEADER]
                day = date(2026, 12, 31)
                set_credit_repair(desk, actor=actor, duty_id=duty.id, day=day)

    chat.write(set_day)
    (line,) = [each for each in exported(chat).lines if each.ends_on]
    assert line.ends_on == date(2026, 12, 31)
    chat.now = chat.now.replace(year=2027)
    with chat.database.reading() as ledger:
        after = credit_export(chat.desk(ledger), ledger.tasks.find(year=2026)).lines
    assert not [each for each in after if each.item == line.item and each.subject == line.subject]
    clean = [each for each in after if each.subject == line.subject]
    assert clean, "its clean results stay"


def test_nothing_personal_and_no_formula_leaves_with_the_file(open_chat: OpenChat) -> None:
    chat = done(open_chat)
    named = replace(chat.county.subjects[0], name='=HYPERLINK("http://x")')
    chat.write(lambda desk: desk.ledger.subjects.save(named))
    export = exported(chat)
    sheet = load_workbook(io.BytesIO(credit_book(export))).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    text = credit_csv(export).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == len(export.lines) + 1
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    whole = text + "".join(str(cell.value) for cell in cells)
    for name, person in chat.county.people.items():
        assert name not in whole
        assert person.phone not in whole
    for subject in chat.county.subjects:
        assert subject.legal_representative not in whole
        assert subject.phone not in whole
    assert "虚构" not in whole, "no certificate number"


@pytest.mark.parametrize(
    ("locality", "article"),
    [
        ("xinyang", "第十二条"),
        ("xinhua", "第十九条"),
        ("xinzhou", "第二十四条"),
        ("wolong", "本地文件未规定"),
    ],
)
def test_the_office_asks_for_it_in_private(
    open_chat: OpenChat, locality: str, article: str
) -> None:
    chat = done(open_chat, locality)
    assert not chat.says(OFFICE, "/xinyong QH2026-001 csv", private=False)
    posted = chat.read(lambda book: [each for each in book.postings.find() if each.bundle])
    assert posted[-1].bundle == "credit:QH2026-001:csv"
    assert int(posted[-1].chat_id) == chat.user(OFFICE)
    assert article in chat.last(OFFICE)
    chat.presses(OFFICE, "改要 .xlsx")
    posted = chat.read(lambda book: [each for each in book.postings.find() if each.bundle])
    assert posted[-1].bundle == "credit:QH2026-001:xlsx"
    assert "联席办" in chat.says(LEADER, "/xinyong")
    assert HOME not in "".join(chat.group())


def test_unknown_scopes_and_empty_years_are_told(open_chat: OpenChat) -> None:
    chat = done(open_chat)
    assert "/xinyong 2026 csv" in chat.says(OFFICE, "/xinyong 桃花源")
    assert not chat.says(OFFICE, "/xinyong 2025年")
    assert "还没有已公示" in chat.last(OFFICE)
