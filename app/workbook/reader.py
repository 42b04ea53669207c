"""读取: a workbook to typed rows and the full list of its problems."""

import hashlib
import io
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import cast

from python_calamine import CalamineError, CalamineWorkbook

from app.workbook.cells import Cell, shown
from app.workbook.checks import check_book
from app.workbook.columns import GUIDE_SHEET, SHEETS, Column, SheetForm
from app.workbook.container import MOST_UNPACKED, Container, open_container
from app.workbook.markup import SheetScan, column_letters
from app.workbook.parsing import ROW_PARSERS, Fields
from app.workbook.problems import BookFault, Problem
from app.workbook.rows import Reading

HEADER_WITHIN = 5
"""A title may stand above the header; the header is sought in this many rows."""


def read_book(book: Path | str | bytes) -> Reading:
    """Read a workbook. Never raises for what a person did: every fault is a problem."""
    reading = Reading()
    try:
        packed = _bytes(book)
        container = open_container(packed)
        sheets = _cells(container)
    except BookFault as fault:
        reading.problems.append(fault.problem)
        return reading
    reading.sha256 = hashlib.sha256(packed).hexdigest()
    _find_sheets(reading, sheets)
    for form in SHEETS:
        if form.name in sheets:
            scan = container.scans.get(form.name, SheetScan())
            _read_sheet(reading, form, sheets[form.name], scan, container.counts_from_1904)
    check_book(reading)
    return reading


def _bytes(book: Path | str | bytes) -> bytes:
    if isinstance(book, bytes):
        return book
    path = Path(book)
    try:
        if path.stat().st_size > MOST_UNPACKED:
            raise BookFault("文件超过 200 MB，已拒绝读取", "请分成几个工作簿分次导入")
        return path.read_bytes()
    except FileNotFoundError:
        raise BookFault(f"找不到文件 {path}", "请核对文件名和所在目录") from None
    except OSError:
        raise BookFault(f"无法打开文件 {path}", "请核对它是否为文件、是否有读取权限") from None


def _cells(container: Container) -> dict[str, list[list[Cell]]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(container.clean))
        return {
            name.strip(): cast(
                "list[list[Cell]]", book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            )
            for name in book.sheet_names
            if name.strip() in {form.name for form in SHEETS} | {GUIDE_SHEET}
            or len(book.sheet_names) < 20
        }
    except (CalamineError, ValueError):
        raise BookFault(
            "文件已损坏，无法打开", "请用 WPS 或 Excel 打开确认无误后另存一份，再重新上传"
        ) from None


def _find_sheets(reading: Reading, sheets: dict[str, list[list[Cell]]]) -> None:
    known = {form.name for form in SHEETS}
    strange = [name for name in sheets if name not in known and name != GUIDE_SHEET]
    for form in SHEETS:
        if form.name in sheets:
            continue
        near = get_close_matches(form.name, strange, n=1, cutoff=0.4)
        remedy = f"请添加名为“{form.name}”的工作表，没有内容的只留表头"
        if near:
            remedy = f"如“{near[0]}”就是该表，请改名为“{form.name}”"
        reading.problems.append(
            Problem(sheet=form.name, message=f"缺少工作表“{form.name}”", remedy=remedy)
        )
    if strange:
        reading.remarks.append("未读取的工作表：" + "、".join(strange))


def _header_key(cell: Cell) -> str:
    words = unicodedata.normalize("NFKC", shown(cell))
    return "".join(words.split("(")[0].split()).strip("*:")


def _read_sheet(
    reading: Reading,
    form: SheetForm,
    rows: list[list[Cell]],
    scan: SheetScan,
    counts_from_1904: bool,
) -> None:
    at = _header_row(form, rows)
    places = _places(reading, form, rows[at] if rows else [], at + 1)
    for column, place in places.items():
        reading.columns[form.name, column.field] = place_name(place, column.header)
    marked = {row for row, _ in scan.formulas | scan.errors}
    valued = {n for n, row in enumerate(rows, start=1) if any(shown(cell) for cell in row)}
    filled = sorted(number for number in marked | valued if number > at + 1)
    reading.row_counts[form.name] = len(filled)
    if not filled:
        reading.remarks.append(f"“{form.name}”表没有数据行")
    if len(places) < len(form.columns):
        return
    parse = ROW_PARSERS[form.name]
    for number in filled:
        row = rows[number - 1] if number <= len(rows) else []
        fields = Fields(
            sheet=form,
            row=number,
            cells={c.field: row[p - 1] if p <= len(row) else None for c, p in places.items()},
            places={c.field: place_name(p, c.header) for c, p in places.items()},
            formulas={c.field for c, p in places.items() if (number, p) in scan.formulas},
            errors={c.field for c, p in places.items() if (number, p) in scan.errors},
            counts_from_1904=counts_from_1904,
        )
        parse(reading, fields)
        reading.problems.extend(fields.problems)


def place_name(place: int, header: str) -> str:
    """B列“部门”."""
    return f"{column_letters(place)}列“{header}”"


def _header_row(form: SheetForm, rows: Sequence[Sequence[Cell]]) -> int:
    wanted = {_header_key(column.header) for column in form.columns}
    fits = [
        len(wanted & {_header_key(cell) for cell in row}) for row in rows[:HEADER_WITHIN] or [[]]
    ]
    return fits.index(max(fits))


def _places(
    reading: Reading, form: SheetForm, header: Sequence[Cell], row: int
) -> dict[Column, int]:
    columns = {_header_key(column.header): column for column in form.columns}
    places: dict[Column, int] = {}
    strange: dict[str, int] = {}

    def report(column: str, value: str, message: str, remedy: str) -> None:
        reading.problems.append(
            Problem(
                sheet=form.name,
                row=row,
                column=column,
                value=value,
                message=message,
                remedy=remedy,
            )
        )

    for place, cell in enumerate(header, start=1):
        key = _header_key(cell)
        if not key:
            continue
        if key not in columns:
            strange[key] = place
        elif columns[key] in places:
            first = column_letters(places[columns[key]])
            report(
                place_name(place, shown(cell)),
                shown(cell),
                f"表头“{shown(cell)}”与 {first} 列重复",
                "请删去多余的一列",
            )
        else:
            places[columns[key]] = place
    for key, column in columns.items():
        if column in places:
            continue
        near = get_close_matches(key, strange, n=1, cutoff=0.5)
        if near:
            place = strange.pop(near[0])
            found = shown(header[place - 1])
            report(
                place_name(place, found),
                found,
                f"没有“{column.header}”列，“{found}”不是规定的表头",
                f"请把表头“{found}”改为“{column.header}”",
            )
        else:
            report("", "", f"缺少“{column.header}”列", f"请在表头行添加“{column.header}”一列")
    if strange:
        reading.remarks.append(f"“{form.name}”表未读取的列：" + "、".join(strange))
    return places
