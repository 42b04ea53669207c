"""The page and the parts of a document, by the clauses of GB/T 9704-2012."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips

from documents.fields import entry
from documents.forms import FORMS as ALL_FORMS
from documents.render import render
from documents.schema import misordered
from tests.documents.reading import body_of, paragraph_text, text_of

Example = Callable[..., dict[str, Any]]
Part = Callable[..., str]

FORMS = [form for form, one in ALL_FORMS.items() if one.suffix == ".docx"]
RED = ("red", "letter")


def _styled(docx: bytes, style: str) -> list[Any]:
    return [p for p in body_of(docx).iter(qn("w:p")) if p.pPr is not None and p.pPr.style == style]


@pytest.mark.parametrize("form", ["吹哨通知", "工作方案", "工作总结", "案件线索移送函"])
def test_official_pages_have_the_standards_type_area(form: str, example: Example) -> None:
    section = Document(io.BytesIO(render(form, example(form)).docx)).sections[0]
    assert (section.page_width, section.page_height) == (Twips(11906), Twips(16838))
    assert (section.top_margin, section.left_margin) == (Twips(2098), Twips(1588))
    assert (section.right_margin, section.bottom_margin) == (Twips(1474), Twips(1984))
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert 22 * 579 <= 16838 - 2098 - 1984


@pytest.mark.parametrize("form", FORMS)
def test_properties_stand_in_schema_order(form: str, example: Example) -> None:
    assert misordered(render(form, example(form)).docx) == ()


def test_a_misplaced_property_is_named() -> None:
    document = Document()
    paragraph = document.add_paragraph("甲")
    properties = paragraph._p.get_or_add_pPr()
    properties.append(OxmlElement("w:jc"))
    properties.append(OxmlElement("w:keepNext"))
    out = io.BytesIO()
    document.save(out)
    assert "word/document.xml: pPr 的次序为 jc keepNext" in misordered(out.getvalue())


@pytest.mark.parametrize("form", FORMS)
def test_tables_stay_inside_the_type_area(form: str, example: Example) -> None:
    document = Document(io.BytesIO(render(form, example(form)).docx))
    properties = document.sections[0 if form != "年度联合抽查计划" else 1]._sectPr
    page, margins = properties.find(qn("w:pgSz")), properties.find(qn("w:pgMar"))
    area = int(page.get(qn("w:w"))) - sum(
        int(margins.get(qn(side))) for side in ("w:left", "w:right")
    )
    for table in document.tables:
        widths = [int(c.get(qn("w:w"))) for c in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        assert sum(widths) <= area
        for row in table._tbl.iter(qn("w:tr")):
            cells = [int(w.get(qn("w:w"))) for w in row.iter(qn("w:tcW"))]
            assert sum(cells) == sum(widths)


def test_a_notice_has_mark_number_rule_title_and_imprint(example: Example) -> None:
    docx = render("吹哨通知", example("吹哨通知")).docx
    lines = text_of(docx).split("\n")
    assert [line for line in lines if line][:2] == ["青禾县民政局文件", "青民〔2026〕12号"]
    assert len(_styled(docx, "Mark42")) == 1
    assert "抄送：青禾县市场监督管理局信用监管股，青禾县司法局。" in lines
    assert "青禾县民政局办公室\t2026年3月5日印发" in lines
    float_ = next(body_of(docx).iter(qn("w:tblpPr")))
    assert float_.get(qn("w:tblpYSpec")) == "bottom"


@pytest.mark.parametrize(
    ("issuer", "style"),
    [
        ("青禾县民政局", "Mark42"),
        ("青禾县市场监督管理局", "Mark32"),
        ("青禾县住房和城乡建设委员会综合处", "Mark22"),
    ],
)
def test_a_long_issuer_has_a_smaller_mark(issuer: str, style: str, example: Example) -> None:
    facts = example("吹哨通知")
    facts["issuer"] = issuer
    docx = render("吹哨通知", facts).docx
    assert [paragraph_text(p) for p in _styled(docx, style)] == [issuer + "文件"]


def test_an_imprint_is_left_out_when_none_is_due(example: Example) -> None:
    facts = example("吹哨通知")
    facts["imprint"] = None
    assert "抄送" not in text_of(render("吹哨通知", facts).docx)


@pytest.mark.parametrize("form", [f for f in FORMS if entry(f).head["kind"] not in RED])
def test_nothing_is_red_in_plain_texts_and_forms(form: str, example: Example) -> None:
    docx = render(form, example(form)).docx
    styles = {p.pPr.style for p in body_of(docx).iter(qn("w:p")) if p.pPr is not None}
    assert not [style for style in styles if style and style.startswith(("Mark", "Number"))]


def test_a_letter_has_its_mark_in_the_first_header_only(example: Example) -> None:
    document = Document(io.BytesIO(render("案件线索移送函", example("案件线索移送函")).docx))
    section = document.sections[0]
    assert section.different_first_page_header_footer
    header = section.first_page_header._element
    assert "青禾县市场监督管理局" in "".join(t.text for t in header.iter(qn("w:t")))
    assert "文件" not in "".join(t.text for t in header.iter(qn("w:t")))
    footer = section.first_page_footer._element
    assert not list(footer.iter(qn("w:instrText")))


@pytest.mark.parametrize("form", FORMS)
def test_page_numbers_differ_on_odd_and_even_pages(form: str, example: Example) -> None:
    document = Document(io.BytesIO(render(form, example(form)).docx))
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    odd, even = (f._element for f in (section.footer, section.even_page_footer))
    if section.page_width > section.page_height:
        return
    assert paragraph_text(odd.find(qn("w:p"))) == "\t— 1 —"
    assert paragraph_text(even.find(qn("w:p"))) == "— 1 —\t"


@pytest.mark.parametrize("form", FORMS)
def test_every_style_sets_all_font_slots_and_no_theme_font(
    form: str, example: Example, part: Part
) -> None:
    styles = part(render(form, example(form)).docx, "word/styles.xml")
    assert "Theme" not in styles
    assert styles.count("w:eastAsia=") - 1 == styles.count("w:ascii=") == styles.count("w:hAnsi=")
    for face in ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"):
        assert face in styles


def test_a_signature_keeps_the_last_paragraph_with_it(example: Example) -> None:
    docx = render("工作总结", example("工作总结")).docx
    kept = [paragraph_text(p) for p in _styled(docx, "BodyKeep")]
    assert kept == ["对收费公示、食堂留样等共性问题开展行业提醒，督促举一反三。"] or kept == []
    assert [paragraph_text(p) for p in _styled(docx, "SignDate")] == ["2026年4月30日"]
