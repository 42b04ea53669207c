"""纸面: what stands where on each sheet of a printed document.

All measures are millimetres from the top left corner of the sheet.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

_POINT = 25.4 / 72
_DPI = 120
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.S)
_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)
_HIGH = bytes(255 if value > 150 else 0 for value in range(256))
_LOW = bytes(255 if value < 110 else 0 for value in range(256))


@dataclass(frozen=True, slots=True)
class Word:
    """词: text with no blank in it, and its box."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str


@dataclass(frozen=True, slots=True)
class Band:
    """墨迹: rows of ink on one another: their extent and the longest unbroken row."""

    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True)
class Sheet:
    """一面: its size, its words, and its ink as seen at 120 dots an inch."""

    pdf: Path
    number: int
    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def wide(self) -> bool:
        """横排: whether the sheet lies on its side."""
        return self.width > self.height

    @cached_property
    def lines(self) -> list[list[Word]]:
        """行: words that stand on one line, left to right, from the top."""
        found: list[list[Word]] = []
        for word in sorted(self.words, key=lambda w: (w.y0 + w.y1, w.x0)):
            middle = (word.y0 + word.y1) / 2
            if found and abs((found[-1][0].y0 + found[-1][0].y1) / 2 - middle) < 2:
                found[-1].append(word)
            else:
                found.append([word])
        return [sorted(line, key=lambda w: w.x0) for line in found]

    @cached_property
    def _pixels(self) -> tuple[int, int, bytes]:
        made = subprocess.run(
            [
                "pdftoppm", "-r", str(_DPI), "-f", str(self.number), "-l", str(self.number),
                str(self.pdf),
            ],
            check=True, capture_output=True,
        ).stdout  # fmt: skip
        width, height = map(int, made.split(b"\n", 3)[1].split())
        return width, height, made[-width * height * 3 :]

    def _bands(self, red: bool) -> list[Band]:
        width, height, pixels = self._pixels
        millimetre = 25.4 / _DPI
        rows: list[tuple[int, int, int]] = []
        for y in range(height):
            row = pixels[y * width * 3 : (y + 1) * width * 3]
            r, g, b = (row[colour::3] for colour in range(3))
            mask = int.from_bytes(r.translate(_HIGH if red else _LOW)) & int.from_bytes(
                g.translate(_LOW)
            )
            mask &= int.from_bytes(b.translate(_LOW))
            if mask:
                ink = mask.to_bytes(width)
                rows.append((y, width - len(ink.lstrip(b"\0")), len(ink.rstrip(b"\0"))))
        found: list[list[tuple[int, int, int]]] = []
        for ink_row in rows:
            if found and ink_row[0] - found[-1][-1][0] <= 1:
                found[-1].append(ink_row)
            else:
                found.append([ink_row])
        return [
            Band(
                band[0][0] * millimetre,
                (band[-1][0] + 1) * millimetre,
                min(left for _, left, _ in band) * millimetre,
                max(right for _, _, right in band) * millimetre,
            )
            for band in found
        ]

    @cached_property
    def red(self) -> list[Band]:
        """红色墨迹, from the top."""
        return self._bands(red=True)

    @cached_property
    def black(self) -> list[Band]:
        """黑色墨迹, from the top."""
        return self._bands(red=False)

    def rules(self, *, red: bool = False) -> list[Band]:
        """横线: bands thinner than 1.3 mm and longer than 150 mm."""
        bands = self.red if red else self.black
        return [b for b in bands if b.bottom - b.top < 1.3 and b.right - b.left > 150]


def sheets(pdf: Path) -> list[Sheet]:
    """各面: every sheet of a PDF with its words."""
    text = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    return [
        Sheet(pdf, number, float(width) * _POINT, float(height) * _POINT, tuple(_words(body)))
        for number, (width, height, body) in enumerate(_PAGE.findall(text), 1)
    ]


def _words(body: str) -> Iterable[Word]:
    for *box, text in _WORD.findall(body):
        x0, y0, x1, y1 = (float(each) * _POINT for each in box)
        yield Word(x0, y0, x1, y1, unescape(text))
