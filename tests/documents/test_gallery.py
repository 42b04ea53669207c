"""Examples speak each locality's own words."""

from __future__ import annotations

import json

import pytest

from documents.forms import FORMS
from documents.gallery_facts import LOCALITIES, example_facts
from documents.render import render
from tests.documents.conftest import EXAMPLES
from tests.documents.reading import text_of

_LOCAL = json.loads((EXAMPLES / "localities.json").read_text(encoding="utf-8"))
_WORD_FORMS = [form for form, one in FORMS.items() if one.suffix == ".docx"]


def _circulars(locality: str) -> set[str]:
    named = (rule for rule in _LOCAL[locality]["rules"].values() if rule)
    return {rule[: rule.index("》") + 1] for rule in named}


@pytest.mark.parametrize("locality", LOCALITIES)
def test_no_form_cites_another_countys_circular(locality: str) -> None:
    foreign = set().union(*(_circulars(other) for other in LOCALITIES if other != locality))
    for form in _WORD_FORMS:
        text = text_of(render(form, example_facts(form, locality)).docx)
        assert [name for name in foreign if name in text] == [], form


@pytest.mark.parametrize("locality", LOCALITIES)
def test_no_form_names_another_countys_team(locality: str) -> None:
    own = _LOCAL[locality]["words"]["team"]
    foreign = {_LOCAL[other]["words"]["team"] for other in LOCALITIES} - {own, "检查组"}
    for form in _WORD_FORMS:
        text = text_of(render(form, example_facts(form, locality)).docx).replace(own, "")
        assert [name for name in foreign if name in text] == [], form


@pytest.mark.parametrize("locality", LOCALITIES)
def test_results_are_coded_as_the_county_codes_them(locality: str) -> None:
    codes = {row["code"]: row["label"] for row in _LOCAL[locality]["result_codes"]}
    for form, rows in (
        ("工作总结", "by_result"),
        ("情况记录表", "findings"),
        ("结果公示表", "rows"),
    ):
        for row in example_facts(form, locality)[rows]:
            assert codes[row["code"]] == row["label"]


@pytest.mark.parametrize(
    ("locality", "said"),
    [
        ("xinyang", "谁检查、谁录入、谁负责"),
        ("xinxian", "谁检查、谁录入、谁公开"),
        ("wolong", None),
    ],
)
def test_a_notice_states_the_countys_own_principle_or_none(locality: str, said: str | None) -> None:
    facts = {**example_facts("吹哨通知", locality), "stage": "公示处理", "matters": []}
    text = text_of(render("吹哨通知", facts).docx)
    assert (f"按照“{said}”的原则" in text) is (said is not None)
    assert ("谁检查" in text) is (said is not None)
