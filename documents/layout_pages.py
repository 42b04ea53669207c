"""公文分节: sections with their footers: portrait, landscape and the page of the 版记."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips
from lxml import etree

from documents.layout_styles import LANDSCAPE, LETTER_FOOT, Page
from documents.layout_text import TAB, run, statement, styled

_DRAFT = "{% if public_copy %}公开副本{% elif draft %}草稿{% endif %}"
_GRID = '<w:docGrid w:type="lines" w:linePitch="579"/>'


def _measures(section: Any, page: Page) -> None:
    section.page_width, section.page_height = Twips(page.width), Twips(page.height)
    wide = page.width > page.height
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
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


def _number() -> str:
    return run("— ") + _field() + run(" —")


def fill(holder: Any, content: str) -> None:
    """Replace what a header or footer holds."""
    holder.is_linked_to_previous = False
    element = holder._element
    for child in list(element):
        element.remove(child)
    for child in parse_xml(f"<w:hdr {nsdecls('w')}>{content}</w:hdr>"):
        element.append(child)


def _portrait(section: Any) -> None:
    """页码: odd pages right, even pages left, one character in; 草稿 or 公开副本 opposite."""
    draft = run(_DRAFT)
    odd, even = draft + TAB + _number(), _number() + TAB + draft
    for footer, content in ((section.footer, odd), (section.even_page_footer, even)):
        fill(footer, f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{content}</w:p>')


def _rotated(odd: bool) -> str:
    """横排页码: where it stands on upright pages, turned with the sheet (clause 8): a floating
    cell at the left edge, read downwards; at the foot on odd pages, at the top on even ones."""
    side = (
        '<w:ind w:left="0" w:right="280"/><w:jc w:val="right"/>'
        if odd
        else ('<w:ind w:left="280" w:right="0"/><w:jc w:val="left"/>')
    )
    draft = run(_DRAFT)
    content = draft + run("　") + _number() if odd else _number() + run("　") + draft
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="PageTurned"/>{side}</w:pPr>{content}</w:p>'
    height = LANDSCAPE.height - LANDSCAPE.top - LANDSCAPE.bottom
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="1400" '
        f'w:tblpY="{LANDSCAPE.top}"/><w:tblW w:w="400" w:type="dxa"/><w:tblLayout '
        'w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" '
        'w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="400"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr>'
        '<w:tcW w:w="400" w:type="dxa"/><w:textDirection w:val="tbRl"/><w:vAlign '
        f'w:val="center"/></w:tcPr>{paragraph}</w:tc></w:tr></w:tbl>' + styled("Spacer", "")
    )


def _landscape(section: Any) -> None:
    fill(section.footer, _rotated(odd=True))
    fill(section.even_page_footer, _rotated(odd=False))


def _bare(section: Any) -> None:
    """版记页: neither it nor the blank page before it is numbered (7.5)."""
    for footer in (section.footer, section.even_page_footer):
        fill(footer, styled("Spacer", "", '<w:snapToGrid w:val="0"/>'))


def letter(section: Any, heading: str) -> None:
    """信函格式 (10.1): mark and double rule 30 mm down, a second rule 20 mm above the foot."""
    section.different_first_page_header_footer = True
    section.header_distance = Twips(1531)
    fill(section.first_page_header, heading)
    fill(section.first_page_footer, f"<w:p>{LETTER_FOOT}</w:p>" + styled("Spacer", ""))
    for empty in (section.header, section.even_page_header):
        fill(empty, styled("Spacer", ""))


def _text(section: Any) -> str:
    return str(etree.tostring(section._sectPr, encoding="unicode"))


class Sections:
    """分节: the section properties of one document, each as WordprocessingML text."""

    def __init__(
        self, document: Any, page: Page, *, heading: str, landscape: bool, imprint: bool
    ) -> None:
        document.settings.odd_and_even_pages_header_footer = True
        section = document.sections[0]
        _measures(section, page)
        (_landscape if page is LANDSCAPE else _portrait)(section)
        if heading:
            letter(section, heading)
        self.main = _text(section)
        self.landscape = self._added(document, LANDSCAPE, _landscape) if landscape else self.main
        self._letter = bool(heading)
        self._bare = self._added(document, page, _bare) if imprint and not heading else ""
        self.current = self.main

    def _added(self, document: Any, page: Page, footers: Any) -> str:
        section = document.add_section()
        section.different_first_page_header_footer = False
        _measures(section, page)
        footers(section)
        return _text(section)

    def turn(self, name: str) -> str:
        """The paragraph that ends the current section, before one of another kind."""
        ended = self.current
        self.current = self.landscape if name == "landscape" else self.main
        return _ended(ended)

    def before_imprint(self) -> str:
        """版记另面: the break before an imprint that needs a page of its own: of a letter any
        page, of other documents an even one."""
        blank = styled("Spacer", "")
        leaf = styled("Spacer", "", "<w:pageBreakBefore/>")
        if self._letter:
            return statement("if imprint_break") + leaf + statement("endif")
        if self.current is not self.main:
            left = statement("if imprint_break == 2") + leaf + statement("endif")
            return self.turn("portrait") + blank + left
        return (
            statement("if imprint_break == 2")
            + _ended(self.main)
            + blank
            + statement("endif")
            + statement("if imprint_break")
            + leaf
            + statement("endif")
        )

    def last(self) -> Any:
        """The properties of the last section; they answer to the fact `imprint_break`
        (0: none, 1: next page, 2: the page after a blank one, both unnumbered)."""
        element = parse_xml(self.current)
        if not self._bare:
            return element
        for shown, bare in zip(_footers(element), _footers(parse_xml(self._bare)), strict=True):
            plain, empty = shown.get(qn("r:id")), bare.get(qn("r:id"))
            shown.set(
                qn("r:id"), f"{{% if imprint_break == 2 %}}{empty}{{% else %}}{plain}{{% endif %}}"
            )
        return element


def _footers(element: Any) -> list[Any]:
    return sorted(element.findall(qn("w:footerReference")), key=lambda one: one.get(qn("w:type")))


def _ended(section: str) -> str:
    return '<w:p><w:pPr><w:pStyle w:val="Spacer"/>' + section + "</w:pPr></w:p>"
