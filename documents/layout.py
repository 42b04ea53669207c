"""公文排版: the markup, tags and all, laid out as a .docx template with python-docx."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import replace
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from documents.layout_head import mark, minutes, number, order, order_number, sized
from documents.layout_pages import Sections
from documents.layout_signature import signature
from documents.layout_styles import (
    CHARACTER,
    LANDSCAPE,
    ONE_PAGE,
    PORTRAIT,
    Page,
)
from documents.layout_tables import imprint, table
from documents.layout_text import blank, statement, styled
from documents.markup import Block, split_cells
from documents.skeleton import skeleton
from documents.typefaces import Typefaces

_PLAIN = {
    "body": "Body", "kept": "BodyKeep", "flush": "Flush", "right": "Right",
    "to": "Flush", "small": "Small",
    "caption": "Caption", "title": "Title", "subtitle": "Subtitle", "number": "Number",
    "annexes+": "AnnexesNext", "spacer": "Spacer", "gap": "Gap", "note": "Note",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4",
}  # fmt: skip
# what may stand between the last paragraph of the text and the signature
_BETWEEN = ("statement", "blank", "annexes", "annexes+")
_PAGES = {"landscape": LANDSCAPE, "form": ONE_PAGE}
_FIXED = datetime.datetime(2012, 7, 1, tzinfo=datetime.UTC)


def _attend(block: Block) -> str:
    """出席人员 (10.3): label in 黑体 two characters in, names after it and under the first one."""
    label, names = split_cells(block.text)
    left = 640 + CHARACTER * (len(label) + 1)
    indent = f'<w:ind w:left="{left}" w:right="0" w:hanging="{left - 640}"/>'
    return styled("Attend", f"[[black:{label}：]]{names}", indent)


def _annexes(block: Block) -> str:
    """附件说明 (7.3.4): continuation lines under the first character of the name."""
    numbered = re.match(r"附件：\d", block.text)
    return styled("Annexes" if numbered else "AnnexesOne", block.text)


def _annex(label: str, title: str) -> str:
    """附件 (7.3.7): label on line 1 of a new page, title on line 3; one that is bound apart has
    发文字号 before its label."""
    apart = "{% if annexes_apart %}[[text:{{ document_number }}]]{% endif %}"
    return styled("Annex", apart + label) + blank() + styled("Title", title) + blank()


def _block(block: Block, page: Page, sections: Sections) -> str:
    name, text = block.name, block.text
    match name:
        case "statement":
            return statement(text)
        case "letter":
            return ""
        case "mark":
            return mark(text)
        case "minutes":
            return minutes(text)
        case "order":
            return order(text)
        case "ordernumber":
            return order_number(text)
        case "number":
            cells = split_cells(text)
            return number(cells[0], cells[1] if len(cells) > 1 else None)
        case "blank":
            return blank(int(text or 1))
        case "keptblank":
            return styled("SignSpace", "") * int(text or 1)
        case "attend":
            return _attend(block)
        case "annexes":
            return _annexes(block)
        case "annex":
            label, title = split_cells(text)
            return _annex(label, title)
        case "sign":
            return signature(block, page is ONE_PAGE)
        case "section":
            return sections.turn(text)
        case "table":
            wide = sections.current is not sections.main
            return table(block, (LANDSCAPE if wide else page).area)
        case "imprint":
            return sections.before_imprint() + imprint(block, page.left, page.area)
        case _:
            return styled(_PLAIN[name], text)


def _held(blocks: tuple[Block, ...]) -> list[Block]:
    """The last paragraph before a signature stays on the signature's page (7.3.5.5)."""
    held = list(blocks)
    for place, block in enumerate(blocks):
        if block.name != "sign":
            continue
        before = place - 1
        while before >= 0 and held[before].name in _BETWEEN:
            if held[before].name == "blank":
                held[before] = replace(held[before], name="keptblank")
            before -= 1
        if before >= 0 and held[before].name == "body":
            held[before] = replace(held[before], name="kept")
    return held


def _named(document: Any, title: str) -> None:
    """The properties of the file: its form, and a fixed time."""
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.title = title
    core.created = core.modified = _FIXED
    core.revision = 1


def layout(title: str, blocks: tuple[Block, ...], kind: str, faces: Typefaces) -> bytes:
    """排版: blocks to the bytes of a .docx template with its tags; `kind` picks the page."""
    page = _PAGES.get(kind, PORTRAIT)
    document = Document(io.BytesIO(skeleton(faces, page.area)))
    names = {block.name for block in blocks}
    sections = Sections(
        document,
        page,
        heading="".join(sized(block.text, "Letter") for block in blocks if block.name == "letter"),
        landscape="section" in names,
        imprint="imprint" in names,
    )
    _named(document, title)
    content = "".join(_block(block, page, sections) for block in _held(blocks))
    if blocks and blocks[-1].name in ("table", "imprint"):
        content += styled("Spacer", "")
    root = parse_xml(f"<w:body {nsdecls('w')}>{content}</w:body>")
    body = document.element.body
    for child in list(body):
        body.remove(child)
    for child in [*root, sections.last()]:
        body.append(child)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
