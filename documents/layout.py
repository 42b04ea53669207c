"""公文排版: the markup, tags and all, laid out as a .docx template with python-docx."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips

from documents.layout_styles import (
    LANDSCAPE,
    LETTER_FOOT,
    ONE_PAGE,
    PORTRAIT,
    Page,
    Typefaces,
    styles_element,
)
from documents.layout_tables import imprint, table
from documents.layout_text import blank, run, statement, styled
from documents.markup import Block, split_cells

_PLAIN = {
    "body": "Body", "kept": "BodyKeep", "flush": "Flush", "right": "Right",
    "to": "Flush", "small": "Small",
    "caption": "Caption", "title": "Title", "subtitle": "Subtitle", "number": "Number",
    "annexes": "Annexes", "annexes+": "AnnexesNext", "spacer": "Spacer", "gap": "Gap",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4",
}  # fmt: skip
_PAGES = {"landscape": LANDSCAPE, "form": ONE_PAGE}
# 发文机关标志 by its length: size in points, widest number of characters on one line
_MARKS = ((42, 10), (32, 13), (26, 17))
_PACKAGE = {RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES}
_KEPT = {RT.STYLES, RT.SETTINGS, RT.HEADER, RT.FOOTER}
_FIXED = datetime.datetime(2012, 7, 1, tzinfo=datetime.UTC)


def _mark(expression: str, style: str) -> str:
    """发文机关标志: as large as fits on one line; the longest names take two lines."""
    parts = []
    word = "if"
    for size, widest in _MARKS:
        parts.append(statement(f"{word} ({expression})|length <= {widest}"))
        parts.append(styled(f"{style}{size}", "{{ " + expression + " }}"))
        word = "elif"
    parts.append(statement("else"))
    parts.append(styled(f"{style}22", "{{ " + expression + " }}"))
    parts.append(statement("endif"))
    return "".join(parts)


def _block(block: Block, page: Page) -> str:
    name, text = block.name, block.text
    if name == "statement":
        return statement(text)
    if name == "mark":
        return styled("MarkSpace", "") + _mark(text, "Mark")
    if name == "letter":
        return ""
    if name == "number":
        return blank(2) + styled("Number", text) + blank(2)
    if name == "blank":
        return blank(int(text or 1))
    if name == "annex":
        label, title = split_cells(text)
        return styled("Annex", label) + blank() + styled("Title", title) + blank()
    if name == "sign":
        who, date = split_cells(text)
        space = styled("SignSpace", "") * (1 if page is ONE_PAGE else 2)
        return space + styled("Sign", who) + styled("SignDate", date)
    if name == "table":
        return table(block, page.area)
    if name == "imprint":
        return imprint(block, page.left, page.area)
    return styled(_PLAIN[name], text)


def _held(blocks: tuple[Block, ...]) -> list[Block]:
    """The last paragraph before a signature stays on the signature's page (7.3.5.5)."""
    held = list(blocks)
    for place, block in enumerate(blocks):
        if block.name != "sign":
            continue
        before = place - 1
        while before >= 0 and held[before].name in ("statement", "blank"):
            before -= 1
        if before >= 0 and held[before].name == "body":
            held[before] = replace(held[before], name="kept")
    return held


def _page(document: Any, page: Page) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Twips(page.width), Twips(page.height)
    if page.width > page.height:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.top_margin, section.bottom_margin = Twips(page.top), Twips(page.bottom)
    section.left_margin, section.right_margin = Twips(page.left), Twips(page.right)
    section.header_distance, section.footer_distance = Twips(850), Twips(page.footer)
    section.gutter = Twips(0)
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")
    properties.append(grid)


def _field() -> str:
    """A PAGE field with a cached result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        ' PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _footers(document: Any, page: Page) -> None:
    """页码: odd pages right, even pages left, one character in; 草稿 on the other side."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    number = run("— ") + _field() + run(" —")
    draft = run("{% if draft %}草稿{% endif %}")
    tab = "<w:r><w:tab/></w:r>"
    odd, even = draft + tab + number, number + tab + draft
    for footer, content in ((section.footer, odd), (section.even_page_footer, even)):
        _fill(footer, f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{content}</w:p>')


def _fill(holder: Any, paragraphs: str) -> None:
    """Replace what a header or footer holds."""
    holder.is_linked_to_previous = False
    element = holder._element
    for child in list(element):
        element.remove(child)
    for child in parse_xml(f"<w:hdr {nsdecls('w')}>{paragraphs}</w:hdr>"):
        element.append(child)


def _letter(document: Any, expression: str) -> None:
    """信函格式 (10.1): mark and double rule 30 mm down, a second rule 20 mm above the foot."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = Twips(1531)
    _fill(section.first_page_header, _mark(expression, "Letter"))
    _fill(section.first_page_footer, f"<w:p>{LETTER_FOOT}</w:p>" + styled("Spacer", ""))
    for empty in (section.header, section.even_page_header):
        _fill(empty, styled("Spacer", ""))


def _settings(document: Any) -> None:
    """Only what the layout needs; Word 2013 and later layout, not an old file's compatibility."""
    element = document.settings.element
    fresh = parse_xml(
        f"<w:settings {nsdecls('w')}><w:evenAndOddHeaders/>"
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )
    for child in list(element):
        element.remove(child)
    for child in list(fresh):
        element.append(child)


def _clean(document: Any, title: str) -> None:
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.title = title
    core.created = core.modified = _FIXED
    core.revision = 1
    for rels, kept in ((document.part.package.rels, _PACKAGE), (document.part.rels, _KEPT)):
        for key in [k for k, r in rels.items() if r.reltype not in kept]:
            del rels[key]


def layout(title: str, blocks: tuple[Block, ...], kind: str, faces: Typefaces) -> bytes:
    """排版: blocks to the bytes of a .docx template with its tags; `kind` picks the page."""
    document = Document()
    page = _PAGES.get(kind, PORTRAIT)
    styles = document.styles.element
    fresh = styles_element(faces, page.area)
    for child in list(styles):
        styles.remove(child)
    for child in list(fresh):
        styles.append(child)
    _page(document, page)
    _footers(document, page)
    for block in blocks:
        if block.name == "letter":
            _letter(document, block.text)
    _settings(document)
    _clean(document, title)
    body = document.element.body
    content = "".join(_block(block, page) for block in _held(blocks))
    if blocks and blocks[-1].name in ("table", "imprint"):
        content += styled("Spacer", "")
    root = parse_xml(f"<w:body {nsdecls('w')}>{content}</w:body>")
    last = body[-1]
    for child in list(body)[:-1]:
        body.remove(child)
    for child in list(root):
        last.addprevious(child)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
