"""An office's own template is checked, and refused in Chinese with the place and the remedy."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from lxml import etree

from documents.errors import FormError
from documents.forms import FORMS
from documents.gallery_facts import example_facts
from documents.own_template import blank_template, check_template, render_own
from documents.render import render, template_file
from documents.schema import misordered
from tests.documents.reading import text_of

Example = Callable[..., dict[str, Any]]
FORM = "检查报告"
_WORD_FORMS = [form for form, one in FORMS.items() if one.suffix == ".docx"]


def _docx(*paragraphs: str) -> bytes:
    document = Document()
    document.core_properties.title = ""
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _with(docx: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for item in old.namelist():
            if item != name:
                new.writestr(item, old.read(item))
        new.writestr(name, content)
    return out.getvalue()


def _field(instruction: str) -> bytes:
    """A header with one field."""
    return (
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r>'
        f"<w:instrText>{instruction}</w:instrText></w:r></w:p></w:hdr>"
    ).encode()


def _forged(docx: bytes) -> bytes:
    """A bomb: 30 MB of blanks that say they are a hundred bytes."""
    bomb = _with(docx, "word/custom.xml", b" " * 30_000_000)
    return bomb.replace((30_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))


@pytest.mark.parametrize("form", _WORD_FORMS)
@pytest.mark.parametrize("locality", ["xinyang", "wolong"])
def test_a_blank_template_sent_back_is_fit_for_use(form: str, locality: str) -> None:
    blank = blank_template(form, locality)
    assert misordered(blank) == ()
    assert check_template(blank, form).unused == ()


@pytest.mark.parametrize("form", _WORD_FORMS)
def test_a_blank_template_keeps_no_tag_in_an_attribute(form: str) -> None:
    with zipfile.ZipFile(io.BytesIO(blank_template(form, "xinyang"))) as package:
        for name in package.namelist():
            for element in etree.fromstring(package.read(name)).iter():
                assert [
                    text for text in element.attrib.values() if "{{" in text or "{%" in text
                ] == []


@pytest.mark.parametrize("form", _WORD_FORMS)
def test_a_blank_template_prints_what_the_built_in_form_prints(form: str) -> None:
    facts = example_facts(form)
    own = render_own(form, facts, blank_template(form, "xinyang"))
    assert text_of(own.docx) == text_of(render(form, facts).docx)
    assert misordered(own.docx) == ()


def test_a_blank_template_has_the_layout_of_its_county() -> None:
    assert "附件B" in text_of(blank_template("情况记录表", "wolong"))
    assert "附件B" not in text_of(blank_template("情况记录表", "another"))


def test_an_unknown_form_is_answered_with_the_nearest() -> None:
    for ask in (lambda: blank_template("检查报", "xinyang"), lambda: check_template(b"", "检查报")):
        with pytest.raises(FormError, match="没有名为“检查报”的文书，最接近的是《检查报告》"):
            ask()


def test_a_template_that_makes_too_much_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("documents.compile.MOST_MADE", 50_000)
    large = _docx("{% for s in subjects %}" + "甲" * 40_000 + "{{ s.name }}{% endfor %}")
    with pytest.raises(FormError, match="生成的内容过大"):
        check_template(large, FORM)


def test_an_own_template_prints_its_facts(example: Example) -> None:
    facts = example(FORM)
    own = check_template(_docx("组长：{{ leader }}，{{ task.name }}"), FORM)
    assert "检查时间" in own.unused
    made = render(FORM, facts, own=own.compiled)
    assert text_of(made.docx).strip() == f"组长：{facts['leader']}，{facts['task']['name']}"


@pytest.mark.parametrize(
    ("paragraphs", "answer"),
    [
        (
            ("甲", "{{ leadr }}"),
            "正文第2段用到了《检查报告》没有的事实“leadr”，最接近的是“leader”（组长）",
        ),
        (("{{ task.nme }}",), "没有的事实“nme”，最接近的是“name”"),
        (
            ("{%p for s in subjects %}", "{{ s.nam }}", "{%p endfor %}"),
            "事实“nam”，最接近的是“name”",
        ),
        (
            ("甲", "{%p for s in subjects %}", "{{ s.name }}"),
            "正文第2段的循环“{% for s in subjects %}”没有结束",
        ),
        (("{% if leader %}甲",), "判断“{% if leader %}”没有结束，请在后面补上“{% endif %}”"),
        (("{{ leader }}", "{% endif %}"), "正文第2段的“{% endif %}”没有对应的开头"),
        (("{{ leader",), "正文第1段的标签没有写完（“{{”没有另一半），请检查括号是否成对"),
        (("{{ leader }}", "{% if leader"), "正文第2段的标签没有写完"),
        (("{{ leader }}", "甲 %}"), "正文第2段的标签没有写完（“%}”没有另一半）"),
        (("{{ leader、task }}",), "标签写法有误"),
        (("{{ leader }}" * 3001,), "有3001处标签，超过3000处"),
        (("{% for i in range(1000000000) %}{{ leader }}{% endfor %}",), "用了调用"),
        (("{% set a = leader %}{{ a }}",), "用了赋值"),
        (("{{ leader * 1000000000 }}",), "用了乘法"),
        (("{{ leader|lenght }}",), "过滤器“lenght”不能用，最接近的是“length”"),
        (("{% for s in subjects recursive %}{{ loop(subjects) }}{% endfor %}",), "递归循环"),
        (("没有标签",), "没有一处《检查报告》的事实标签"),
        (
            ("{% for s in subjects %}{% for p in problems %}{{ leader }}{% endfor %}{% endfor %}",),
            "循环套在另一个循环里，只能对外层循环的成员进行",
        ),
        (("{% for c in leader %}{{ c }}{% endfor %}",), "“组长”不是一组"),
        (("{% for c in leader|trim %}{{ c }}{% endfor %}",), "应当对一组事实进行"),
        (("{{ subjects|map('center', 900000000)|join }}",), "map(attribute=…)"),
        (("{{ leader|join(leader) }}",), "“join”的连接符应为不超过4个字的文字"),
        (("{{ leader|replace('', leader) }}",), "过滤器“replace”不能用"),
        (("{% if leader is divisibleby(3) %}{{ leader }}{% endif %}",), "判断“is divisibleby”"),
        (("{{ " + "(" * 400 + "leader" + ")" * 400 + " }}",), "标签"),
        (("{{ leader " + "~ leader " * 400 + "}}",), "标签太长（超过1000字）"),
    ],
)
def test_a_faulty_tag_is_named_with_its_place(paragraphs: tuple[str, ...], answer: str) -> None:
    with pytest.raises(FormError) as told:
        check_template(_docx(*paragraphs), FORM)
    assert answer in told.value.message


def test_loops_may_not_nest_without_end() -> None:
    deep = "{% for a in [subjects] %}{% for b in a %}{% for c in b %}{% for d in c %}"
    with pytest.raises(FormError, match="套得太深"):
        check_template(_docx(deep + "{{ leader }}" + "{% endfor %}" * 4), FORM)


def test_a_template_of_another_form_is_named() -> None:
    with pytest.raises(FormError, match="这是《工作方案》的模板，不是《检查报告》的模板"):
        check_template(template_file("工作方案"), FORM)


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("word/vbaProject.bin", b"x", "带有宏"),
        ("word/vbaData.xml", b"<a/>", "带有宏"),
        ("word/start.exe", b"x", "不认识的内容“start.exe”"),
        ("word/chunk.html", b"<b>", "不认识的内容“chunk.html”"),
        ("word/footnotes.xml", b"<a>{{ leader }}</a>", "脚注里的标签不会填写"),
        ("word/odd.xml", "<?xml version='1.0' encoding='utf-16'?><a/>".encode("utf-16"), "不正常"),
        ("word/_rels/a.rels", b"<a TargetMode = 'external'/>", "外部链接"),
        ("word/header3.xml", _field("INCLUDEPICTURE &quot;http://x/y&quot;"), "域“INCLUDEPICTURE”"),
        ("word/header3.xml", _field("DDEAUTO c:\\\\x"), "域“DDEAUTO”"),
        ("word/header3.xml", b"<w:hdr", "结构不正常"),
        ("word/header3.xml", b" " * 5_000_000, "文字部分超过4MB"),
        ("word/embeddings/a.xlsx", b"x", "嵌入对象"),
        ("word/media/big.png", b"x" * 3_000_000, "图片“big.png”过大"),
        (
            "word/_rels/header9.xml.rels",
            b'<Relationships xmlns="u"><Relationship TargetMode="External"/></Relationships>',
            "外部链接",
        ),
        ("word/custom.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "实体声明"),
        ("word/bomb.xml", b" " * 45_000_000, "解开后过大"),
    ],
)
def test_a_harmful_file_is_refused(name: str, content: bytes, answer: str) -> None:
    with pytest.raises(FormError, match=answer):
        check_template(_with(_docx("{{ leader }}"), name, content), FORM)


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"not a zip", "不是 .docx 文件"),
        (b"", "不是 .docx 文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 .doc 文件或者加了密码"),
        (_docx("{{ leader }}")[:-300], "不是 .docx 文件或者已经损坏"),
        (_forged(_docx("{{ leader }}")), "已经损坏|解开后过大"),
        (b"\0" * 11_000_000, "超过10MB"),
        (_with(_docx("甲"), "[Content_Types].xml", b"macroEnabled"), "带有宏"),
    ],
)
def test_a_file_of_another_kind_is_refused(content: bytes, answer: str) -> None:
    with pytest.raises(FormError, match=answer):
        check_template(content, FORM)


def test_a_spreadsheet_takes_no_word_template() -> None:
    with pytest.raises(FormError, match="电子表格"):
        check_template(_docx("{{ issuer }}"), "统计表")
