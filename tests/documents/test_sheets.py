"""Spreadsheets: numbers are numbers, text is text, the same facts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

from documents.errors import FormError
from documents.render import render, template_file
from documents.typefaces import chosen

Example = Callable[..., dict[str, Any]]


def _sheets(form: str, facts: dict[str, Any]) -> Any:
    made = render(form, facts)
    assert made.suffix == ".xlsx"
    return load_workbook(io.BytesIO(made.docx))


@pytest.mark.parametrize("form", ["结果录入清单", "统计表"])
def test_the_same_facts_give_the_same_bytes(form: str, example: Example) -> None:
    first, again = render(form, example(form)), render(form, example(form))
    assert first.docx == again.docx
    with zipfile.ZipFile(io.BytesIO(first.docx)) as package:
        assert package.testzip() is None
        assert {item.date_time for item in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2012-07-01" in package.read("docProps/core.xml")


def test_numbers_are_numbers_and_ratios_are_reckoned(example: Example) -> None:
    book = _sheets("统计表", example("统计表"))
    counts, rates = book.worksheets
    assert [cell.value for cell in counts[4]][:3] == ["青禾县民政局", 2, 2]
    assert [cell.value for cell in counts[8]][:3] == ["合计", 6, 5]
    assert (counts["D8"].value, counts["D8"].number_format) == (pytest.approx(5 / 6), "0.0%")
    assert rates["F4"].value == pytest.approx(5 / 6)
    assert rates["F4"].number_format == "0.0%"
    assert rates["F10"].value is None


def test_the_entry_list_keeps_the_platforms_columns(example: Example) -> None:
    sheet = _sheets("结果录入清单", example("结果录入清单")).active
    assert [cell.value for cell in sheet[4]][:3] == ["统一社会信用代码", "检查对象名称", "任务编号"]
    assert sheet["A5"].value == "12419901MB0XB0035U"
    assert sheet["M5"].value == 14
    assert sheet.freeze_panes == "A5"


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", "=HYPERLINK(1)", "甲&<乙>\x0b"])
def test_no_fact_becomes_a_formula(text: str, example: Example) -> None:
    facts = example("结果录入清单")
    facts["rows"][0]["subject"] = text
    cell = _sheets("结果录入清单", facts).active["B5"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\x0b", "")
    assert cell.quotePrefix is (text[0] in "=+-@")


def test_a_missing_fact_is_shown_and_listed(example: Example) -> None:
    facts = example("统计表")
    facts["period"] = None
    facts["rows"][0]["planned"] = None
    made = render("统计表", facts)
    assert "统计期间" in made.missing
    book = load_workbook(io.BytesIO(made.docx))
    assert "【待填：计划任务数】" in {c.value for row in book.active for c in row}


def test_a_spreadsheet_has_no_word_template() -> None:
    with pytest.raises(FormError, match="没有可以修改的 Word 模板"):
        template_file("统计表")


@pytest.mark.parametrize("form", ["结果录入清单", "统计表"])
def test_a_spreadsheet_is_set_in_the_typefaces_an_office_names(form: str, example: Example) -> None:
    def fonts(setting: str) -> set[tuple[str, bool]]:
        made = render(form, example(form), faces=chosen(setting))
        sheets = load_workbook(io.BytesIO(made.docx)).worksheets
        cells = (cell for sheet in sheets for row in sheet.iter_rows() for cell in row)
        return {(cell.font.name, cell.font.b) for cell in cells if cell.value is not None}

    assert fonts("") == {("方正小标宋简体", False), ("黑体", False), ("仿宋_GB2312", False)}
    own = fonts("标题=宋体，正文=仿宋，黑体=微软雅黑")
    assert own == {("宋体", True), ("微软雅黑", False), ("仿宋", False)}
