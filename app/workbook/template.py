"""空表: the workbook to fill in, with notes and drop-downs that follow `columns`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from app.workbook.columns import GUIDE_SHEET, SHEETS, Column, SheetForm
from app.workbook.markup import column_letters

LAST_PREPARED_ROW = 2000
WRITTEN_AT = datetime(2026, 1, 1)  # noqa: DTZ001 - a constant, so that two templates are alike
HEADER_FONT = Font(bold=True, color="FFFFFF")
REQUIRED_FILL = PatternFill("solid", start_color="C00000")
OPTIONAL_FILL = PatternFill("solid", start_color="44546A")
THIN = Side(style="thin", color="BFBFBF")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
WRAP = Alignment(vertical="top", wrap_text=True)
GUIDE = (
    "红色表头必填，灰色表头可以空着；不要改表头文字，不要合并单元格，不要写公式。",
    "表头单元格右上角的批注说明怎样填；有下拉箭头的单元格从中选择。",
    "先填“部门”，再填“人员”“专家”“抽查事项清单”“检查对象”，最后填“年度计划”。",
    "导入时逐行核对，凡有问题一次列全（哪张表、第几行、哪一列、怎样改）；有问题时不导入任何内容。",
    "可以重复导入：按部门名称、部门加姓名、事项编号、统一社会信用代码、年度加计划编号识别，"
    "已有的更新，没有的新增，表中没写的不动。",
    "手机、执法证号、信用风险分类只在内部使用，不进群聊，不对外公开。",
)


def write_template(target: Path | str | BinaryIO) -> None:
    """Write the empty workbook. OSError when the place cannot be written."""
    write_book(target, {})


def write_book(
    target: Path | str | BinaryIO, rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> None:
    """Write a workbook with rows by sheet name, each row a mapping of header to value."""
    book = Workbook()
    book.properties.creator = "吹哨"
    book.properties.created = book.properties.modified = WRITTEN_AT
    _guide(book)
    for form in SHEETS:
        _sheet(book, form, rows.get(form.name, ()))
    book.save(target)


def _guide(book: Workbook) -> None:
    sheet = book.active
    sheet.title = GUIDE_SHEET
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 26
    sheet.column_dimensions["C"].width = 8
    sheet.column_dimensions["D"].width = 80
    sheet.append(["填写说明"])
    sheet["A1"].font = Font(bold=True, size=16)
    for number, line in enumerate(GUIDE, start=1):
        sheet.append([f"{number}. {line}"])
        row = sheet.max_row
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
        sheet.cell(row, 1).alignment = WRAP
        sheet.row_dimensions[row].height = 34
    sheet.append([])
    sheet.append(["工作表", "栏目", "必填", "怎样填"])
    for place in range(1, 5):
        cell = sheet.cell(sheet.max_row, place)
        cell.font, cell.fill, cell.alignment = HEADER_FONT, OPTIONAL_FILL, CENTRE
    for form in SHEETS:
        for column in form.columns:
            sheet.append([form.name, column.header, "是" if column.required else "", column.note])
            for place in range(1, 5):
                cell = sheet.cell(sheet.max_row, place)
                cell.border, cell.alignment = FRAME, WRAP


def _sheet(book: Workbook, form: SheetForm, rows: Sequence[Mapping[str, Any]]) -> None:
    sheet = book.create_sheet(form.name)
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 30
    for place, column in enumerate(form.columns, start=1):
        letters = column_letters(place)
        sheet.column_dimensions[letters].width = column.width
        sheet.column_dimensions[letters].number_format = "@"
        cell = sheet.cell(1, place, column.header)
        cell.font, cell.alignment, cell.border = HEADER_FONT, CENTRE, FRAME
        cell.fill = REQUIRED_FILL if column.required else OPTIONAL_FILL
        cell.comment = _note(column)
        if column.choices or column.offered:
            sheet.add_data_validation(_drop_down(column, letters))
    for number, row in enumerate(rows, start=2):
        for place, column in enumerate(form.columns, start=1):
            value = row.get(column.header)
            if value not in (None, ""):
                cell = sheet.cell(number, place, _written(value))
                cell.number_format = "@"


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _note(column: Column) -> Comment:
    need = "必填。" if column.required else "可不填。"
    return Comment(need + column.note, "吹哨", height=90, width=260)


def _drop_down(column: Column, letters: str) -> DataValidation:
    words = column.choices or column.offered
    rule = DataValidation(type="list", formula1='"' + ",".join(words) + '"', allow_blank=True)
    rule.showErrorMessage = bool(column.choices)
    rule.errorTitle, rule.error = "不是规定的选项", "请从下拉列表中选择。"
    rule.add(f"{letters}2:{letters}{LAST_PREPARED_ROW}")
    return rule
