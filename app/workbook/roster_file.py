"""大名录: a long .csv roster of subjects, read piece by piece so that memory stays flat."""

import codecs
import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import cast, overload

from app.workbook.cells import Cell
from app.workbook.columns import SUBJECTS
from app.workbook.container import MOST_COLUMNS, OLE2
from app.workbook.markup import SheetScan
from app.workbook.problems import BookFault
from app.workbook.reader import begin_sheet, read_on
from app.workbook.recognition import HEADER_WITHIN, Layout, recognise
from app.workbook.rows import Reading
from app.workbook.tables import CSV_NAME, SAVE_AGAIN, Table, delimiter, find_formulas

LARGE = 16 * 1024 * 1024
"""Bytes from which on a .csv is read piece by piece."""
PIECE = 10_000
"""Rows of one piece."""
BLOCK = 1024 * 1024
HEAD = HEADER_WITHIN + 10
"""Rows looked at to understand the table."""

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class RosterFile:
    """大名录: where it lies, how it is written, how its columns are understood."""

    path: Path
    encoding: str
    delimiter: str
    layout: Layout
    sha256: str
    size: int

    def begun(self) -> tuple[Reading, bool]:
        """An empty reading that knows the columns; False when a needed one is missing."""
        reading = Reading(sha256=self.sha256)
        return reading, begin_sheet(reading, self.layout)

    def pieces(self, tell: Tell) -> Iterator[Reading]:
        """The rows, piece by piece; `tell` hears how many bytes have been read."""
        with self.path.open("rb") as raw, _csv_of(raw, self.encoding, self.delimiter) as lines:
            for _ in islice(lines, self.layout.header):
                pass
            first = self.layout.header + 1
            while rows := _some(lines):
                yield self._piece(first, rows)
                first += len(rows)
                tell(raw.tell())

    def _piece(self, first: int, rows: list[list[Cell]]) -> Reading:
        scan = SheetScan()
        find_formulas(rows, scan, first)
        if max(map(len, rows)) > MOST_COLUMNS:
            raise BookFault(f"第 {first} 行以后有一行超过 {MOST_COLUMNS} 列", SAVE_AGAIN)
        table = replace(self.layout.table, rows=Piece(first, rows), scan=scan)
        reading, _ = self.begun()
        reading.problems.clear()
        layout = replace(self.layout, table=table, header=first - 1)
        reading.row_counts[SUBJECTS] = read_on(reading, layout)
        return reading


class Piece(Sequence[list[Cell]]):
    """一段: rows that keep the numbers they have in the whole file."""

    def __init__(self, first: int, rows: list[list[Cell]]) -> None:
        self._before, self._rows = first - 1, rows

    def __len__(self) -> int:
        return self._before + len(self._rows)

    @overload
    def __getitem__(self, place: int) -> list[Cell]: ...
    @overload
    def __getitem__(self, place: slice) -> list[list[Cell]]: ...
    def __getitem__(self, place: int | slice) -> list[Cell] | list[list[Cell]]:
        """By the place in the whole file; only rows of this piece are there."""
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        return self._rows[place - self._before]


def open_roster(path: Path) -> RosterFile | None:
    """The file as a roster to be read piece by piece; None for any other file.

    BookFault where a .csv of that length cannot be read at all.
    """
    size = path.stat().st_size
    with path.open("rb") as raw:
        if size < LARGE or raw.read(8).startswith((b"PK", OLE2)):
            return None
    encoding, sha256 = _looked_through(path)
    with path.open("rb") as raw:
        text = io.TextIOWrapper(raw, encoding=encoding, newline="")
        between = delimiter("".join(islice(text, HEAD)))
    with path.open("rb") as raw, _csv_of(raw, encoding, between) as lines:
        head = _some(lines, HEAD)
    layout = recognise(Table(name=CSV_NAME, rows=head))
    if layout is None or layout.form.name != SUBJECTS or not layout.places:
        return None
    return RosterFile(path, encoding, between, layout, sha256, size)


@contextmanager
def _csv_of(raw: io.BufferedReader, encoding: str, between: str) -> Iterator[Iterator[list[str]]]:
    try:
        text = io.TextIOWrapper(raw, encoding=encoding, newline="")
        yield csv.reader(text, delimiter=between)
    except csv.Error:
        raise BookFault("不是逗号分隔的表格文件", SAVE_AGAIN) from None


def _some(lines: Iterator[list[str]], most: int = PIECE) -> list[list[Cell]]:
    return cast("list[list[Cell]]", list(islice(lines, most)))


def _looked_through(path: Path) -> tuple[str, str]:
    """The encoding that fits the whole file, and its SHA-256, block by block."""
    digest = hashlib.sha256()
    with path.open("rb") as raw:
        start = raw.read(2)
    wide = start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    decoders = {
        name: codecs.getincrementaldecoder(name)()
        for name in (("utf-16",) if wide else ("utf-8-sig", "gb18030"))
    }
    with path.open("rb") as raw:
        while block := raw.read(BLOCK):
            digest.update(block)
            for name in list(decoders):
                if not _fits(decoders[name], block):
                    del decoders[name]
    decoders = {name: each for name, each in decoders.items() if _fits(each, b"", last=True)}
    if not decoders:
        raise BookFault("认不出是什么编码的 .csv", SAVE_AGAIN)
    return next(iter(decoders)), digest.hexdigest()


def _fits(decoder: codecs.IncrementalDecoder, block: bytes, *, last: bool = False) -> bool:
    try:
        return "\0" not in decoder.decode(block, last)
    except UnicodeError:
        return False
