"""电子表格: spreadsheets (.xlsx) of the catalogue: text stays text, numbers are numbers.

No cell is a formula: a fact that begins with = + - or @ is written as text and marked so. Times
within the file are fixed, so the same facts give the same bytes. A column is a title, a field and
a width, perhaps with its kind: `date` (2026年3月5日 becomes a date), `number` (digits become a
number), `answer` (是 or 否, to be chosen) or `fill` (to be filled in). Typefaces are those of the
tables in a .docx: heads in 黑体, cells and notes in the typeface of the text.
"""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, StrictUndefined
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from documents.errors import FormError
from documents.package import Package
from documents.paths import TEMPLATES
from documents.typefaces import Typefaces

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dcterms:created '
    'xsi:type="dcterms:W3CDTF">2012-07-01T00:00:00Z</dcterms:created></cp:coreProperties>'
)
_THIN = Side(style="thin")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_OPEN = PatternFill("solid", start_color="FFF2CC")
"""Behind the heads of columns that somebody fills in."""
_CHINESE = 134
"""The character set, by which Excel and WPS choose a typeface in place of one they lack."""
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_ENVIRONMENT = Environment(undefined=StrictUndefined, autoescape=False)


@cache
def _plan(form: str) -> dict[str, Any]:
    path = TEMPLATES / f"{form}.sheet.toml"
    if not path.is_file():
        raise FormError(f"缺少表格“{form}”的式样，请重新安装程序。")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _words(text: str, facts: Mapping[str, object]) -> str:
    return _ENVIRONMENT.from_string(text).render(facts)


def _value(row: Mapping[str, Any], field: str, kind: str) -> str | int | float | date | None:
    """A cell's value; `a/b` is a ratio, empty where nothing can be divided."""
    above, slash, below = field.partition("/")
    if not slash:
        return _typed(row[field], kind)
    divisor = row[below]
    numbers = isinstance(row[above], int) and isinstance(divisor, int)
    return row[above] / divisor if numbers and divisor else None


def _typed(found: str | int | None, kind: str) -> str | int | date | None:
    if kind == "date" and isinstance(found, str) and (day := _DAY.fullmatch(found)):
        year, month, number = map(int, day.groups())
        return date(year, month, number)
    if kind == "number" and isinstance(found, str) and found.isdecimal():
        return int(found)
    return found


@dataclass(frozen=True, slots=True)
class _Fonts:
    """字体: the fonts of a spreadsheet by their use."""

    title: Font
    head: Font
    text: Font

    @classmethod
    def of(cls, faces: Typefaces) -> _Fonts:
        return cls(
            title=Font(name=faces.title, size=18, bold=faces.title_bold, charset=_CHINESE),
            head=Font(name=faces.black, size=11, charset=_CHINESE),
            text=Font(name=faces.text, size=11, charset=_CHINESE),
        )


def _write(cell: Any, value: object, font: Font, *, ratio: bool = False) -> None:
    if isinstance(value, str):
        text = _UNWRITABLE.sub("", value)
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text[:1] in ("=", "+", "-", "@")
        cell.number_format = "@"
    elif value is not None:
        cell.value = value
        plain = "yyyy-mm-dd" if isinstance(value, date) else "0"
        cell.number_format = "0.0%" if ratio else plain
    cell.font, cell.border = font, _BOX
    cell.alignment = Alignment(
        horizontal="left" if isinstance(value, str) else "center", vertical="center", wrap_text=True
    )


def _table(
    sheet: Any, top: int, table: Mapping[str, Any], facts: Mapping[str, Any], fonts: _Fonts
) -> int:
    """One table from row `top`; the row after it."""
    columns = table["columns"]
    for number, (title, _, width, *kind) in enumerate(columns, 1):
        cell = sheet.cell(top, number)
        _write(cell, title, fonts.head)
        if {*kind} & {"answer", "fill"}:
            cell.fill = _OPEN
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    rows = facts[table["rows"]]
    for down, row in enumerate(rows, top + 1):
        for number, (_, field, _, *kind) in enumerate(columns, 1):
            value = _value(row, field, *kind or [""])
            _write(sheet.cell(down, number), value, fonts.text, ratio="/" in field)
    after = top + 1 + len(rows)
    for number, column in enumerate(columns, 1):
        if column[3:] == ["answer"] and rows:
            _offer_answers(sheet, get_column_letter(number), top + 1, after - 1)
    if "total" in table:
        fields = {part for _, field, *_ in columns for part in field.split("/")}
        totals = {field: _sum(rows, field) for field in fields}
        for number, (_, field, *_) in enumerate(columns, 1):
            shown = table["total"] if number == 1 else _value(totals, field, "")
            _write(sheet.cell(after, number), shown, fonts.head, ratio="/" in field)
        after += 1
    sheet.print_title_rows = f"{top}:{top}"
    sheet.freeze_panes = sheet.cell(top + 1, 1)
    return after


def _sum(rows: list[Mapping[str, Any]], field: str) -> int | None:
    numbers = [row[field] for row in rows if isinstance(row[field], int)]
    return sum(numbers) if numbers else None


def _offer_answers(sheet: Any, letter: str, first: int, last: int) -> None:
    rule = DataValidation(type="list", formula1='"是,否"', allow_blank=True)
    rule.add(f"{letter}{first}:{letter}{last}")
    sheet.add_data_validation(rule)


def _sheet(book: Workbook, name: str, plan: Mapping[str, Any], facts: Mapping[str, Any]) -> Any:
    sheet = book.create_sheet(name)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "— &P —"
    return sheet


def _heading(sheet: Any, lines: list[str], width: int, fonts: _Fonts) -> int:
    """Title and notes over the whole width; the row after them."""
    for number, line in enumerate(lines, 1):
        cell = sheet.cell(number, 1)
        cell.value, cell.data_type = _UNWRITABLE.sub("", line), "s"
        first = number == 1
        cell.font = fonts.title if first else fonts.text
        cell.alignment = Alignment(horizontal="center" if first else "left", vertical="center")
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=width)
        sheet.row_dimensions[number].height = 30 if first else 18
    return len(lines) + 1


def workbook(form: str, facts: Mapping[str, Any], faces: Typefaces) -> bytes:
    """电子表格: complete facts to the bytes of an .xlsx, the same bytes every time."""
    plan, fonts = _plan(form), _Fonts.of(faces)
    book = Workbook()
    book.remove(book.active)
    mark = "（公开副本）" if facts.get("public_copy") else "（草稿）" if facts.get("draft") else ""
    lines = [_words(plan["title"], facts) + mark, *(_words(note, facts) for note in plan["notes"])]
    for table in plan["tables"]:
        sheet = _sheet(book, table.get("sheet", plan["sheet"]), plan, facts)
        top = _heading(sheet, lines, len(table["columns"]), fonts)
        _table(sheet, top, table, facts, fonts)
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    parts["docProps/core.xml"] = _CORE.encode()
    return Package(parts).splice({})
