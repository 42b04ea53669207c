"""认表: which of the six sheets a table is, where its header stands, which column is which."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from app.workbook.cells import Cell, shown
from app.workbook.columns import GUIDE_SHEET, SHEETS, SheetForm
from app.workbook.tables import Table

HEADER_WITHIN = 10
"""Titles may stand above the header; the header is sought in this many rows."""
FEWEST = 2
TELLING = 4
"""A telling field counts for so many others."""
MARKS = re.compile(r"[\s*＊:：_\-—.。·]+")
BRACKETS = re.compile(r"[(\[【〔].*?[)\]】〕]")


@dataclass(frozen=True, slots=True)
class Words:
    """写法: of one sheet, which header stands for which field, and what the sheet is called."""

    fields: dict[str, str]
    names: frozenset[str]
    telling: frozenset[str]


@dataclass(kw_only=True, slots=True)
class Layout:
    """版面: a table understood; `places` maps a field to its column (from 1).

    `header` and `first` are row numbers from 1: of the last header row and of the first row below.
    """

    form: SheetForm
    table: Table
    header: int
    places: dict[str, int]
    written: dict[str, str]
    title: str = ""
    ignored: list[str] = field(default_factory=list)
    doubled: list[tuple[int, int]] = field(default_factory=list)
    score: int = 0


@cache
def words_of(sheet: str) -> Words:
    """The synonyms of a sheet (headers.toml), its own headers among them."""
    text = files("app").joinpath("workbook", "headers.toml").read_text(encoding="utf-8")
    entry = tomllib.loads(text)[sheet]
    names = frozenset(map(header_key, entry.pop("sheet")))
    telling = frozenset(entry.pop("telling"))
    fields = {header_key(word): name for name, words in entry.items() for word in words}
    form = next(form for form in SHEETS if form.name == sheet)
    fields |= {header_key(column.header): column.field for column in form.columns}
    return Words(fields, names, telling)


def header_key(cell: Cell) -> str:
    """A header without blanks, marks, brackets and what stands in them."""
    words = unicodedata.normalize("NFKC", shown(cell))
    return MARKS.sub("", BRACKETS.sub("", words).replace("(", ""))


def recognise(table: Table) -> Layout | None:
    """The best reading of a table; None when it fits no sheet."""
    named = [form for form in SHEETS if _is_called(form, table.name)]
    found = [layout for form in named or SHEETS if (layout := _laid_out(form, table))]
    if named and not found:
        found = [layout for form in SHEETS if (layout := _laid_out(form, table))]
    if found:
        return max(found, key=lambda layout: layout.score)
    if named and named[0].name == table.name:
        return Layout(form=named[0], table=table, header=1, places={}, written={})
    return None


def _is_called(form: SheetForm, name: str) -> bool:
    key = header_key(name)
    return key == form.name or key in words_of(form.name).names


def _laid_out(form: SheetForm, table: Table) -> Layout | None:
    layouts = [
        layout
        for at in range(min(HEADER_WITHIN, len(table.rows)))
        if (layout := _at(form, table, at)) is not None
    ]
    return max(layouts, key=lambda layout: layout.score) if layouts else None


def _at(form: SheetForm, table: Table, at: int) -> Layout | None:
    words = words_of(form.name)
    deep = any((at + 1, place) in table.held and table.held[at + 1, place] == at
               for place in range(len(table.rows[at])))  # fmt: skip
    deep = deep and at + 1 < len(table.rows)
    layout = Layout(form=form, table=table, header=at + 1 + deep, places={}, written={})
    for place, keys, shown_header in _headers(table, at, deep):
        name = next((words.fields[key] for key in keys if key in words.fields), None)
        if name is None:
            if keys[0] not in ("", "序号"):
                layout.ignored.append(shown_header)
        elif name in layout.places:
            _again(layout, form, name, place, shown_header)
        else:
            layout.places[name], layout.written[name] = place, shown_header
    telling = words.telling & set(layout.places)
    layout.score = len(layout.places) + TELLING * len(telling)
    if not telling and not _is_called(form, table.name):
        return None
    if len(layout.places) < FEWEST:
        return None
    layout.title = _title(table.rows[:at])
    return layout


def _again(layout: Layout, form: SheetForm, name: str, place: int, header: str) -> None:
    """A second column for a field: the form's own header, or the earlier one, is kept."""
    own = header_key(form.column(name).header)
    first = layout.written[name]
    if header_key(header) == header_key(first):
        layout.doubled.append((place, layout.places[name]))
    elif header_key(header) == own or (header_key(first) == "序号" and header_key(first) != own):
        layout.ignored.append(first)
        layout.places[name], layout.written[name] = place, header
    elif header_key(header) != "序号":
        layout.ignored.append(header)


def _headers(table: Table, at: int, deep: bool) -> list[tuple[int, list[str], str]]:
    """Columns of a header of one row or two: place, keys to look for, the words as written."""
    top = table.rows[at]
    below: Sequence[Cell] = table.rows[at + 1] if deep else ()
    found = []
    parent = ""
    for place, cell in enumerate(top):
        upper = shown(cell)
        parent = upper or (parent if deep else "")
        under = shown(below[place]) if place < len(below) else ""
        if table.held.get((at + 1, place)) == at:
            under = ""
        keys = [header_key(under), header_key(parent + under)] if under else [header_key(upper)]
        written = under or upper
        if written:
            found.append((place + 1, keys, written))
    return found


def _title(rows: Sequence[Sequence[Cell]]) -> str:
    return " ".join(shown(cell) for row in rows for cell in row if shown(cell))


def is_guide(table: Table) -> bool:
    """The notes that come with the empty workbook."""
    return table.name == GUIDE_SHEET
