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


def test_template_of_a_form_is_handed_out_and_passes_its_check(desk: Path, type_in: TypeIn) -> None:
    shown = type_in("template", "form", "情况记录表", "--locality", "wolong", "-o", "x.docx")
    assert (shown.status, shown.err) == (0, "")
    checked = type_in("template", "check", "情况记录表", "x.docx")
    assert (checked.status, checked.err) == (0, "")
    assert "可以用" in checked.out
    assert "已存在" in type_in("template", "form", "情况记录表", "-o", "x.docx").complaint


def test_bad_template_is_told_in_one_sentence(desk: Path, type_in: TypeIn) -> None:
    (desk / "x.docx").write_bytes(b"nothing")
    shown = type_in("template", "check", "情况记录表", "x.docx")
    assert shown.status == 1
    assert "没有通过检查" in shown.complaint
    assert "另存为" in shown.complaint


def test_form_without_a_template_is_refused_with_the_nearest(desk: Path, type_in: TypeIn) -> None:
    assert "最接近的是" in type_in("template", "form", "情况表").complaint
    assert "写法：" in type_in("template", "form").complaint
