"""The sheet 专家: experts and institutions apart from the inspectors (新华第十条, 忻州第十条)."""

from copy import deepcopy
from datetime import date

import pytest

from app.workbook.importer import import_book
from app.workbook.reader import read_book
from inspection.experts import ExpertKind
from storage.database import Database, open_database
from tests.app.workbook.books import NOW, Sheets, good_sheets, packed, spoiled

HEADERS = ["专家姓名", "类型", "所在单位", "推荐部门", "专业特长", "电话", "聘期至"]


def entered(database: Database, sheets: Sheets) -> list[str]:
    with database.transaction() as ledger:
        report = import_book(ledger, read_book(packed(sheets)), now=NOW)
        assert report.imported, report.problems
        return report.remarks


@pytest.fixture
def database() -> Database:
    opened = open_database("sqlite://")
    opened.migrate()
    return opened


def test_the_roster_is_entered_and_kept_up_to_date(database: Database) -> None:
    entered(database, good_sheets())
    sheets = deepcopy(good_sheets())
    sheets["专家"][1][7] = "离库"
    sheets["专家"].append(["青禾县计量所", "检测机构", "", "市监", "计量", "", "2026-01-31", ""])
    remarks = entered(database, sheets)
    assert any("聘期已过" in each and "青禾县计量所" in each for each in remarks)
    with database.reading() as ledger:
        first, second = ledger.experts.find()
        assert (first.name, first.organisation, first.expertise) == (
            "林学文",
            "青禾县工程学校",
            ("油气储运",),
        )
        assert not first.active
        assert first.appointed_until == date(2027, 12, 31)
        assert second.kind is ExpertKind.TESTING
        assert not second.available_on(NOW.date())
        assert ledger.inspectors.find(person_id=99) == ()
        assert {each.name for each in ledger.people.find()} == {"槐知言", "槐一舟", "柳一舟"}
    database.close()


def test_an_office_list_with_its_own_headers_is_taken_for_experts(database: Database) -> None:
    entered(database, good_sheets())
    rows = [HEADERS, ["郝检验", "检测机构", "", "商务", "油品", "", "2027年6月30日"]]
    entered(database, {"专家名录": rows})
    with database.reading() as ledger:
        assert [each.name for each in ledger.experts.find()] == ["林学文", "郝检验"]
    database.close()


@pytest.mark.parametrize(
    ("header", "value", "words"),
    [
        ("专家类别", "顾问", "专家、检测机构、科研院所"),
        ("建库部门", "民政局", "没有部门"),
        ("聘期截止", "以后", "日期"),
        ("状态", "请假", "在库、离库"),
    ],
)
def test_a_bad_cell_of_the_roster_is_named(header: str, value: str, words: str) -> None:
    database = open_database("sqlite://")
    database.migrate()
    with database.transaction() as ledger:
        reading = read_book(packed(spoiled("专家", 2, header, value)))
        report = import_book(ledger, reading, now=NOW)
        (problem,) = report.problems
        assert (problem.sheet, problem.row) == ("专家", 2)
        assert header in problem.column
        assert words in problem.message + problem.remedy
        assert ledger.experts.find() == ()
    database.close()
