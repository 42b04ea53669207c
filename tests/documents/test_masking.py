"""A public copy carries no phone, no certificate number and no risk class."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from documents.counting import length
from documents.forms import FORMS
from documents.masking import public_facts
from documents.render import render
from tests.documents.reading import text_of

Example = Callable[..., dict[str, Any]]
WORD_FORMS = [form for form, one in FORMS.items() if one.suffix == ".docx"]


@pytest.mark.parametrize("form", WORD_FORMS)
def test_a_masked_copy_shows_nothing_personal(form: str, example: Example) -> None:
    facts = example(form)
    before = repr(facts)
    text = text_of(render(form, public_facts(form, facts)).docx)
    assert not re.search(r"000-\d{7}|青禾-虚构-\d{4}", text)
    assert repr(facts) == before


def test_a_phone_in_running_text_is_hidden(example: Example) -> None:
    facts = example("检查报告")
    facts["advice"] = ["请与13800138000或0376-1234567联系，该户为信用风险等级：D类。"]
    advice = public_facts("检查报告", facts)["advice"][0]
    assert advice.count("（不公开）") == 3
    assert "D类" not in advice


def test_a_credit_code_is_not_taken_for_a_phone(example: Example) -> None:
    facts = public_facts("结果公示表", example("结果公示表"))
    assert facts["rows"][0]["credit_code"] == "12419901MB0XB0035U"


def test_a_long_paper_is_pointed_out(example: Example) -> None:
    facts = example("检查报告")
    short = length(render("检查报告", facts).docx)
    assert not short.exceeds
    assert short.notice is None
    facts["advice"] = ["字" * 4000]
    long = length(render("检查报告", facts).docx)
    assert long.exceeds
    assert "超过" in (long.notice or "")


def test_attachments_do_not_count_as_text(example: Example) -> None:
    facts = example("工作方案")
    before = length(render("工作方案", facts).docx)
    facts["check_items"] = facts["check_items"] * 10
    after = length(render("工作方案", facts).docx)
    assert after.text == before.text
    assert after.attachments > before.attachments
