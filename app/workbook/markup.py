"""标记: the few things that must be read from a workbook's XML itself: formulas and extent."""

import re
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from app.workbook.plain_rows import without_plain_rows

CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
ROW = re.compile(r"[1-9][0-9]{0,6}")
FILLED = frozenset({"v", "is", "f"})


@dataclass(slots=True)
class SheetScan:
    """`formulas` and `errors` (#REF!) are (row, column) from 1; `last_…` is 0 for none."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0

    @property
    def marked_rows(self) -> set[int]:
        """The rows that hold a formula or an error."""
        return {row for row, _ in self.formulas | self.errors}


def column_number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def scan_sheet(markup: bytes) -> SheetScan:
    """Walk one sheet. ExpatError when it is no XML.

    ValueError when it declares entities or numbers a cell strangely: the reader that follows
    must see each cell where it is counted here, or it lays out a grid without bounds.
    """
    odd = without_plain_rows(markup)
    scan = _walked_scan(odd.markup)
    scan.last_row = max(scan.last_row, odd.last_row)
    for letters in odd.columns:
        scan.last_column = max(scan.last_column, column_number(letters.decode()))
    return scan


def _walked_scan(markup: bytes) -> SheetScan:
    scan = SheetScan()
    row = column = 0
    open_cells = 0  # a drop-down, a sparkline below the rows has an f of its own: no cell's formula

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, open_cells
        name = tag.rpartition(" ")[2]
        if name == "row":
            row, column = _row_number(attributes.get("r"), row), 0
        elif name == "c":
            open_cells += 1
            if "r" in attributes:
                place = CELL.fullmatch(attributes["r"])
                if not place or int(place[2]) != row:
                    raise ValueError(f"a cell numbered {attributes['r']} in row {row}")
                column = column_number(place[1])
            else:
                column += 1
            if attributes.get("t") == "e":
                scan.errors.add((row, column))
        elif name in FILLED and open_cells and column:
            scan.last_row = max(scan.last_row, row)
            scan.last_column = max(scan.last_column, column)
            if name == "f":
                scan.formulas.add((row, column))

    def end(tag: str) -> None:
        nonlocal open_cells
        open_cells -= tag.rpartition(" ")[2] == "c"

    _walk(markup, start, end)
    return scan


def _row_number(written: str | None, last: int) -> int:
    if written is None:
        return last + 1
    if not ROW.fullmatch(written):
        raise ValueError(f"a row numbered {written}")
    return int(written)


def sheet_parts(markup: bytes) -> tuple[list[tuple[str, str]], bool]:
    """Of workbook.xml: (sheet name, relation id) in order, and whether days count from 1904."""
    sheets: list[tuple[str, str]] = []
    from_1904 = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal from_1904
        name = tag.rpartition(" ")[2]
        if name == "sheet":
            relation = next((v for k, v in attributes.items() if k.rpartition(" ")[2] == "id"), "")
            sheets.append((attributes.get("name", ""), relation))
        elif name == "workbookPr":
            from_1904 = attributes.get("date1904", "0") in ("1", "true")

    _walk(markup, start)
    return sheets, from_1904


def relations(markup: bytes) -> dict[str, str]:
    """Of a .rels part: relation id to target. ValueError or KeyError when it is ambiguous."""
    targets: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(" ")[2] == "Relationship":
            if attributes["Id"] in targets:
                raise ValueError(f"two relations numbered {attributes['Id']}")
            targets[attributes["Id"]] = attributes["Target"]

    _walk(markup, start)
    return targets


def _walk(markup: bytes, start: Any, end: Any = None) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse_entities
    parser.Parse(markup, True)


def _refuse_entities(*_: object) -> None:
    raise ValueError("a workbook declares no entities")
