"""动态调整表: what an import changed, from the journal, with before and after."""

import json
from copy import deepcopy
from datetime import timedelta

import pytest

from app.workbook.importer import import_book
from documents.render import render
from inspection.ledger import Ledger
from inspection.office import Office
from inspection.papers.drafting import draft_year_paper
from inspection.papers.register import OFFICE_PAPERS
from inspection.roster_changes import LISTED
from storage.database import Database
from tests.app.workbook.books import CODES, NOW, Sheets, good_sheets, read
from tests.builders import desk_for
from tests.documents.reading import text_of
from tests.inspection.snapshots.test_whistle_and_scheme import at

FORM = "清单和名录库动态调整表"


def enter(ledger: Ledger, sheets: Sheets, *, days: int = 0) -> None:
    actor = ledger.people.one(name="槐知言")
    report = import_book(
        ledger,
        read(sheets),
        now=NOW + timedelta(days=days),
        actor_id=actor.id if actor else None,
    )
    assert report.imported


def spoilt(*cells: tuple[str, int, str, str]) -> Sheets:
    """The good book with these cells (sheet, row, header, value) written over."""
    sheets = deepcopy(good_sheets())
    for sheet, row, header, value in cells:
        sheets[sheet][row - 1][sheets[sheet][0].index(header)] = value
    return sheets


CHANGED = spoilt(
    ("抽查事项清单", 2, "检查内容", "资格证明、年度检验"),
    ("检查对象", 3, "登记状态", "注销"),
    ("检查对象", 2, "联系电话", "000-0000099"),
    ("人员", 3, "证件有效期", "2029-12-31"),
)


@pytest.mark.parametrize(
    ("locality", "articles"),
    [
        ("xinyang", ("第十四条", "第十五条", "第十六条")),
        ("xinxian", ("第二部分（二）",)),
        ("wolong", ()),
    ],
)
def test_second_import_tells_before_and_after(
    database: Database, locality: str, articles: tuple[str, ...]
) -> None:
    with database.transaction() as ledger:
        ledger.office.add(Office(county="青禾县", code="QH", locality=locality))
        enter(ledger, good_sheets())
        enter(ledger, CHANGED, days=3)
        desk = desk_for(ledger, locality=locality)
        first, second = OFFICE_PAPERS[FORM].occasions(desk, 2026)
        facts = OFFICE_PAPERS[FORM].facts(desk, 2026, second)
        made = render(FORM, facts)
    text = text_of(made.docx)
    names = "抽查事项清单、检查对象名录库、执法检查人员名录库"
    assert second.title == f"{names}动态调整表（2026年3月5日第1次）"
    assert (facts["target"], facts["handler"], facts["issuer"]) == (names, "槐知言", "青禾县商务局")
    item, phone, gone, officer = at(facts, "changes")
    assert (item["action"], item["name"], item["basis"]) == ("修改", "经营资格", "某办法")
    assert (item["before"], item["after"]) == (
        "检查内容：资格证明",
        "检查内容：资格证明、年度检验",
    )
    assert (phone["name"], phone["before"], phone["after"]) == ("甲站", None, "联系电话：已更新")
    assert (gone["action"], gone["after"], gone["reason"]) == (
        "移出",
        "登记状态：注销",
        "登记状态变化",
    )
    assert officer["after"] == "证件有效期：2029年12月31日"
    assert officer["reason"] == "执法证件有效期更新"
    assert all(article in str(facts["article"]) for article in articles)
    assert ("本地文件未规定" in text) == (not articles)
    assert "调整内容第1项调整原因" in made.missing
    assert ("调整内容第3项调整依据" in made.missing) == (not articles)
    assert first.title.endswith("（2026年3月2日第1次）")


def test_nothing_personal_goes_into_the_journal(database: Database) -> None:
    with database.transaction() as ledger:
        enter(ledger, good_sheets())
        enter(ledger, CHANGED, days=3)
        told = json.dumps([each.facts for each in ledger.events.find()], ensure_ascii=False)
    for personal in ("000-00000", "青禾-虚构-", "槐一舟", "槐", '"D"', *CODES):
        assert personal not in told


def test_same_book_again_gives_no_paper(database: Database) -> None:
    with database.transaction() as ledger:
        ledger.office.add(Office(county="青禾县", code="QH", locality="xinyang"))
        enter(ledger, good_sheets())
        enter(ledger, good_sheets(), days=1)
        assert len(list(OFFICE_PAPERS[FORM].occasions(desk_for(ledger), 2026))) == 1


def test_many_new_subjects_are_one_line_with_the_files_hash(database: Database) -> None:
    sheets = good_sheets()
    first = sheets["检查对象"][1]
    sheets["检查对象"] += [
        [f"XM-{number:04d}", f"项目{number}", "非市场主体", *first[3:]]
        for number in range(LISTED + 1)
    ]
    with database.transaction() as ledger:
        ledger.office.add(Office(county="青禾县", code="QH", locality="xinzhou"))
        enter(ledger, sheets)
        desk = desk_for(ledger, locality="xinzhou")
        (occasion,) = OFFICE_PAPERS[FORM].occasions(desk, 2026)
        made = draft_year_paper(desk, 2026, FORM, about_id=occasion.about_id, actor_id=None)
    (row,) = [each for each in at(made.facts, "changes") if each["action"] == "批量"]
    assert row["name"] == f"检查对象{LISTED + 3}户"
    assert "SHA-256" in row["after"]
    assert made.issuer_id is None
