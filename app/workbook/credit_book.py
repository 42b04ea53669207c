"""信用应用清单 as .xlsx or .csv: plain text cells only; nothing in them is taken for a formula."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date

from openpyxl import Workbook

from app.workbook.template import WRITTEN_AT
from inspection.credit_export import CreditExport, CreditLine

SHEET = "信用应用清单"
COLUMNS: tuple[tuple[str, Callable[[CreditLine], str | date | None], int], ...] = (
    ("统一社会信用代码", lambda line: line.credit_code, 22),
    ("名称", lambda line: line.subject, 32),
    ("任务编号", lambda line: line.task_number, 14),
    ("抽查任务", lambda line: line.task, 32),
    ("检查部门", lambda line: line.department, 24),
    ("抽查事项", lambda line: line.item, 28),
    ("结果代码", lambda line: line.code, 10),
    ("检查结果", lambda line: line.result, 36),
    ("检查日期", lambda line: line.checked_on, 12),
    ("公示日期", lambda line: line.published_on, 12),
    ("负面信息停止公示日期", lambda line: line.ends_on, 20),
)
"""Header, value, width. No person, telephone, certificate or risk class among them."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def credit_book(export: CreditExport) -> bytes:
    """The .xlsx, every cell of it text."""
    book = Workbook()
    book.properties.creator = "吹哨"
    book.properties.created = book.properties.modified = WRITTEN_AT
    sheet = book.active
    sheet.title = SHEET
    sheet.freeze_panes = "A2"
    for number, row in enumerate(_rows(export), 1):
        for place, words in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.value, cell.data_type, cell.number_format = words, "s", "@"
    for place, (_, _, width) in enumerate(COLUMNS, 1):
        sheet.column_dimensions[sheet.cell(1, place).column_letter].width = width
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def credit_csv(export: CreditExport) -> bytes:
    """The .csv, UTF-8 with BOM as offices' programs open it."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(_rows(export))
    return buffer.getvalue().encode("utf-8-sig")


def _rows(export: CreditExport) -> list[Sequence[str]]:
    heads = [header for header, _, _ in COLUMNS]
    return [heads, *([_text(value(line)) for _, value, _ in COLUMNS] for line in export.lines)]


def _text(value: str | date | None) -> str:
    """A formula's sign at the beginning is made harmless by an apostrophe before it."""
    if value is None:
        return ""
    words = value.isoformat() if isinstance(value, date) else value
    return f"'{words}" if words.startswith(FORMULA_SIGNS) else words
