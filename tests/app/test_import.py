"""`chuishao import`: all or nothing, every bad row told, again without doubling."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inspection.office import Office
from storage.database import open_database
from tests.app.conftest import TypeIn
from tests.app.workbook.books import good_sheets, packed

OFFICE = {"county": "青禾县", "county_code": "QH", "locality": "xinyang"}
Settings = Callable[..., None]


def write(desk: Path, sheets: dict[str, list[list[object]]] | None = None) -> str:
    """A workbook in the folder."""
    (desk / "book.xlsx").write_bytes(packed(sheets or good_sheets()))
    return "book.xlsx"


def spoiled() -> dict[str, list[list[object]]]:
    """Two bad rows: an unknown department and a credit code that cannot be."""
    sheets = good_sheets()
    sheets["人员"][2][1] = "水利"
    sheets["检查对象"][1][0] = "91419901MA0XE0010X"
    return sheets


def count(desk: Path) -> int:
    """The people in the ledger of the settings."""
    database = open_database(f"sqlite:///{desk / 'chuishao.db'}")
    with database.reading() as ledger:
        found = len(ledger.people.find())
    database.close()
    return found


def test_a_good_book_is_imported_and_the_office_entered(
    desk: Path, type_in: TypeIn, settings_of: Settings
) -> None:
    settings_of(**OFFICE)
    shown = type_in("import", write(desk))
    assert (shown.status, shown.err) == (0, "")
    assert "人员：新增 3" in shown.out
    database = open_database(f"sqlite:///{desk / 'chuishao.db'}")
    with database.reading() as ledger:
        assert ledger.office.find() == (
            Office(id=1, county="青禾县", code="QH", locality="xinyang"),
        )
    database.close()


def test_importing_twice_doubles_nothing(
    desk: Path, type_in: TypeIn, settings_of: Settings
) -> None:
    settings_of(**OFFICE)
    type_in("import", write(desk))
    shown = type_in("import", "book.xlsx")
    assert shown.status == 0
    assert "人员：新增 0，更新 0，未变 3" in shown.out
    assert count(desk) == 3


def test_bad_rows_are_all_told_and_nothing_is_imported(
    desk: Path, type_in: TypeIn, settings_of: Settings
) -> None:
    settings_of(**OFFICE)
    shown = type_in("import", write(desk, spoiled()))
    assert shown.status == 1
    assert "book.xlsx 有 2 处问题，没有导入任何内容" in shown.complaint
    assert "“人员”表 第 3 行 B列“部门”" in shown.out
    assert "“检查对象”表 第 2 行 A列" in shown.out
    assert count(desk) == 0


def test_good_rows_are_imported_when_asked_for(
    desk: Path, type_in: TypeIn, settings_of: Settings
) -> None:
    settings_of(**OFFICE)
    shown = type_in("import", write(desk, spoiled()), "--good-rows")
    assert shown.status == 1
    assert "book.xlsx 有 2 处问题，其余行已导入" in shown.complaint
    assert "人员：新增 2，更新 0，未变 0，跳过 1 行" in shown.out
    assert count(desk) == 2


@pytest.mark.parametrize("sheets", [good_sheets(), spoiled()])
def test_a_dry_run_makes_no_database(
    desk: Path, type_in: TypeIn, sheets: dict[str, list[list[object]]]
) -> None:
    shown = type_in("import", write(desk, sheets), "--dry-run")
    assert shown.status == (0 if sheets == good_sheets() else 1)
    assert [each.name for each in desk.iterdir()] == ["book.xlsx"]


def test_a_dry_run_counts_against_the_ledger_and_leaves_it(
    desk: Path, type_in: TypeIn, settings_of: Settings
) -> None:
    settings_of(**OFFICE)
    type_in("import", write(desk))
    sheets = good_sheets()
    sheets["人员"][1][3] = "000-0000009"
    shown = type_in("import", write(desk, sheets), "--dry-run")
    assert (shown.status, shown.err) == (0, "")
    assert "试算完成，未写入任何内容" in shown.out
    assert "人员：新增 0，更新 1，未变 2" in shown.out
    assert "人员：新增 0，更新 1，未变 2" in type_in("import", "book.xlsx").out


def test_a_dry_run_leaves_an_older_database_alone(
    desk: Path, type_in: TypeIn, settings_of: Settings
) -> None:
    settings_of(**OFFICE)
    type_in("import", write(desk))
    database = open_database(f"sqlite:///{desk / 'chuishao.db'}")
    database.downgrade("0001")
    shown = type_in("import", "book.xlsx", "--dry-run")
    assert shown.status == 1
    assert "试算不改动数据库" in shown.complaint
    assert database.revision() == "0001"
    database.close()


def test_without_an_office_it_says_what_to_set(desk: Path, type_in: TypeIn) -> None:
    shown = type_in("import", write(desk))
    assert (shown.status, shown.out) == (1, "")
    assert "请在 chuishao.toml 写 county（如 青禾县）和 locality" in shown.complaint
    assert [each.name for each in desk.iterdir()] == ["book.xlsx"]


def test_an_unknown_locality_is_not_entered(
    desk: Path, type_in: TypeIn, settings_of: Settings
) -> None:
    settings_of(county="青禾县", locality="beijing")
    shown = type_in("import", write(desk))
    assert shown.status == 1
    assert "没有“beijing”的规则文件" in shown.complaint
    assert [each.name for each in desk.iterdir()] == ["book.xlsx"]


def test_an_empty_template_has_nothing_to_import(type_in: TypeIn, settings_of: Settings) -> None:
    settings_of(**OFFICE)
    type_in("template", "book.xlsx")
    shown = type_in("import", "book.xlsx")
    assert shown.status == 1
    assert "没有数据行" in shown.complaint


def test_what_is_no_workbook_is_told(desk: Path, type_in: TypeIn, settings_of: Settings) -> None:
    settings_of(**OFFICE)
    assert "找不到文件 none.xlsx" in type_in("import", "none.xlsx").complaint
    (desk / "book.xlsx").write_bytes(b"hello")
    shown = type_in("import", "book.xlsx")
    assert shown.status == 1
    assert "文件不是 .xlsx 工作簿" in shown.out
    assert "有 1 处问题" in shown.complaint
