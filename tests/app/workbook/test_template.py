"""The empty workbook to fill in."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.workbook.columns import SHEETS
from app.workbook.reader import read_book
from app.workbook.template import write_template


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "空表.xlsx"
    write_template(path)
    return path


def test_the_template_reads_back_as_an_empty_valid_book(template: Path) -> None:
    reading = read_book(template)
    assert reading.problems == []
    assert reading.empty


def test_the_guide_comes_first_and_the_six_sheets_follow(template: Path) -> None:
    names = load_workbook(template).sheetnames
    assert names == ["填写说明", "部门", "人员", "专家", "抽查事项清单", "检查对象", "年度计划"]


def test_every_header_has_a_note_and_every_choice_a_drop_down(template: Path) -> None:
    book = load_workbook(template)
    for form in SHEETS:
        sheet = book[form.name]
        assert sheet.freeze_panes == "A2"
        for cell, column in zip(sheet[1], form.columns, strict=True):
            assert cell.value == column.header
            assert column.note in cell.comment.text
        choices = {c.choices or c.offered for c in form.columns if c.choices or c.offered}
        offered = {
            tuple(rule.formula1.strip('"').split(","))
            for rule in sheet.data_validations.dataValidation
        }
        assert offered == choices


def test_drop_downs_stay_within_the_255_characters_excel_allows() -> None:
    for form in SHEETS:
        for column in form.columns:
            assert len(",".join(column.choices or column.offered)) < 255
