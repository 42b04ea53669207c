"""No produced file has anything that Word or WPS would repair, ignore or refuse."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from openpyxl import load_workbook

from documents.fields import entry
from documents.forms import FORMS
from documents.gallery_facts import LOCALITIES, example_facts
from documents.render import render
from documents.soundness import unsound
from documents.specimens import ORDER, VARIANTS, specimen

WORD_FORMS = [form for form, one in FORMS.items() if one.suffix == ".docx"]


def _needed(form: str) -> dict[str, object]:
    """The least that a form takes: where it has several layouts, which one."""
    chooser = entry(form).head.get("variant_field")
    return {} if chooser is None else {str(chooser): example_facts(form)[str(chooser)]}


@pytest.mark.parametrize("locality", LOCALITIES)
@pytest.mark.parametrize("form", WORD_FORMS)
def test_a_form_is_sound_in_every_locality(form: str, locality: str) -> None:
    docx = render(form, {**example_facts(form, locality), "draft": True}).docx
    assert unsound(docx) == ()
    assert Document(io.BytesIO(docx)).paragraphs


@pytest.mark.parametrize("form", WORD_FORMS)
def test_a_form_without_facts_is_sound(form: str) -> None:
    made = render(form, _needed(form))
    assert unsound(made.docx) == ()
    assert made.missing


@pytest.mark.parametrize("name", [*VARIANTS, ORDER])
def test_every_format_of_the_standard_is_sound(name: str) -> None:
    docx = specimen(name)
    assert unsound(docx) == ()
    assert Document(io.BytesIO(docx)).paragraphs


@pytest.mark.parametrize("form", [form for form in FORMS if form not in WORD_FORMS])
def test_a_spreadsheet_opens_again(form: str) -> None:
    assert load_workbook(io.BytesIO(render(form, example_facts(form)).docx)).worksheets


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("<w:body>", '<w:body><w:p w:rsidR="00AA"/>', "rsidR"),
        ("<w:body>", '<w:body><a:b xmlns:a="urn:a"/>', "不认识的元素"),
        ("<w:body>", "<w:body><w:sdt/>", "body 中不应有 sdt"),
        ("<w:body>", "<w:body><w:tbl><w:tblPr/><w:tblGrid/></w:tbl>", "表格没有行"),
        ('w:line="20"', 'w:line="{{ x }}"', "spacing 的 line 不是整数"),
        ('r:id="rId', 'r:id="rId99', "没有关系"),
        ('<w:fldChar w:fldCharType="end"/>', "", "域没有成对"),
        ("</w:p></w:tc>", "</w:p><w:tbl><w:tr/></w:tbl></w:tc>", "tc 应以段落结尾"),
        ('<w:gridSpan w:val="4"/>', "", "表格一行有"),
    ],
)
def test_what_is_not_sound_is_named(old: str, new: str, told: str) -> None:
    form = "情况记录表"
    with zipfile.ZipFile(io.BytesIO(render(form, example_facts(form)).docx)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    assert any(old in text for text in parts.values())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as broken:
        for name, text in parts.items():
            broken.writestr(name, text.replace(old, new, 1) if name.startswith("word/") else text)
    assert told in "；".join(unsound(out.getvalue()))


def test_a_part_without_its_type_is_named() -> None:
    form = "情况记录表"
    out = io.BytesIO(render(form, example_facts(form)).docx)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/odd.bin", b"")
    assert "word/odd.bin 没有内容类型" in unsound(out.getvalue())
