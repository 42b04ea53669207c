"""量度: the type area; lines, sizes and places on a printed sheet as the standard counts them."""

from __future__ import annotations

import unicodedata
from statistics import median

from documents.paper import Band, Sheet, Word

TOP, BOTTOM, LEFT, RIGHT = 37.0, 262.0, 28.0, 184.0
CENTRE = (LEFT + RIGHT) / 2
CHARACTER = 5.64
SLACK = 0.8
POINT = 25.4 / 72
BODY = (15.0, 17.0)


def wide(text: str) -> bool:
    """Whether a text has full-width characters only."""
    return all(unicodedata.east_asian_width(c) in "WFA" for c in text)


def sizes(sheet: Sheet) -> dict[Word, float]:
    """字号: points of every word by the width of its full-width characters, whatever the typeface;
    a word without any is as large as those beside it."""
    made: dict[Word, float] = {}
    for line in sheet.lines:
        full = [w for w in line if wide(w.text)]
        known = {w: (w.x1 - w.x0) / len(w.text) / POINT for w in full}
        beside = median(known.values()) if known else 0.0
        made |= {w: known.get(w, beside) for w in line}
    return made


def body_lines(sheet: Sheet) -> list[list[Word]]:
    """Lines of 3号 type within the type area."""
    points = sizes(sheet)
    return [
        line
        for line in sheet.lines
        if line[0].y1 < BOTTOM + 2.5
        and any(BODY[0] < points[w] < BODY[1] for w in line)
        and all(points[w] < BODY[1] for w in line)
    ]


def flush(word: Word) -> bool:
    """Whether a word begins a line of body text: flush left or two characters in."""
    return abs(word.x0 - LEFT) < SLACK or abs(word.x0 - LEFT - 11.3) < SLACK


def extent(name: str, band: Band, left: float, right: float) -> list[str]:
    """What is wrong with a rule that should reach from `left` to `right`."""
    if abs(band.left - left) > 1.2 or abs(band.right - right) > 1.2:
        return [f"{name}为{band.left:.1f}至{band.right:.1f}，应为{left:g}至{right:g}"]
    return []
