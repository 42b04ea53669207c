"""结果录入清单.xlsx: the form as it comes back, read for its ticks."""

import io
from collections.abc import Container, Sequence

from python_calamine import CalamineError, CalamineWorkbook

from app.workbook.cells import Cell, shown, text
from app.workbook.container import open_container
from app.workbook.markup import column_letters
from app.workbook.problems import BookFault, CellFault, Problem
from inspection.entry_sheet import EntryTick

SHEET = "结果录入清单"
CODE, TASK_NUMBER, DEPARTMENT = "统一社会信用代码", "任务编号", "检查部门"
ENTERED, NUMBER = "已录入", "平台编号"
LONGEST = 200
YES = ("是", "已录入", "√", "✓", "☑", "1", "y", "yes")
NO = ("", "否", "未录入", "×", "0", "n", "no")
SAVE_AGAIN = "请用机器人发出的结果录入清单，存为 .xlsx"
WANTED = (CODE, TASK_NUMBER, DEPARTMENT, ENTERED, NUMBER)
"""The columns without which nothing is read."""
HEAD_WITHIN = 12
"""The head stands in one of the first rows, below the title and its notes."""


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


def _head(rows: Sequence[Sequence[Cell]]) -> tuple[int, list[str]]:
    """The row, from 1, that has most of the wanted heads, and what stands in it."""
    found = [[_said(cell) for cell in row] for row in rows[:HEAD_WITHIN]] or [[]]
    best = max(range(len(found)), key=lambda place: len({*WANTED} & {*found[place]}))
    return best + 1, found[best]


def _read(
    sheet: str, rows: Sequence[Sequence[Cell]], formulas: Container[tuple[int, int]]
) -> tuple[list[EntryTick], list[Problem]]:
    top, heads = _head(rows)
    problems = [
        Problem(sheet=sheet, row=top, message=f"缺少“{header}”列", remedy=SAVE_AGAIN)
        for header in WANTED
        if header not in heads
    ]
    if problems:
        return [], problems
    places = {header: heads.index(header) for header in WANTED}
    ticks: list[EntryTick] = []
    for number, row in enumerate(rows[top:], top + 1):
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
