from __future__ import annotations

from pathlib import Path

import pytest

import documents
from documents.facts_table import facts_table
from documents.fields import entry, own_fields
from documents.forms import FORMS

ROOM = Path(documents.__path__[0])
WANTED = (
    "吹哨通知 工作方案 随机抽取记录 检查组名单 提前告知书 情况记录表 结果公示表 责令改正通知书 "
    "工作总结 卷内目录 报到回执 案件线索移送函 人员更换审批表"
)
PERSONAL = ("电话", "执法证号", "风险", "法定代表人")


def test_the_catalogue_has_the_forms_of_the_main_line() -> None:
    assert set(WANTED.split()) <= set(FORMS)


@pytest.mark.parametrize("key", FORMS)
def test_every_form_has_an_example_and_a_title(key: str) -> None:
    assert (ROOM / "examples" / f"{key}.json").is_file()
    form = FORMS[key]
    assert form.key == form.title == key
    assert form.issuer_role
    assert form.recipient
    assert "issuer" in form.mandatory


def test_what_the_circulars_publish_is_public() -> None:
    assert {key for key, form in FORMS.items() if form.public} == {
        "年度联合抽查计划",
        "联合抽查事项清单",
        "抽取方案公示单",
        "结果公示表",
    }


def test_the_catalogue_has_all_thirty_seven_documents_of_the_process() -> None:
    assert {form.number for form in FORMS.values()} == set(range(1, 38))


@pytest.mark.parametrize("key", [key for key, form in FORMS.items() if form.public])
def test_a_public_form_takes_no_personal_fact(key: str) -> None:
    labels = [fact.label for fact in own_fields(key)]
    assert not [label for label in labels for word in PERSONAL if word in label]


def test_a_scheme_lists_liaisons_without_phones() -> None:
    liaison = entry("工作方案").root.members["liaisons"].element
    assert liaison is not None
    assert "phone" not in liaison.members


def test_the_facts_table_is_up_to_date() -> None:
    assert (ROOM / "FACTS.md").read_text(encoding="utf-8") == facts_table()


def test_no_template_asks_which_locality_it_is_in() -> None:
    for template in (ROOM / "templates").glob("*.j2"):
        assert "locality" not in template.read_text(encoding="utf-8"), template.name
