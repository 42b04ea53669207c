"""表格: plain text tables for a terminal, where a Chinese character is two columns wide.

Quotation marks and dashes, which Unicode leaves open, count as one, as terminals have them."""

import unicodedata
from collections.abc import Sequence

GAP = "  "


def width(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def padded(text: str, columns: int) -> str:
    """The text, filled up with blanks to so many columns."""
    return text + " " * (columns - width(text))


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns; closing marks never begin a line."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for each in paragraph:
            if width(line + each) > columns and each not in "，。、；：？！”’）》〕":
                lines.append(line)
                line = ""
            line += each
        lines.append(line)
    return lines


def rows_of(cells: Sequence[str], columns: Sequence[int]) -> list[str]:
    """One row of a table, as many lines as its tallest cell needs."""
    boxes = [wrapped(cell, most - 2) for cell, most in zip(cells, columns, strict=True)]
    tallest = max(len(box) for box in boxes)
    lines = []
    for at in range(tallest):
        line = GAP.join(
            padded(box[at] if at < len(box) else "", most)
            for box, most in zip(boxes, columns, strict=True)
        )
        lines.append(line.rstrip())
    return lines
