"""`chuishao template`: a workbook to fill in; a filled one is not overwritten."""

from pathlib import Path

from app.workbook.columns import GUIDE_SHEET, SHEETS
from app.workbook.reader import read_book
from tests.app.conftest import TypeIn


def test_the_template_has_every_sheet_and_reads_without_problems(
    desk: Path, type_in: TypeIn
) -> None:
    shown = type_in("template", "空表.xlsx")
    assert (shown.status, shown.err) == (0, "")
    assert all(form.name in shown.out for form in SHEETS)
    reading = read_book(desk / "空表.xlsx")
    assert reading.problems == []
    assert GUIDE_SHEET not in "".join(reading.remarks)


def test_a_filled_book_is_overwritten_only_when_asked(desk: Path, type_in: TypeIn) -> None:
    (desk / "名录.xlsx").write_bytes(b"filled in")
    shown = type_in("template", "名录.xlsx")
    assert (shown.status, shown.out) == (1, "")
    assert "名录.xlsx 已存在" in shown.complaint
    assert (desk / "名录.xlsx").read_bytes() == b"filled in"
    assert type_in("template", "名录.xlsx", "--force").status == 0
    assert read_book(desk / "名录.xlsx").problems == []


def test_another_ending_is_refused(desk: Path, type_in: TypeIn) -> None:
    shown = type_in("template", "名录.xls")
    assert shown.status == 1
    assert "应以 .xlsx 结尾" in shown.complaint
    assert list(desk.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(type_in: TypeIn) -> None:
    shown = type_in("template", "没有/名录.xlsx")
    assert shown.status == 1
    assert "没有/名录.xlsx 不存在" in shown.complaint
