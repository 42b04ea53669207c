"""A small .xls writer for tests: one compound file, one BIFF8 stream, text and numbers."""

import struct
from typing import Any

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def old_book(
    sheets: dict[str, list[list[Any]]],
    merged: list[tuple[int, int, int, int]] | None = None,
    formula: tuple[int, int] | None = None,
    password: bool = False,
) -> bytes:
    """The .xls; `merged` and `formula` (rows and columns from 0) are of the first sheet."""
    bodies = []
    for number, rows in enumerate(sheets.values()):
        first = number == 0
        bodies.append(_sheet(rows, merged if first else None, formula if first else None))
    names = [name.encode("utf-16-le") for name in sheets]
    head = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    head += record(0x002F, b"\0" * 54) if password else b""
    head += record(0x0042, struct.pack("<H", 1200))
    at = len(head) + sum(12 + len(name) for name in names) + 4
    for name, body in zip(names, bodies, strict=True):
        head += record(0x0085, struct.pack("<IHBB", at, 0, len(name) // 2, 1) + name)
        at += len(body)
    stream = head + record(0x000A) + b"".join(bodies)
    return _compound(stream.ljust(4096, b"\0"))


def _sheet(
    rows: list[list[Any]],
    merged: list[tuple[int, int, int, int]] | None,
    formula: tuple[int, int] | None,
) -> bytes:
    wide = max(map(len, rows), default=0)
    body = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    body += record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, wide, 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            place = struct.pack("<HHH", row, column, 0)
            if (row, column) == formula:
                body += record(0x0006, place + struct.pack("<dHIH", 1.0, 0, 0, 3) + b"\x1e\1\0")
            elif isinstance(cell, int | float):
                body += record(0x0203, place + struct.pack("<d", cell))
            elif cell:
                words = str(cell).encode("utf-16-le")
                body += record(0x0204, place + struct.pack("<HB", len(words) // 2, 1) + words)
    if merged:
        spans = b"".join(struct.pack("<HHHH", *span) for span in merged)
        body += record(0x00E5, struct.pack("<H", len(merged)) + spans)
    return body + record(0x000A)


def _compound(stream: bytes) -> bytes:
    count = -(-len(stream) // SECTOR)
    fat = [FAT, END, *range(3, 2 + count), END]
    fat += [FREE] * (128 - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6sIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, 1, 1, 0, 4096, END, 0,
                        END, 0)  # fmt: skip
    head += struct.pack("<109I", 0, *[FREE] * 108)
    directory = _entry("Root Entry", 5, END, 0, 1) + _entry("Workbook", 2, 2, len(stream), FREE)
    directory += bytes(128) * 2
    sectors = struct.pack("<128I", *fat) + directory
    return head + sectors + stream.ljust(count * SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    words = name.encode("utf-16-le")
    return (
        words.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(words) + 2, kind, 1, FREE, FREE, child)
        + bytes(16 + 4 + 8 + 8)
        + struct.pack("<IQ", start, size)
    )
