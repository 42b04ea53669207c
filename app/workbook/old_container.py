"""旧版容器: what must be read from an .xls itself: which cells are formulas, and encryption.

Layout: [MS-CFB] compound file; [MS-XLS] records of the stream Workbook (BIFF8).
"""

import struct

from app.workbook.markup import SheetScan

BOUNDSHEET, FILEPASS, FORMULA, EOF, BOF = 0x85, 0x2F, 0x06, 0x0A, 0x0809
FREE = 0xFFFFFFFA
"""Sector numbers from here up end a chain."""
MOST_SECTORS = 200_000


class OldBookUnreadable(Exception):
    """The package is not laid out as an .xls must be."""


def old_scans(content: bytes) -> tuple[dict[str, SheetScan], bool]:
    """Formulas of each sheet by its name, and whether the book is encrypted.

    OldBookUnreadable when the file is torn.
    """
    try:
        stream = _workbook(content)
        names, encrypted = _sheets(stream)
        return {name: _formulas(stream, at) for name, at in names.items()}, encrypted
    except (struct.error, IndexError, ValueError) as error:
        raise OldBookUnreadable(str(error)) from error


def _workbook(content: bytes) -> bytes:
    """The stream Workbook, put together from its sectors."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    if size not in (512, 4096):
        raise ValueError(f"sectors of {size} bytes")
    fat = _fat(content, size)
    directory = _chain(content, size, fat, struct.unpack_from("<I", content, 48)[0])
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        if name in ("Workbook", "Book"):
            start, count = struct.unpack_from("<II", directory, at + 116)
            if count < 4096:
                raise ValueError("a book in the mini stream")
            return _chain(content, size, fat, start)[:count]
    raise ValueError("no stream Workbook")


def _fat(content: bytes, size: int) -> list[int]:
    listed = list(struct.unpack_from("<109I", content, 76))
    more, count = struct.unpack_from("<II", content, 68)
    for _ in range(min(count, MOST_SECTORS)):
        if more >= FREE:
            break
        block = struct.unpack_from(f"<{size // 4}I", content, (more + 1) * size)
        listed += block[:-1]
        more = block[-1]
    fat: list[int] = []
    for sector in listed:
        if sector < FREE:
            fat += struct.unpack_from(f"<{size // 4}I", content, (sector + 1) * size)
    return fat


def _chain(content: bytes, size: int, fat: list[int], sector: int) -> bytes:
    parts: list[bytes] = []
    while sector < FREE:
        parts.append(content[(sector + 1) * size : (sector + 2) * size])
        if len(parts) > MOST_SECTORS:
            raise ValueError("a chain without end")
        sector = fat[sector]
    return b"".join(parts)


def _sheets(stream: bytes) -> tuple[dict[str, int], bool]:
    names: dict[str, int] = {}
    encrypted = False
    at = 0
    while True:
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        if kind == BOUNDSHEET:
            start, _, count, wide = struct.unpack_from("<IHBB", body)
            encoding = "utf-16-le" if wide & 1 else "latin-1"
            words = body[8 : 8 + count * (2 if wide & 1 else 1)]
            names[words.decode(encoding, "replace")] = start
        elif kind == FILEPASS:
            encrypted = True
        elif kind == EOF:
            return names, encrypted
        at += 4 + length


def _formulas(stream: bytes, at: int) -> SheetScan:
    scan = SheetScan()
    depth = 0
    while True:
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == BOF:
            depth += 1  # charts in a sheet bring their own beginning and end
        elif kind == EOF:
            depth -= 1
            if depth <= 0:
                return scan
        elif kind == FORMULA:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            scan.formulas.add((row + 1, column + 1))
        at += 4 + length
