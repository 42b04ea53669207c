"""快读: rows of the subject roster that hold nothing odd, read column by column.

A roster has a hundred thousand rows and nearly all are plain. What is read here is exactly what
`parsing` would read; any row with a cell that needs a second look is left to `parsing`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any, TypeAlias

from app.workbook.cells import FIRST_DAY, ISO_DAY, LAST_DAY, PHONE, Cell, is_tidy
from app.workbook.columns import SUBJECTS
from app.workbook.parsing import RISK_CLASS_NAMES, STATE_NAMES, SUBJECT_KINDS
from app.workbook.recognition import Layout
from app.workbook.rows import SubjectRow
from inspection.credit_code import are_credit_codes, is_credit_code
from inspection.subjects import SubjectKind, SubjectState

NEEDED = ("code", "name", "kind", "industry")
BLOCK = 1_000
"""Rows whose columns are looked through at one go."""
ODD: Any = object()
"""In place of a value: this cell needs a second look."""
Column: TypeAlias = Sequence[Any]
ReadColumn: TypeAlias = Callable[[Sequence[Cell]], Column]


def quick_rows(layout: Layout) -> dict[int, SubjectRow]:
    """The plain rows by their number; of any table but a roster of subjects none."""
    places = layout.places
    if layout.form.name != SUBJECTS or any(name not in places for name in NEEDED):
        return {}
    table, wide = layout.table, max(places.values())
    marked = table.scan.marked_rows
    readers = _readers(layout)
    found: dict[int, SubjectRow] = {}
    for before in range(layout.header, len(table.rows), BLOCK):
        rows = {
            number: row
            for number, row in enumerate(table.rows[before : before + BLOCK], start=before + 1)
            if len(row) >= wide and number not in marked
        }
        if rows:
            found.update(_plain(rows, readers, places))
    return found


def _plain(
    rows: Mapping[int, Sequence[Cell]],
    readers: Mapping[str, ReadColumn],
    places: Mapping[str, int],
) -> Iterable[tuple[int, SubjectRow]]:
    cells = list(zip(*rows.values(), strict=False))
    absent = ("",) * len(rows)
    columns = [
        read(cells[places[name] - 1] if name in places else absent)
        for name, read in readers.items()
    ]
    made = zip(rows, map(SubjectRow._make, zip(rows, *columns, strict=True)), strict=True)
    odd = {
        at for column in columns if ODD in column for at, value in enumerate(column) if value is ODD
    }
    return (row for at, row in enumerate(made) if at not in odd) if odd else made


def _readers(layout: Layout) -> dict[str, ReadColumn]:
    """What reads each column of a row, in the order of the row's fields."""
    form = layout.form
    kinds = {name: kind for name, kind in SUBJECT_KINDS.items() if kind != SubjectKind.NON_MARKET}
    special: dict[str, ReadColumn] = {
        "code": _codes,
        "kind": _choice(kinds),
        "phone": _phones,
        "risk_class": _choice({"": "", **RISK_CLASS_NAMES}),
        "state": _choice({"": SubjectState.ACTIVE, **STATE_NAMES}),
        "last_inspected": _days(),
    }
    return {
        name: special.get(name) or _text(form.column(name).longest, needed=name in NEEDED)
        for name in SubjectRow._fields
        if name != "row"
    }


def _codes(cells: Sequence[Any]) -> Column:
    if _all_texts(cells) and are_credit_codes(cells):
        return cells
    return [cell if cell.__class__ is str and is_credit_code(cell) else ODD for cell in cells]


def _text(longest: int, *, needed: bool) -> ReadColumn:
    def tidy(cells: Sequence[Any]) -> bool:
        if not _all_texts(cells) or (needed and "" in cells):
            return False
        return max(map(len, cells)) <= longest and is_tidy("".join(cells))

    def read(cells: Sequence[Any]) -> Column:
        return cells if tidy(cells) else [cell if tidy((cell,)) else ODD for cell in cells]

    return read


def _all_texts(cells: Sequence[Any]) -> bool:
    return {str}.issuperset(map(type, cells))


def _choice(names: Mapping[Any, object]) -> ReadColumn:
    return lambda cells: list(map(names.get, cells, repeat(ODD)))


def _phones(cells: Sequence[Any]) -> Column:
    def plain(cell: Any) -> bool:
        if cell.__class__ is not str or not cell.isascii():  # \d takes full-width digits too
            return False
        return not cell or PHONE.fullmatch(cell) is not None

    return [cell if plain(cell) else ODD for cell in cells]


def _days() -> ReadColumn:
    """Days come back again and again: each is read once."""
    known: dict[Any, Any] = {"": None}

    def read(cells: Sequence[Any]) -> Column:
        for cell in set(cells).difference(known):
            known[cell] = _day(cell)
        return [known[cell] for cell in cells]

    return read


def _day(cell: Any) -> Any:
    if cell.__class__ is str and ISO_DAY.fullmatch(cell):
        try:
            return date.fromisoformat(cell)
        except ValueError:
            return ODD
    return cell if cell.__class__ is date and FIRST_DAY <= cell <= LAST_DAY else ODD
