"""表格: whatever file an office has (.xlsx, .xls, .csv), opened as sheets of plain cells."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from python_calamine import CalamineError, CalamineWorkbook

from app.workbook.cells import Cell
from app.workbook.container import ENCRYPTED_MARK, OLE2, check_extent, open_container
from app.workbook.markup import SheetScan
from app.workbook.old_container import OldBookUnreadable, old_scans
from app.workbook.problems import BookFault

MOST_SHEETS = 60
MOST_OLD_BYTES = 60 * 1024 * 1024
MACRO_MARK = "_VBA_PROJECT_CUR".encode("utf-16-le")
QUOTED_TEXT = re.compile(r'="([^"]*)"')
FORMULA = re.compile(r"=(?=[A-Za-z(+\-0-9\"])")
CSV_NAME = "（.csv）"
SAVE_AGAIN = "请用 WPS 或 Excel 打开确认无误后另存为 .xlsx，再重新上传"

Spans = list[tuple[tuple[int, int], tuple[int, int]]]


@dataclass(kw_only=True, slots=True)
class Table:
    """表格: one sheet; rows and columns are counted from 0 in `rows`, from 1 in `scan`.

    `held` maps a cell filled from a merged one to the row of that one.
    """

    name: str
    rows: Sequence[list[Cell]]
    scan: SheetScan = field(default_factory=SheetScan)
    counts_from_1904: bool = False
    held: dict[tuple[int, int], int] = field(default_factory=dict)


def open_tables(content: bytes) -> list[Table]:
    """The sheets of a file, by what it is and not by its name. BookFault says why not."""
    if content.startswith(OLE2) and ENCRYPTED_MARK not in content:
        return _old_book(content)
    if not content or content.startswith((b"PK", OLE2)):
        return _book(content)
    return [_csv(content)]


def _book(content: bytes) -> list[Table]:
    container = open_container(content)
    tables = _sheets(container.clean)
    for table in tables:
        table.scan = container.scans.get(table.name, SheetScan())
        table.counts_from_1904 = container.counts_from_1904
        table.name = table.name.strip()
    return tables


def _old_book(content: bytes) -> list[Table]:
    if len(content) > MOST_OLD_BYTES:
        raise BookFault("旧版 .xls 文件超过 60 MB，已拒绝读取", SAVE_AGAIN)
    if MACRO_MARK in content:
        raise BookFault("工作簿带有宏，已拒绝读取", "请另存为不带宏的 .xlsx 格式，再重新上传")
    try:
        scans, encrypted = old_scans(content)
    except OldBookUnreadable:
        raise BookFault("文件已损坏，无法打开", SAVE_AGAIN) from None
    if encrypted:
        remedy = "请取消密码后另存为 .xlsx 格式，再重新上传"
        raise BookFault("工作簿设有打开密码，无法读取", remedy)
    tables = _sheets(content)
    for table in tables:
        table.scan = scans.get(table.name, SheetScan())
        table.name = table.name.strip()
    return tables


def _sheets(content: bytes) -> list[Table]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            tables = []
            for name in book.sheet_names[:MOST_SHEETS]:
                sheet = book.get_sheet_by_name(name)
                check_extent(name, sheet.total_height, sheet.total_width)
                rows = cast("list[list[Cell]]", sheet.to_python(skip_empty_area=False))
                table = Table(name=name, rows=rows)
                _fill_down(table, sheet.merged_cell_ranges or [])
                tables.append(table)
            return tables
    except (CalamineError, ValueError, OSError):
        raise BookFault("文件已损坏，无法打开", SAVE_AGAIN) from None


def _fill_down(table: Table, spans: Spans) -> None:
    """A cell merged over several rows holds for each of them, in its first column."""
    for (top, left), (bottom, _) in spans:
        if bottom == top or top >= len(table.rows) or left >= len(table.rows[top]):
            continue
        value = table.rows[top][left]
        for row in range(top + 1, min(bottom + 1, len(table.rows))):
            table.rows[row][left] = value
            table.held[row, left] = top


def _csv(content: bytes) -> Table:
    words = decoded(content)
    try:
        lines = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter(words))
        rows = cast("list[list[Cell]]", list(lines))
    except csv.Error:
        raise BookFault("不是逗号分隔的表格文件", SAVE_AGAIN) from None
    check_extent(CSV_NAME, len(rows), max(map(len, rows), default=0))
    scan = SheetScan()
    if "=" in words:
        find_formulas(rows, scan)
    return Table(name=CSV_NAME, rows=rows, scan=scan)


def find_formulas(rows: Sequence[list[Any]], scan: SheetScan, first: int = 1) -> None:
    """Mark the formulas of a .csv; `="…"`, which only keeps a text a text, becomes that text."""
    for number, row in enumerate(rows, start=first):
        if "=" not in "".join(row):
            continue
        for place, cell in enumerate(row):
            if not cell.startswith("="):
                continue
            if quoted := QUOTED_TEXT.fullmatch(cell):
                row[place] = quoted[1]
            elif FORMULA.match(cell):
                scan.formulas.add((number, place + 1))


def decoded(content: bytes) -> str:
    """The text of a .csv file: UTF-8 with or without mark, UTF-16 with mark, GB18030."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in words:
            return words
    raise BookFault(
        "文件不是 .xlsx 工作簿，也认不出是什么编码的 .csv",
        "请用 WPS 或 Excel 打开后“另存为”.xlsx 格式，再重新上传",
    )


def delimiter(words: str) -> str:
    """What stands between the cells of a .csv: comma, semicolon or tab, by the first lines."""
    head = "\n".join(words.split("\n", 10)[:10])
    return max(",;\t", key=head.count)
