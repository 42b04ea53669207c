"""读取: a file of any office to typed rows, what was understood, and the full list of problems."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from app.workbook.cells import Cell, shown
from app.workbook.checks import check_book
from app.workbook.collector import collector_resting
from app.workbook.columns import ITEMS, PEOPLE, PLANS, SHEETS, SUBJECTS
from app.workbook.container import MOST_UNPACKED
from app.workbook.markup import column_letters
from app.workbook.parsing import ROW_PARSERS
from app.workbook.problems import BookFault, Problem
from app.workbook.quick_rows import quick_rows
from app.workbook.recognition import Layout, header_key, is_guide, recognise, words_of
from app.workbook.row_fields import Fields
from app.workbook.rows import Reading, SubjectRow
from app.workbook.tables import CSV_NAME, Table, open_tables

OPTIONAL = {
    "部门": {"short_name"},
    PEOPLE: {"roles"},
    ITEMS: {"code", "method"},
    SUBJECTS: {"kind", "industry"},
    PLANS: {"year", "number", "industry", "items", "starts_on", "ends_on"},
}
"""Required columns that may be missing altogether: the reader derives them, and says so."""
NOTE_ROW = re.compile(
    r"(备?注|说明|合计|总计|小计|填表人?|制表人?|填报人?|联系人|审核人?)\s*[:：]?"
)


@collector_resting()
def read_book(book: Path | str | bytes) -> Reading:
    """Read a file. Never raises for what a person did: every fault is a problem."""
    reading = Reading()
    try:
        packed = _bytes(book)
        reading.sha256 = hashlib.sha256(packed).hexdigest()
        tables = open_tables(packed)
    except BookFault as fault:
        reading.problems.append(fault.problem)
        return reading
    layouts = _layouts(reading, tables)
    for layout in layouts:
        _read_sheet(reading, layout)
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


def _layouts(reading: Reading, tables: list[Table]) -> list[Layout]:
    """The sheets that are understood, in the order in which they rest on each other."""
    by_form: dict[str, Layout] = {}
    strange: list[str] = []
    for table in tables:
        layout = None if is_guide(table) else recognise(table)
        if layout is None:
            if not is_guide(table) and any(shown(cell) for row in table.rows for cell in row):
                strange.append(table.name)
            continue
        earlier = by_form.get(layout.form.name)
        if earlier is None:
            by_form[layout.form.name] = layout
            continue
        better = max(earlier, layout, key=lambda each: (each.table.name == each.form.name, 0))
        worse = layout if better is earlier else earlier
        by_form[layout.form.name] = better
        reading.problems.append(
            Problem(
                sheet=worse.table.name,
                message=f"与“{better.table.name}”同是“{better.form.name}”表",
                remedy="请并成一张表，或分成两个文件先后导入",
            )
        )
    if not by_form:
        _nothing_known(reading, tables, strange)
    elif strange:
        reading.remarks.append("未读取的工作表：" + "、".join(strange))
    return [by_form[form.name] for form in SHEETS if form.name in by_form]


def _nothing_known(reading: Reading, tables: list[Table], strange: list[str]) -> None:
    if [table.name for table in tables] == [CSV_NAME]:
        message = "文件不是 .xlsx 工作簿，按 .csv 读也认不出表头"
    elif strange:
        message = "认不出是哪一种表：" + "、".join(f"“{name}”" for name in strange)
    else:
        message = "工作簿里没有内容"
    names = "、".join(form.name for form in SHEETS)
    remedy = f"请在前十行写明表头（{names}），或用 chuishao template 生成空表填写"
    reading.problems.append(Problem(message=message, remedy=remedy))


def _read_sheet(reading: Reading, layout: Layout) -> None:
    form = layout.form
    complete = begin_sheet(reading, layout)
    plain = quick_rows(layout)
    filled = list(_filled(reading, layout, plain))
    reading.row_counts[form.name] = len(filled)
    tell_layout(reading, layout, len(filled))
    if not filled:
        reading.remarks.append(f"“{form.name}”表没有数据行")
    if complete:
        _read_rows(reading, layout, filled, plain)


def begin_sheet(reading: Reading, layout: Layout) -> bool:
    """Where the columns are; False when a needed one is missing, which is reported."""
    complete = _check_header(reading, layout)
    for field, place in layout.places.items():
        reading.columns[layout.form.name, field] = place_name(place, layout.written[field])
    reading.names[layout.form.name] = layout.table.name
    return complete


def read_on(reading: Reading, layout: Layout) -> int:
    """Read the rows below `layout.header`; return how many hold something."""
    plain = quick_rows(layout)
    filled = list(_filled(reading, layout, plain))
    _read_rows(reading, layout, filled, plain)
    return len(filled)


def _read_rows(
    reading: Reading, layout: Layout, filled: Sequence[int], plain: Mapping[int, SubjectRow]
) -> None:
    form, table = layout.form, layout.table
    parse = ROW_PARSERS[form.name]
    places = {name: place_name(p, layout.written[name]) for name, p in layout.places.items()}
    columns = [(name, place - 1) for name, place in layout.places.items()]
    marked = table.scan.marked_rows
    nothing: frozenset[str] = frozenset()
    for number in filled:
        if number in plain:
            reading.subjects.append(plain[number])
            continue
        row = table.rows[number - 1] if number <= len(table.rows) else []
        width = len(row)
        fields = Fields(
            sheet=form,
            row=number,
            cells={name: row[at] if at < width else None for name, at in columns},
            places=places,
            formulas=_marks(layout, table.scan.formulas, number) if number in marked else nothing,
            errors=_marks(layout, table.scan.errors, number) if number in marked else nothing,
            layout=layout,
        )
        parse(reading, fields)
        if fields.problems:
            reading.problems.extend(fields.problems)


def _marks(layout: Layout, marks: set[tuple[int, int]], row: int) -> frozenset[str]:
    return frozenset(name for name, place in layout.places.items() if (row, place) in marks)


def _filled(reading: Reading, layout: Layout, plain: Mapping[int, SubjectRow]) -> Iterator[int]:
    """The numbers of the rows that hold something, notes under the table left out."""
    table = layout.table
    marked = table.scan.marked_rows
    last = max(len(table.rows), max(marked, default=0))
    key = len(layout.places) // 2
    for number in range(layout.header + 1, last + 1):
        if number in plain or number in marked:
            yield number
            continue
        row = table.rows[number - 1] if number <= len(table.rows) else []
        if len(row) - row.count("") - row.count(None) > key and _says(row):
            yield number
            continue
        full = 0
        first: Cell = None
        for cell in row:
            if cell is None or cell == "" or (isinstance(cell, str) and not shown(cell)):
                continue
            full += 1
            first = cell if full == 1 else first
            if full > key:
                break
        if not full:
            continue
        if full <= max(1, min(key, 2)) and NOTE_ROW.match(shown(first)):
            reading.remarks.append(f"“{table.name}”第 {number} 行是附注，未读取：{shown(first)}")
            continue
        yield number


def _says(row: list[Cell]) -> bool:
    return any(not isinstance(cell, str) or bool(cell.strip()) for cell in row if cell is not None)


def tell_layout(reading: Reading, layout: Layout, rows: int) -> None:
    """How the sheet was taken, for the person to check."""
    form, table = layout.form, layout.table
    renamed = [
        f"“{written}”为“{form.column(name).header}”"
        for name, written in layout.written.items()
        if header_key(written) != header_key(form.column(name).header)
    ]
    called = f"“{table.name}”按“{form.name}”表读" if table.name != form.name else f"“{form.name}”表"
    said = f"{called}，表头在第 {layout.header} 行，数据 {rows} 行"
    if renamed:
        said += "；认作：" + "，".join(renamed)
    reading.understood.append(said)
    if layout.ignored:
        reading.remarks.append(f"“{form.name}”表未读取的列：" + "、".join(layout.ignored))


def place_name(place: int, header: str) -> str:
    """B列“部门”."""
    return f"{column_letters(place)}列“{header}”"


def _check_header(reading: Reading, layout: Layout) -> bool:
    """Report doubled and missing columns; whether every column that is needed is there."""
    form, header = layout.form, layout.header

    def report(column: str, value: str, message: str, remedy: str) -> None:
        reading.problems.append(
            Problem(
                sheet=layout.table.name,
                row=header,
                column=column,
                value=value,
                message=message,
                remedy=remedy,
            )
        )

    for place, first in layout.doubled:
        name = next(field for field, at in layout.places.items() if at == first)
        said, letters = layout.written[name], column_letters(first)
        message = f"表头“{said}”与 {letters} 列重复"
        report(place_name(place, said), said, message, "请删去多余的一列")
    missing = [
        column
        for column in form.columns
        if column.required
        and column.field not in layout.places
        and column.field not in OPTIONAL[form.name]
    ]
    if form.name == PLANS and "period" not in layout.places:
        missing += [form.column(f) for f in ("starts_on", "ends_on") if f not in layout.places]
    left = {header_key(word): word for word in layout.ignored}
    for column in missing:
        near = get_close_matches(header_key(column.header), left, n=1, cutoff=0.5)
        if near:
            found = left.pop(near[0])
            where = _place_of(layout, found)
            report(
                where,
                found,
                f"没有“{column.header}”列，“{found}”不是认得的表头",
                f"请把表头“{found}”改为“{column.header}”",
            )
        else:
            report("", "", f"缺少“{column.header}”列", f"请在表头行添加“{column.header}”一列")
    return not missing


def _place_of(layout: Layout, written: str) -> str:
    row = layout.table.rows[layout.header - 1]
    for place, cell in enumerate(row, start=1):
        if shown(cell) == written:
            return place_name(place, written)
    return ""


def known_headers(sheet: str) -> dict[str, str]:
    """Every header that is understood on a sheet, to its field."""
    return words_of(sheet).fields
