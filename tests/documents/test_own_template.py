"""An office's own template is checked, and refused in Chinese with the place and the remedy."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document

from documents.errors import FormError
from documents.forms import FORMS
from documents.own_template import check_template
from documents.render import render, template_file
from tests.documents.reading import text_of

Example = Callable[..., dict[str, Any]]
FORM = "检查报告"


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


@pytest.mark.parametrize("form", [f for f in FORMS if FORMS[f].suffix == ".docx"])
def test_a_built_in_template_sent_back_is_fit_for_use(form: str) -> None:
    assert check_template(template_file(form, "joint_record"), form).unused == ()


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
        (("{{ leader",), "标签写法有误"),
        (("{% for i in range(1000000000) %}{{ leader }}{% endfor %}",), "用了调用"),
        (("{% set a = leader %}{{ a }}",), "用了赋值"),
        (("{{ leader * 1000000000 }}",), "用了乘法"),
        (("{{ leader|lenght }}",), "过滤器“lenght”不能用，最接近的是“length”"),
        (("{% for s in subjects recursive %}{{ loop(subjects) }}{% endfor %}",), "递归循环"),
        (("没有标签",), "没有一处《检查报告》的事实标签"),
    ],
)
def test_a_faulty_tag_is_named_with_its_place(paragraphs: tuple[str, ...], answer: str) -> None:
    with pytest.raises(FormError) as told:
        check_template(_docx(*paragraphs), FORM)
    assert answer in told.value.message


def test_loops_may_not_nest_without_end() -> None:
    deep = (
        "".join(f"{{% for {n} in subjects %}}" for n in "abcd")
        + "{{ leader }}"
        + "{% endfor %}" * 4
    )
    with pytest.raises(FormError, match="套得太深"):
        check_template(_docx(deep), FORM)


def test_a_template_of_another_form_is_named() -> None:
    with pytest.raises(FormError, match="这是《工作方案》的模板，不是《检查报告》的模板"):
        check_template(template_file("工作方案"), FORM)


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("word/vbaProject.bin", b"x", "带有宏"),
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
