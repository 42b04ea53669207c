from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document

from documents import render as room
from documents.errors import FormError
from documents.forms import FORMS as ALL_FORMS
from documents.render import render
from tests.documents.reading import LOCALITIES, text_of

Example = Callable[..., dict[str, Any]]
FORMS = [form for form, one in ALL_FORMS.items() if one.suffix == ".docx"]
Part = Callable[..., str]


@pytest.mark.parametrize("locality", LOCALITIES)
@pytest.mark.parametrize("form", FORMS)
def test_every_example_renders_for_every_locality(
    form: str, locality: str, example: Example
) -> None:
    made = render(form, example(form, locality))
    assert made.missing == ()
    text = text_of(made.docx)
    assert "待填" not in text
    assert "None" not in text
    assert "{{" not in text
    assert "{%" not in text


@pytest.mark.parametrize("form", FORMS)
def test_the_same_facts_give_the_same_bytes(form: str, example: Example) -> None:
    first = render(form, example(form))
    room._compiled.cache_clear()
    again = render(form, dict(reversed(example(form).items())))
    assert first.docx == again.docx
    assert first.facts_sha256 == again.facts_sha256
    assert first.sha256 == hashlib.sha256(first.docx).hexdigest()


def test_another_fact_gives_another_hash(example: Example) -> None:
    facts = example("工作总结")
    before = render("工作总结", facts)
    facts["counts"]["checked"] = 2
    after = render("工作总结", facts)
    assert before.facts_sha256 != after.facts_sha256
    assert before.sha256 != after.sha256


@pytest.mark.parametrize("form", FORMS)
def test_a_document_without_facts_asks_for_each_of_them(form: str) -> None:
    for variant in ("joint_record", "annex_b"):
        made = render(form, {"record_form": variant})
        assert "发文机关" in made.missing
        assert "【待填：" in text_of(made.docx)
        assert len(made.missing) == len(set(made.missing))


def test_a_missing_fact_is_printed_and_named(example: Example) -> None:
    facts = example("提前告知书")
    facts["visit"]["time"] = None
    facts["officers"][1]["certificate_number"] = ""
    del facts["contact"]["phone"]
    made = render("提前告知书", facts)
    assert made.missing == ("检查时间", "检查人员第2项执法证号", "联系电话")
    assert "时间：【待填：检查时间】" in text_of(made.docx)


def test_a_missing_list_is_one_missing_fact(example: Example) -> None:
    facts = example("检查组名单")
    facts["teams"] = []
    made = render("检查组名单", facts)
    assert made.missing == ("检查组",)
    assert "【待填：检查组名称】" in text_of(made.docx)


def test_zero_and_no_are_facts_and_not_missing(example: Example) -> None:
    facts = example("工作总结")
    facts["counts"] = dict.fromkeys(facts["counts"], 0)
    assert render("工作总结", facts).missing == ()


def test_a_due_date_is_asked_for_unless_the_order_is_immediate(example: Example) -> None:
    facts = example("责令改正通知书")
    facts["due_on"] = None
    assert render("责令改正通知书", facts).missing == ("改正期限",)
    facts["immediate"] = True
    made = render("责令改正通知书", facts)
    assert made.missing == ()
    assert "立即改正" in text_of(made.docx)


def test_a_refused_signature_is_recorded_with_its_reason(example: Example) -> None:
    for locality in ("xinyang", "wolong"):
        facts = example("情况记录表", locality)
        facts["signature"].update(
            signed=False, refusal_reason="负责人外出", recording="LX-07", witness="周见山"
        )
        text = text_of(render("情况记录表", facts).docx)
        for word in ("负责人外出", "LX-07", "周见山"):
            assert word in text


def test_a_draft_says_so_in_both_footers(example: Example, part: Part) -> None:
    facts = example("工作方案")
    issued = render("工作方案", facts).docx
    facts["draft"] = True
    draft = render("工作方案", facts).docx
    for name in ("word/footer1.xml", "word/footer2.xml"):
        assert "草稿" in part(draft, name)
        assert "草稿" not in part(issued, name)


def test_special_characters_survive_in_every_form(example: Example) -> None:
    name = '青禾县“㐂𠮷”<甲&乙>"厂" 全角１２３'
    for form in ("提前告知书", "情况记录表", "案件线索移送函"):
        facts = example(form)
        facts["subject"]["name"] = name
        shown = text_of(render(form, facts).docx).replace("\n", "")
        assert name in shown, form


def test_control_characters_are_dropped_and_line_feeds_kept(example: Example) -> None:
    facts = example("情况记录表")
    facts["opinion"] = "第一\x00行\x0b。\n第二\ud800行\ufffe。\t完"
    document = Document(io.BytesIO(render("情况记录表", facts).docx))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    assert "第一行。\n第二行。 完" in cells


def test_a_tag_in_a_fact_is_only_text(example: Example) -> None:
    facts = example("情况记录表")
    facts["remarks"] = "{{ 7*7 }}{% if %}"
    assert "{{ 7*7 }}{% if %}" in text_of(render("情况记录表", facts).docx)


@pytest.mark.parametrize("form", FORMS)
def test_every_file_opens_again_and_keeps_fixed_times(form: str, example: Example) -> None:
    docx = render(form, example(form)).docx
    assert Document(io.BytesIO(docx)).core_properties.title == form
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        assert package.testzip() is None
        assert {item.date_time for item in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_an_unknown_form_is_answered_with_the_nearest() -> None:
    with pytest.raises(FormError, match="没有名为“工作方按”的文书，最接近的是《工作方案》"):
        render("工作方按", {})


def test_an_unknown_fact_is_answered_with_the_nearest(example: Example) -> None:
    facts = example("工作总结")
    facts["counts"]["cheked"] = 3
    with pytest.raises(FormError, match="没有名为“cheked”的事实，最接近的是“checked”"):
        render("工作总结", facts)


@pytest.mark.parametrize(
    ("fact", "value", "answer"),
    [
        ("issuer", 3, "“发文机关”应为文字"),
        ("attempt", True, "“抽取次序”应为整数"),
        ("attempt", "1", "“抽取次序”应为整数"),
        ("drawn", {}, "“抽中名单”应为列表"),
        ("population", [1], "“名录库”应为字典"),
        ("place", b"\x00", "不能保存"),
    ],
)
def test_a_malformed_fact_is_named(fact: str, value: object, answer: str, example: Example) -> None:
    facts = example("随机抽取记录")
    facts[fact] = value
    with pytest.raises(FormError, match=answer):
        render("随机抽取记录", facts)


def test_an_unknown_record_form_is_refused(example: Example) -> None:
    facts = example("情况记录表")
    facts["record_form"] = "annex_c"
    with pytest.raises(FormError, match="没有名为“annex_c”的式样"):
        render("情况记录表", facts)


def test_roles_are_called_as_the_locality_calls_them(example: Example) -> None:
    names = {
        "xinyang": "联合检查小组名单",
        "xinhua": "联合抽查组名单",
        "xinzhou": "联合检查组名单",
        "wolong": "联合检查组名单",
    }
    for locality, name in names.items():
        assert text_of(render("检查组名单", example("检查组名单", locality)).docx).startswith(name)
    whistle = text_of(render("吹哨通知", example("吹哨通知", "wolong")).docx)
    assert "吹哨" not in whistle
    assert "响应回执" in whistle


def test_silence_of_the_local_document_is_said_and_never_filled(example: Example) -> None:
    facts = example("工作方案")
    facts["notice"] = None
    facts["team"]["leader"] = None
    text = text_of(render("工作方案", facts).docx)
    assert "检查前是否告知检查对象，本地文件未规定" in text
    assert "组长的产生办法，本地文件未规定" in text
    deadline = text_of(render("吹哨通知", example("吹哨通知")).docx)
    assert "由发起部门商定，本地文件未规定" in deadline


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("方案制定", "对工作方案（征求意见稿）提出意见"),
        ("随机抽取", "派员参加检查对象的随机抽取"),
        ("实地检查", "到场参加联合检查"),
        ("公示处理", "将本部门检查结果录入省级平台并公示"),
    ],
)
def test_a_whistle_says_what_its_stage_asks_for(stage: str, words: str, example: Example) -> None:
    facts = example("吹哨通知")
    facts.update(stage=stage, matters=[])
    made = render("吹哨通知", facts)
    assert made.missing == ()
    assert words in text_of(made.docx)


def test_a_scheme_words_what_the_facts_leave_open(example: Example) -> None:
    facts = example("工作方案")
    facts["goal"] = None
    facts["draw"]["method"] = None
    for step in facts["schedule"]:
        step.update(work=None, owner=None)
    made = render("工作方案", facts)
    assert made.missing == ()
    text = text_of(made.docx)
    assert "组成联合检查小组实施联合检查" in text
    assert "抽取和匹配过程全程留痕" in text
