"""A long .csv roster is read piece by piece, and comes out as if read as a whole."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from app.demo.codes import fictional_code
from app.workbook import roster_file, roster_import
from app.workbook.columns import SUBJECTS, sheet_form
from app.workbook.import_report import ImportReport
from app.workbook.importer import import_book
from app.workbook.problems import BookFault
from app.workbook.reader import read_book
from app.workbook.report import import_text
from app.workbook.roster_file import RosterFile, open_roster
from app.workbook.roster_import import import_roster
from inspection.ledger import Ledger
from inspection.subjects import Subject
from storage.database import Database, open_database
from tests.app.conftest import TypeIn
from tests.app.workbook.books import NOW

HEADERS = [column.header for column in sheet_form(SUBJECTS).columns]
Rows = list[list[str]]


def subject(number: int, **changed: str) -> list[str]:
    row = {
        "统一社会信用代码/注册号": fictional_code("91", f"M{number:07d}"),
        "名称": f"第{number}号经营部",
        "对象类别": "营利性市场主体",
        "行业": "餐饮",
        "地址": f"虚构路{number}号",
        "登记状态": "存续",
        "上次检查日期": "2025-03-01",
    } | changed
    return [row.get(header, "") for header in HEADERS]


def written(path: Path, rows: Rows, encoding: str = "utf-8-sig") -> Path:
    words = io.StringIO(newline="")
    csv.writer(words).writerows([["检查对象名录"], HEADERS, *rows])
    path.write_bytes(words.getvalue().encode(encoding))
    return path


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster_file, "LARGE", 1)
    monkeypatch.setattr(roster_file, "PIECE", 7)
    monkeypatch.setattr(roster_file, "BLOCK", 64)


@pytest.fixture
def database() -> Iterator[Database]:
    opened = open_database("sqlite://")
    opened.migrate()
    yield opened
    opened.close()


def opened(path: Path) -> RosterFile:
    roster = open_roster(path)
    assert roster is not None
    return roster


def entered(ledger: Ledger, path: Path, **how: bool) -> ImportReport:
    return import_roster(ledger, opened(path), now=NOW, tell=lambda done: None, **how)


def subjects(database: Database) -> dict[str, Subject]:
    with database.reading() as ledger:
        return {each.code: each for each in ledger.subjects.find()}


BAD: Rows = [
    *(subject(number) for number in range(20)),
    subject(20, 名称=""),
    subject(21, 登记状态="睡觉"),
    subject(22, 上次检查日期="2029-01-01"),
    subject(3),
    subject(23, 名称='=CMD("x")'),
    [""] * len(HEADERS),
    subject(24),
    ["合计：25户"],
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_pieces_come_out_as_the_whole_does(
    database: Database, tmp_path: Path, encoding: str
) -> None:
    path = written(tmp_path / "名录.csv", BAD, encoding)
    with database.transaction() as ledger:
        whole = import_book(
            ledger, read_book(path.read_bytes()), now=NOW, good_rows_only=True, dry_run=True
        )
        pieces = entered(ledger, path, good_rows_only=True)
    places = [sorted((each.row, each.message[:6]) for each in r.problems) for r in (whole, pieces)]
    assert places[0] == places[1]
    assert whole.sheets[SUBJECTS] == pieces.sheets[SUBJECTS]
    assert whole.understood == pieces.understood
    assert whole.remarks == pieces.remarks
    assert len(subjects(database)) == pieces.sheets[SUBJECTS].added == 20


def test_one_bad_row_and_nothing_is_imported(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path / "名录.csv", BAD)
    with database.transaction() as ledger:
        report = entered(ledger, path)
    assert not report.imported
    assert subjects(database) == {}
    assert "第 23 行" in import_text(report)


def test_a_code_twice_is_found_across_pieces(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path / "名录.csv", [*(subject(n) for n in range(40)), subject(1)])
    with database.transaction() as ledger:
        report = entered(ledger, path)
    (problem,) = report.problems
    assert (problem.row, problem.message) == (43, "统一社会信用代码/注册号重复：与第 4 行")


@pytest.mark.parametrize("at", [0, 6, 7, 13, 19])
def test_a_formula_is_found_at_the_ends_of_a_piece(
    database: Database, tmp_path: Path, at: int
) -> None:
    rows = [subject(number) for number in range(20)]
    rows[at][HEADERS.index("地址")] = '=HYPERLINK("x")'
    rows[at][HEADERS.index("名称")] = '="甲=乙店"'
    path = written(tmp_path / "名录.csv", rows)
    with database.transaction() as ledger:
        report = entered(ledger, path, good_rows_only=True)
    (problem,) = report.problems
    assert (problem.row, problem.message) == (at + 3, "单元格是公式，不采用其结果")
    assert len(subjects(database)) == 19


def test_importing_again_changes_what_changed(database: Database, tmp_path: Path) -> None:
    rows = [subject(number) for number in range(30)]
    with database.transaction() as ledger:
        first = entered(ledger, written(tmp_path / "一.csv", rows))
        assert (first.sheets[SUBJECTS].added, first.imported) == (30, True)
    rows[11] = subject(11, 登记状态="注销", 上次检查日期="2024-01-01")
    with database.transaction() as ledger:
        again = entered(ledger, written(tmp_path / "二.csv", rows), dry_run=True)
        assert not again.imported
    with database.transaction() as ledger:
        again = entered(ledger, written(tmp_path / "二.csv", rows))
    count = again.sheets[SUBJECTS]
    assert (count.added, count.changed, count.unchanged, count.skipped) == (0, 1, 29, 0)
    assert subjects(database)[rows[11][0]].last_inspected == date(2025, 3, 1), "the later stands"
    with database.reading() as ledger:
        _, event = ledger.events.find(verb="import_book")
    assert event.facts["sheets"][SUBJECTS]["changed"] == 1  # type: ignore[index,call-overload]
    assert event.facts["lists"]["counts"] == {"subjects": 1}  # type: ignore[index,call-overload]


def test_of_very_many_problems_the_first_are_told(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster_import, "MOST_TOLD", 5)
    path = written(tmp_path / "名录.csv", [subject(n, 名称="") for n in range(30)])
    with database.transaction() as ledger:
        report = entered(ledger, path)
    assert len(report.problems) == 5
    assert "共 30 处问题，只列出前 5 处" in report.remarks


def test_only_long_rosters_of_subjects_are_read_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = tmp_path / "人员.csv"
    people.write_text("姓名,部门,执法证号\n某人,民政局,虚构-1\n", encoding="utf-8")
    assert open_roster(people) is None
    with pytest.raises(BookFault):
        open_roster(_bytes(tmp_path / "坏.csv", b"\xff\xfe\x00" * 9))
    assert open_roster(_bytes(tmp_path / "书.xlsx", b"PK\x03\x04")) is None
    monkeypatch.setattr(roster_file, "LARGE", 1_000_000)
    assert open_roster(written(tmp_path / "短.csv", [subject(1)])) is None


def _bytes(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_the_command_takes_a_long_roster(
    type_in: TypeIn, desk: Path, demo_ledger: str, settings_of: Callable[..., None]
) -> None:
    settings_of(database=demo_ledger)
    path = written(desk / "名录.csv", [subject(number) for number in range(30)])
    shown = type_in("import", path)
    assert (shown.status, shown.err) == (0, "")
    assert "检查对象：新增 30，更新 0，未变 0" in shown.out
    path = written(desk / "坏.csv", BAD)
    shown = type_in("import", path)
    assert shown.status == 1
    assert "没有导入任何内容" in shown.complaint
