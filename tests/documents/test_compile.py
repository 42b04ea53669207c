"""An office's own template enters at the same step as ours."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document

from documents.compile import Compiled
from documents.errors import FormError
from documents.facts import complete
from documents.fields import entry
from documents.forms import FORMS
from documents.render import render, template_file
from tests.documents.reading import text_of

KNOWN = ("issuer", "rows")


def _template(*paragraphs: tuple[str, ...]) -> bytes:
    document = Document()
    for runs in paragraphs:
        paragraph = document.add_paragraph()
        for run in runs:
            paragraph.add_run(run)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _text(docx: bytes) -> str:
    return "\n".join(p.text for p in Document(io.BytesIO(docx)).paragraphs)


def test_tags_split_over_runs_are_joined() -> None:
    compiled = Compiled(_template(("{", "{ iss", "uer }", "}")), known=KNOWN, trusted=False)
    assert _text(compiled.make({"issuer": "甲<局>"})) == "甲<局>"


def test_paragraph_loops_repeat_paragraphs() -> None:
    docx = _template(("{%p for r in rows %}",), ("{{ r }}",), ("{%p endfor %}",))
    compiled = Compiled(docx, known=KNOWN, trusted=False)
    assert _text(compiled.make({"rows": ["一", "二"]})) == "一\n二"


def test_an_unknown_tag_is_named_with_the_nearest() -> None:
    with pytest.raises(FormError, match="没有的事实“isuer”，最接近的是“issuer”"):
        Compiled(_template(("{{ isuer }}",)), known=KNOWN, trusted=False)


def test_an_unclosed_loop_is_answered_in_chinese() -> None:
    with pytest.raises(FormError, match="标签写法有误"):
        Compiled(_template(("{%p for r in rows %}",)), known=KNOWN, trusted=False)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ issuer.__class__.__mro__ }}",
        "{{ rows.append(1) }}",
        "{{ ''.__class__.__subclasses__() }}",
    ],
)
def test_an_offices_template_cannot_leave_the_sandbox(tag: str) -> None:
    compiled = Compiled(_template((tag,)), known=KNOWN, trusted=False)
    with pytest.raises(FormError):
        compiled.make({"issuer": "甲", "rows": []})


def test_broken_structure_is_refused_before_it_leaves() -> None:
    document = Document()
    document.add_paragraph("{% if issuer %}")
    document.add_table(1, 1).cell(0, 0).text = "{% endif %}"
    out = io.BytesIO()
    document.save(out)
    compiled = Compiled(out.getvalue(), known=KNOWN, trusted=False)
    with pytest.raises(FormError, match="结构有误"):
        compiled.make({"issuer": None})


def test_an_unknown_member_is_named() -> None:
    compiled = Compiled(_template(("{{ issuer.nmae }}",)), known=KNOWN, trusted=False)
    with pytest.raises(FormError, match="模板用到了没有的事实“nmae”"):
        compiled.make({"issuer": {"name": "甲"}})


def test_a_sum_that_fails_is_answered_in_chinese() -> None:
    compiled = Compiled(_template(("{{ 1 / 0 }}{{ issuer }}",)), known=KNOWN, trusted=False)
    with pytest.raises(FormError, match="模板的写法不能计算"):
        compiled.make({"issuer": "甲"})


@pytest.mark.parametrize("form", [f for f in FORMS if FORMS[f].suffix == ".docx"])
def test_a_built_in_form_handed_out_and_sent_back_prints_the_same(
    form: str, example: Callable[..., dict[str, Any]]
) -> None:
    facts = example(form)
    docx = template_file(form, facts.get("record_form"))
    reopened = io.BytesIO()
    Document(io.BytesIO(docx)).save(reopened)
    root = entry(form).root
    compiled = Compiled(reopened.getvalue(), known=root.members, trusted=False)
    made, _ = complete(form, root, facts)
    assert text_of(compiled.make(made)) == text_of(render(form, facts).docx)
