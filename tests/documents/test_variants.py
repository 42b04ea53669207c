"""Signatures, joint issues, signers, sections and typefaces."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from documents.errors import FormError
from documents.indents import in_rows, signer_rows, text_width, unsealed_left, with_partners
from documents.naming import file_name
from documents.render import render
from documents.typefaces import Typefaces, available, chosen
from tests.documents.reading import body_of, paragraph_text, text_of

Example = Callable[..., dict[str, Any]]
Part = Callable[..., str]


def _changed(example: Example, form: str, **change: object) -> bytes:
    return render(form, {**example(form), **change}).docx


def test_a_joint_notice_has_one_mark_with_the_lead_issuer_first(example: Example) -> None:
    docx = _changed(example, "吹哨通知", co_issuers=["青禾县市场监督管理局"])
    cells = [c.text for c in Document(io.BytesIO(docx)).tables[0]._cells]
    assert cells[:4] == ["青禾县民政局", "文件", "青禾县市场监督管理局", "文件"] or cells[:4] == [
        "青禾县民政局",
        "文件",
        "青禾县市场监督管理局",
        "",
    ]
    assert text_of(docx).count("文件\n") <= 1


@pytest.mark.parametrize(
    ("partners", "title"),
    [([], "甲局"), (["乙局"], "甲局　乙局"), (["乙局", "丙局"], "甲局等3部门")],
)
def test_a_title_names_the_joint_issuers(partners: list[str], title: str) -> None:
    assert with_partners("甲局", partners) == title


def test_the_last_of_several_issuers_stands_over_the_date() -> None:
    assert in_rows(["甲", "乙", "丙"]) == [["甲", "乙"], ["", "丙"]]
    assert in_rows(["甲", "乙"]) == [["甲", "乙"]]


def test_signers_stand_two_to_a_row_with_names_spread() -> None:
    assert signer_rows(["周立言"]) == ["周立言"]
    assert signer_rows(["周立言", "林禾", "钱满仓"]) == ["周立言　林　禾", "钱满仓　　　　"]


def test_a_report_shows_its_signer_in_kai_beside_the_number(example: Example) -> None:
    body = body_of(render("年度工作报告", example("年度工作报告")).docx)
    line = next(p for p in body.iter(qn("w:p")) if p.pPr is not None and p.pPr.style == "NumberUp")
    assert paragraph_text(line) == "\t青市监〔2026〕61号\t签发人：周立言"
    assert [r.get(qn("w:val")) for r in line.iter(qn("w:rStyle"))] == ["Kai"]


def test_an_unsealed_issuer_moves_in_for_a_longer_date() -> None:
    long, short = "青禾县市场监督管理局", "县局"
    date = "2026年12月18日"
    assert unsealed_left([long], date) == 8844 - 640 - text_width(long)
    assert unsealed_left([short], date) == 8844 - 640 - 640 - text_width(date)


def test_an_unknown_kind_of_signature_is_refused(example: Example) -> None:
    with pytest.raises(FormError, match="“署名方式”应为sealed、unsealed、stamped之一"):
        _changed(example, "工作总结", seal="wax")


def test_a_stamped_signature_asks_for_the_post(example: Example) -> None:
    docx = _changed(example, "工作总结", seal="stamped")
    assert "【待填：签发人职务】" in text_of(docx)


def test_copy_number_secrecy_and_urgency_stand_in_this_order(example: Example) -> None:
    docx = _changed(example, "吹哨通知", copy_number="000012", secrecy="机密★1年", urgency="特急")
    lines = [line for line in text_of(docx).split("\n") if line]
    assert lines[:4] == ["000012", "机密★1年", "特急", "青禾县民政局文件"]


def test_the_plan_lies_on_its_side_and_its_head_repeats(example: Example) -> None:
    docx = render("年度联合抽查计划", example("年度联合抽查计划")).docx
    document = Document(io.BytesIO(docx))
    wide = [s.page_width > s.page_height for s in document.sections]
    assert wide == [False, True, False]
    table = next(t for t in document.tables if len(t.columns) == 13)
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(table.rows) == 13


def test_a_turned_page_number_is_read_downwards(example: Example) -> None:
    document = Document(io.BytesIO(render("结果公示表", example("结果公示表")).docx))
    section = document.sections[0]
    sides = []
    for footer in (section.footer, section.even_page_footer):
        cell = next(footer._element.iter(qn("w:tc")))
        assert cell.tcPr.find(qn("w:textDirection")).get(qn("w:val")) == "tbRl"
        sides.append(next(cell.iter(qn("w:jc"))).get(qn("w:val")))
    assert sides == ["right", "left"]


def test_an_office_takes_the_typefaces_it_has(example: Example, part: Part) -> None:
    faces = available(frozenset({"宋体", "仿宋", "楷体", "黑体"}))
    assert faces == Typefaces("宋体", "仿宋", "楷体", "黑体", "宋体", title_bold=True)
    styles = part(render("工作总结", example("工作总结"), faces=faces).docx, "word/styles.xml")
    assert "仿宋_GB2312" not in styles
    assert '<w:b/><w:bCs/><w:sz w:val="44"/>' in styles.replace('<w:color w:val="FF0000"/>', "")


def test_an_office_names_the_typefaces_it_has(example: Example, part: Part) -> None:
    faces = chosen("正文=仿宋，楷体 = 楷体；标题=宋体")
    assert faces == Typefaces("宋体", "仿宋", "楷体", "黑体", "宋体", title_bold=True)
    assert chosen("") == chosen(" ，") == Typefaces()
    docx = render("工作总结", example("工作总结"), faces=faces).docx
    for name in ("word/styles.xml", "word/fontTable.xml"):
        assert "GB2312" not in part(docx, name)


@pytest.mark.parametrize(
    ("setting", "answer"),
    [
        ("正问=仿宋", "“正问=仿宋”不认识（最接近的是“正文”）"),
        ("仿宋", "“仿宋”不认识"),
        ("正文=", "字体名“”不对"),
        ('正文=仿"宋', "不对，请照 Word 里显示的名称写"),
        ("正文=<仿宋>", "不对"),
        ("正文=" + "宋" * 41, "不对"),
    ],
)
def test_a_typeface_that_cannot_be_read_is_answered_with_the_way_to_write_it(
    setting: str, answer: str
) -> None:
    with pytest.raises(FormError) as told:
        chosen(setting)
    assert answer in told.value.message


def test_the_standard_typefaces_name_their_substitutes(example: Example, part: Part) -> None:
    fonts = part(render("工作总结", example("工作总结")).docx, "word/fontTable.xml")
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in fonts


def test_a_spreadsheet_is_named_so() -> None:
    assert file_name("QH2026-001", "统计表", None, True, ".xlsx") == "QH2026-001-统计表-草稿.xlsx"


@pytest.mark.parametrize("form", ["吹哨通知", "情况记录表", "年度联合抽查计划", "会商会议纪要"])
def test_rare_characters_and_marks_survive(form: str, example: Example) -> None:
    facts = example(form)
    facts["issuer"] = "青禾县㐂𠮷<局>&“处”１２"
    assert "青禾县㐂𠮷<局>&“处”１２" in text_of(render(form, facts).docx).replace("\n", "") or (
        form in ("情况记录表", "会商会议纪要")
    )


@pytest.mark.parametrize("count", [0, 60])
def test_tables_may_be_empty_or_long(count: int, example: Example) -> None:
    facts = example("行业统一检查单")
    facts["check_items"] = facts["check_items"][:1] * count
    made = render("行业统一检查单", facts)
    rows = Document(io.BytesIO(made.docx)).tables[0].rows
    assert len(rows) == 1 + max(count, 1)
    assert bool(made.missing) is (count == 0)
