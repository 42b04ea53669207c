"""高行: rows of a rendered document that are too high to stay on one page may break.

A row keeps together (w:cantSplit), so that a record is read on one page. One that is as high as a
page would be cut off at its foot.
"""

from __future__ import annotations

import re

# 一行: bytes of an empty cell's XML; a row with so many bytes more than its cells is looked at, one
# higher than so many twips may break
_CELL, _LONG, _TALL = 200, 1200, 6000
_ROW, _END, _CELL_END, _WHOLE = b"<w:tr>", b"</w:tr>", b"</w:tc>", b"<w:cantSplit/>"
_WIDTH = re.compile(r'<w:tcW w:w="(\d+)"')
_MARKUP = re.compile("<[^>]*>")
_CHARACTER, _LINE, _MARGINS, _BREAK = 240, 288, 114, 4


def loosened(content: bytes) -> bytes:
    """松开高行: the document's XML with w:cantSplit taken from rows that are too high."""
    rows = content.split(_ROW)
    tall = [
        place
        for place, row in enumerate(rows)
        if len(row) > _LONG
        and place
        and row.find(_END) - row.count(_CELL_END) * _CELL > _LONG
        and _height(row) > _TALL
    ]
    for place in tall:
        rows[place] = rows[place].replace(_WHOLE, b"", 1)
    return _ROW.join(rows) if tall else content


def _height(row: bytes) -> int:
    """Roughly how high a row is, in twips: 12 pt characters in its narrowest cells."""
    tallest = 0
    for cell in row.partition(_END)[0].decode().split("</w:tc>"):
        width = _WIDTH.search(cell)
        if width:
            text = len(_MARKUP.sub("", cell)) + cell.count("<w:br/>") * _BREAK
            room = max(_CHARACTER, int(width[1]) - _MARGINS)
            tallest = max(tallest, text * _CHARACTER // room * _LINE)
    return tallest
