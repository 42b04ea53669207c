"""结果录入清单.xlsx: written in the platform's order of fields, read back for its ticks."""

import io
from collections.abc import Container, Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from python_calamine import CalamineError, CalamineWorkbook

from app.workbook.cells import Cell, shown, text
from app.workbook.container import open_container
from app.workbook.markup import column_letters
from app.workbook.problems import BookFault, CellFault, Problem
from inspection.entry_sheet import EntryLine, EntryTick

SHEET = "结果录入清单"
CODE, TASK_NUMBER, DEPARTMENT = "统一社会信用代码", "任务编号", "检查部门"
ENTERED, NUMBER = "已录入", "平台编号"
WIDTHS = {
    "序号": 6,
    CODE: 22,
    "检查对象": 30,
    "任务名称": 34,
    TASK_NUMBER: 14,
    DEPARTMENT: 24,
    "检查日期": 12,
    "检查人员": 18,
    "检查事项": 26,
    "结果代码": 9,
    "检查结果": 30,
    "处置": 20,
    "录入期限": 12,
    "录入日期": 12,
    ENTERED: 9,
    NUMBER: 20,
}
"""The columns in the platform's order, with their widths; the last two come back filled in."""

LONGEST = 200
YES = ("是", "已录入", "√", "✓", "☑", "1", "y", "yes")
NO = ("", "否", "未录入", "×", "0", "n", "no")
WRITTEN_AT = datetime(2026, 1, 1)  # noqa: DTZ001 - a constant: the same lines, the same bytes
SAVE_AGAIN = "请用机器人发出的结果录入清单，存为 .xlsx"
HEADER_FILL = PatternFill("solid", start_color="44546A")
FILL_IN = PatternFill("solid", start_color="C00000")


def write_entry_sheet(lines: Sequence[EntryLine]) -> bytes:
    """The workbook. Numbers are numbers, dates are dates; no text ever becomes a formula."""
    book = Workbook()
    book.properties.creator = "吹哨"
    book.properties.created = book.properties.modified = WRITTEN_AT
    sheet = book.active
    sheet.title = SHEET
    sheet.freeze_panes = "A2"
    for place, (header, width) in enumerate(WIDTHS.items(), 1):
        sheet.column_dimensions[column_letters(place)].width = width
        cell = sheet.cell(1, place, header)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = FILL_IN if header in (ENTERED, NUMBER) else HEADER_FILL
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for number, line in enumerate(lines, 1):
        for place, value in enumerate(_values(number, line), 1):
            _fill(sheet.cell(number + 1, place), value)
    letters = column_letters(list(WIDTHS).index(ENTERED) + 1)
    rule = DataValidation(type="list", formula1='"是,否"', allow_blank=True)
    rule.add(f"{letters}2:{letters}{len(lines) + 1}")
    sheet.add_data_validation(rule)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _values(number: int, line: EntryLine) -> tuple[str | int | date | None, ...]:
    return (
        number,
        line.credit_code,
        line.subject,
        line.task_name,
        line.task_number,
        line.department,
        line.checked_on,
        line.officers,
        line.item,
        int(line.code) if line.code.isdecimal() else line.code,
        line.result,
        line.disposal,
        line.due_on,
        line.entered_on,
        "是" if line.entered_on else "",
        line.platform_number,
    )


def _fill(cell: SheetCell, value: str | int | date | None) -> None:
    if value is None or value == "":
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", "@"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"


def read_entry_sheet(content: bytes) -> tuple[list[EntryTick], list[Problem]]:
    """The lines of a sheet that came back; to be used only when there are no problems."""
    try:
        container = open_container(content)
        book = CalamineWorkbook.from_filelike(io.BytesIO(container.clean))
        name = SHEET if SHEET in book.sheet_names else book.sheet_names[0]
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except BookFault as fault:
        return [], [fault.problem]
    except (CalamineError, ValueError, IndexError):
        return [], [Problem(message="文件已损坏，无法打开", remedy=SAVE_AGAIN)]
    scan = container.scans.get(name)
    return _read(name, rows, scan.formulas if scan else ())


def _said(cell: Cell) -> str:
    try:
        return text(cell, LONGEST)
    except CellFault:
        return shown(cell)


def _read(
    sheet: str, rows: Sequence[Sequence[Cell]], formulas: Container[tuple[int, int]]
) -> tuple[list[EntryTick], list[Problem]]:
    heads = [_said(cell) for cell in rows[0]] if rows else []
    wanted = (CODE, TASK_NUMBER, DEPARTMENT, ENTERED, NUMBER)
    problems = [
        Problem(sheet=sheet, row=1, message=f"缺少“{header}”列", remedy=SAVE_AGAIN)
        for header in wanted
        if header not in heads
    ]
    if problems:
        return [], problems
    places = {header: heads.index(header) for header in wanted}
    ticks: list[EntryTick] = []
    for number, row in enumerate(rows[1:], 2):
        cells = {h: _said(row[p]) if p < len(row) else "" for h, p in places.items()}
        if not any(cells.values()):
            continue
        answer = cells[ENTERED].casefold()
        fault = "" if answer in YES + NO else "只能填“是”或“否”"
        if any((number, place + 1) in formulas for place in places.values()):
            fault = "这一行含有公式，不采用其结果"
        if fault:
            problems.append(
                Problem(
                    sheet=sheet,
                    row=number,
                    column=f"{column_letters(places[ENTERED] + 1)}列“{ENTERED}”",
                    value=cells[ENTERED],
                    message=fault,
                    remedy="请填“是”或“否”，没有录入的空着",
                )
            )
            continue
        ticks.append(
            EntryTick(
                row=number,
                credit_code=cells[CODE].upper(),
                task_number=cells[TASK_NUMBER],
                department=cells[DEPARTMENT],
                entered=answer in YES,
                platform_number=cells[NUMBER],
            )
        )
    return ticks, problems
