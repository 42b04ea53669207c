"""统计.xlsx: the year by department, each rate beside its two counts, and the formulas."""

import io
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from app.workbook.markup import column_letters
from inspection.statistics import YearStatistics

WRITTEN_AT = datetime(2026, 1, 1)  # noqa: DTZ001 - a constant: the same figures, the same bytes
HEADER_FONT = Font(bold=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", start_color="44546A")
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def write_statistics(year: YearStatistics) -> bytes:
    """The workbook: 统计 with a row for each department, 口径 with every formula and its basis."""
    book = Workbook()
    book.properties.creator = "吹哨"
    book.properties.created = book.properties.modified = WRITTEN_AT
    sheet = book.active
    sheet.title = f"{year.year}年统计"
    _header(sheet, ["部门"] + [head for each in year.measures for head in _heads(each.name)])
    for share in (*year.shares, year.whole):
        row: list[str | int | float | None] = [share.department]
        for measure in year.measures:
            figure = share.figures[measure.key]
            row += (
                [figure.part] if figure.total is None else [figure.part, figure.total, figure.rate]
            )
        _append(sheet, row)
    sheet.freeze_panes = "B2"
    _formulas(book.create_sheet("口径"), year)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _heads(name: str) -> list[str]:
    return [f"{name}（分子）", f"{name}（分母）", name] if name.endswith("率") else [name]


def _append(sheet: Worksheet, row: list[str | int | float | None]) -> None:
    for place, value in enumerate(row, 1):
        if value is None:
            continue
        cell = sheet.cell(sheet.max_row + (place == 1), place, value)
        if isinstance(value, str):
            cell.data_type = "s"
        elif isinstance(value, float):
            cell.number_format = "0.0%"


def _formulas(sheet: Worksheet, year: YearStatistics) -> None:
    _header(sheet, ["指标", "算法", "依据"])
    for measure in year.measures:
        _append(sheet, [measure.name, measure.formula, measure.basis])
    _append(sheet, ["户次", "一个部门对一个检查对象的一次检查，计一户次", ""])
    for letters, width in (("A", 18), ("B", 60), ("C", 60)):
        sheet.column_dimensions[letters].width = width


def _header(sheet: Worksheet, heads: list[str]) -> None:
    for place, head in enumerate(heads, 1):
        cell = sheet.cell(1, place, head)
        cell.font, cell.fill, cell.alignment = HEADER_FONT, HEADER_FILL, MIDDLE
        sheet.column_dimensions[column_letters(place)].width = 24 if place == 1 else 13
