"""页数估算: how many pages a document takes, from its text and styles, without a word processor.

Body text stands on the standard's grid of 22 lines of 28 characters, so counting is close; the
estimate decides only whether the 版记 needs a page of its own (GB/T 9704 7.5: an even page).
"""

from __future__ import annotations

import io
import math
import re
import unicodedata
import zipfile
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from lxml import etree

from documents.layout_styles import LINE, PORTRAIT, styles
from documents.typefaces import Typefaces

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CELL_MARGINS = 114
_IMPRINT_ROW = 490
# 信函首页: what the mark and its rule take of the first page's type area
_LETTER_HEAD = 900
_ATTRIBUTE = re.compile(r'w:(\w+)="([^"]*)"')
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


@dataclass(frozen=True, slots=True)
class Estimate:
    """估算: pages, twips used on the last one, and where the imprint goes.

    `imprint_break` is 0 for the same page, 1 for the next page (an even one; of a letter any), 2
    for the next even page with a blank one before it.
    """

    pages: int
    used: int
    imprint_break: int


@dataclass(frozen=True, slots=True)
class _Style:
    line: int
    extra: int
    width: int
    indent: int
    first: int
    breaks: bool
    keeps: bool


def _number(attributes: dict[str, str], name: str) -> int:
    found = attributes.get(name, "0")
    return int(found) if found.lstrip("-").isdigit() else 0


@cache
def _styles() -> dict[str, _Style]:
    made: dict[str, _Style] = {}
    for key, _, text in styles(Typefaces(), PORTRAIT.area):
        spacing = dict(_ATTRIBUTE.findall(re.search(r"<w:spacing [^>]*w:line[^>]*>", text)[0]))  # type: ignore[index]
        indent = dict(_ATTRIBUTE.findall(re.search(r"<w:ind [^>]*>", text)[0]))  # type: ignore[index]
        size = int(re.search(r'<w:sz w:val="(\d+)"', text)[1])  # type: ignore[index]
        border = 230 if "<w:pBdr>" in text else 0
        made[key] = _Style(
            line=_number(spacing, "line"),
            extra=_number(spacing, "before") + _number(spacing, "after") + border,
            width=size * 10 - (5 if size == 32 else 0),
            indent=max(0, _number(indent, "left")) + max(0, _number(indent, "right")),
            first=_number(indent, "firstLine") - _number(indent, "hanging"),
            breaks="pageBreakBefore" in text,
            keeps="keepNext" in text,
        )
    return made


def _wide(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.52 for c in text)


def _text(element: Any) -> str:
    return "".join(
        node.text or "" if node.tag == f"{_W}t" else "\n"
        for node in element.iter(f"{_W}t", f"{_W}br")
    )


class _Pages:
    """版面: pages filled so far."""

    def __init__(self) -> None:
        self.area, self.height = PORTRAIT.area, PORTRAIT.height - PORTRAIT.top - PORTRAIT.bottom
        self.pages, self.used = 1, 0
        self.imprint = 0
        self.apart = False
        self.letter = False
        self._coming: list[Any] = []

    def begin(self, sections: list[Any]) -> None:
        """Take the measures of the first of the sections that are left."""
        self.apart = len(sections) > 1 or self.apart
        measures = {
            **sections[0].find(f"{_W}pgSz").attrib,
            **sections[0].find(f"{_W}pgMar").attrib,
        }
        size = {
            key.removeprefix(_W): int(value) for key, value in measures.items() if value.isdigit()
        }
        self.area = size["w"] - size["left"] - size["right"]
        self.height = size["h"] - size["top"] - size["bottom"]
        self._coming = sections[1:]

    def turn(self) -> None:
        self.pages, self.used = self.pages + 1, 0

    def put(self, height: int) -> None:
        if self.used + height > self.height + 20 and self.used:
            self.turn()
        self.used += height

    def keep(self, elements: list[Any]) -> None:
        """Turn the page where paragraphs kept with the next one and its first line do not fit."""
        height = 0
        for element in elements:
            if element.tag != f"{_W}p":
                break
            style, line, _ = _style_of(element)
            lines = _lines(_text(element), style, self.area)
            if not style.keeps:
                height += line
                break
            height += lines * line + style.extra
        if self.used and height <= self.height < self.used + height - 20:
            self.turn()

    def paragraph(self, element: Any) -> None:
        found, line, properties = _style_of(element)
        own = properties is not None and properties.find(f"{_W}pageBreakBefore") is not None
        if (found.breaks or own) and self.used:
            self.turn()
        lines = _lines(_text(element), found, self.area)
        for number in range(lines):
            self.put(line + (found.extra if number == lines - 1 else 0))
        if properties is not None and properties.find(f"{_W}sectPr") is not None:
            self.turn()
            self.begin(self._coming)

    def table(self, element: Any) -> None:
        rows = element.findall(f"{_W}tr")
        if element.find(f"{_W}tblPr/{_W}tblpPr") is not None:
            self.imprint = sum(max(_IMPRINT_ROW, _row(row, 0)) for row in rows)
            return
        margins = (
            _CELL_MARGINS if element.find(f"{_W}tblPr/{_W}tblCellMar/{_W}top") is not None else 0
        )
        heights = [_row(row, margins) for row in rows]
        head = sum(
            height
            for row, height in zip(rows, heights, strict=True)
            if row.find(f"{_W}trPr/{_W}tblHeader") is not None
        )
        for height in heights:
            before = self.pages
            self.put(height)
            if self.pages != before and head and height != head:
                self.used += head


def _style_of(element: Any) -> tuple[_Style, int, Any]:
    """A paragraph's style with its own indents, the height of its lines, and its properties."""
    properties = element.find(f"{_W}pPr")
    name, line = "Body", 0
    if properties is not None:
        style = properties.find(f"{_W}pStyle")
        name = style.get(f"{_W}val") if style is not None else name
        spacing = properties.find(f"{_W}spacing")
        line = int(spacing.get(f"{_W}line") or 0) if spacing is not None else 0
    found = _indented(properties, _styles().get(name) or _styles()["Body"])
    return found, line or found.line, properties


def _indented(properties: Any, style: _Style) -> _Style:
    """The style with the paragraph's own indents, where it has some."""
    own = properties.find(f"{_W}ind") if properties is not None else None
    if own is None:
        return style
    sides = (int(own.get(f"{_W}{side}", "0")) for side in ("left", "right"))
    return replace(style, indent=sum(sides), first=-int(own.get(f"{_W}hanging", "0")))


def _lines(text: str, style: _Style, area: int) -> int:
    """Lines that a text takes in a style on a line of `area` twips."""
    room = max(area - style.indent, style.width)
    total = 0
    for number, piece in enumerate(text.split("\n")):
        need = _wide(piece) * style.width + (max(0, style.first) if number == 0 else 0)
        total += max(1, math.ceil((need - 20) / (room // style.width * style.width or room)))
    return total


def _row(row: Any, margins: int) -> int:
    least = row.find(f"{_W}trPr/{_W}trHeight")
    height = int(least.get(f"{_W}val")) if least is not None else 0
    for cell in row.findall(f"{_W}tc"):
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        width = int(cell.find(f"{_W}tcPr/{_W}tcW").get(f"{_W}w")) - 114
        need = margins
        for paragraph in cell.findall(f"{_W}p"):
            named = paragraph.find(f"{_W}pPr/{_W}pStyle")
            style = _styles().get(named.get(f"{_W}val")) if named is not None else None
            style = _indented(paragraph.find(f"{_W}pPr"), style or _styles()["Cell24l"])
            need += _lines(_text(paragraph), style, width) * style.line + style.extra
        if merge is None:
            height = max(height, need)
    return height


def estimate(xml: str, *, finished: bool = False) -> Estimate:
    """估算页数: from the text of a rendered word/document.xml (see Estimate).

    `finished` counts the pages that the imprint has been given already.
    """
    body = etree.fromstring(xml.encode(), _PARSER)[0]
    pages = _Pages()
    last = body.find(f"{_W}sectPr")
    ends = [e.find(f"{_W}pPr/{_W}sectPr") for e in body.iterchildren(f"{_W}p")]
    sections = [e for e in (*ends, last) if e is not None]
    pages.begin(sections)
    pages.letter = sections[0].find(f"{_W}titlePg") is not None
    pages.used = _LETTER_HEAD if pages.letter else 0
    elements, kept = list(body), False
    for place, element in enumerate(elements):
        if element.tag == f"{_W}p":
            keeps = _style_of(element)[0].keeps
            if keeps and not kept:
                pages.keep(elements[place:])
            kept = keeps
            pages.paragraph(element)
        elif element.tag == f"{_W}tbl":
            pages.table(element)
    if finished:
        return Estimate(pages.pages, pages.used, 0)
    if pages.apart and pages.used < LINE:
        return Estimate(pages.pages - 1, 0, 2 if pages.pages % 2 else 1)
    room = pages.height - pages.used >= pages.imprint + LINE
    if pages.letter:
        return Estimate(pages.pages, pages.used, 1 if pages.imprint and not room else 0)
    certain = pages.used > 2 * LINE
    where = 1 if pages.pages % 2 or not certain else 0 if room else 2
    return Estimate(pages.pages, pages.used, where if pages.imprint else 0)


def estimated_pages(docx: bytes) -> int:
    """估算页数: pages of a finished .docx; a page of the 版记 and a blank one before it count."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return estimate(package.read("word/document.xml").decode(), finished=True).pages
