"""`chuishao render`: a document from facts; what is wrong with the facts is told in one line."""

import io
import json
from pathlib import Path

import docx
import pytest

from app.profiles import LOCALITIES, load_profile
from documents.fields import form_keys
from tests.app.conftest import TypeIn


def write(desk: Path, facts: object) -> str:
    """The facts as a file."""
    (desk / "facts.json").write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    return "facts.json"


def words_in(document: Path) -> str:
    """All the text of a .docx."""
    opened = docx.Document(io.BytesIO(document.read_bytes()))
    cells = [c.text for table in opened.tables for row in table.rows for c in row.cells]
    return "\n".join([*(each.text for each in opened.paragraphs), *cells])


@pytest.mark.parametrize("form", form_keys())
def test_the_example_of_every_form_becomes_a_document(
    desk: Path, type_in: TypeIn, form: str
) -> None:
    example = type_in("render", form, "--example")
    assert example.status == 0
    (desk / "facts.json").write_text(example.out, encoding="utf-8")
    shown = type_in("render", form, "--facts", "facts.json", "-o", "made.docx")
    assert (shown.status, shown.err) == (0, "")
    assert "尚缺" not in shown.out
    assert (desk / "made.docx").read_bytes().startswith(b"PK")
    assert str(len((desk / "made.docx").read_bytes())) in shown.out


def test_the_list_names_every_form(type_in: TypeIn) -> None:
    shown = type_in("render", "--list")
    assert [line.partition("（")[0] for line in shown.out.splitlines()] == list(form_keys())


@pytest.mark.parametrize("locality", LOCALITIES)
def test_the_localitys_own_words_fill_the_gap(desk: Path, type_in: TypeIn, locality: str) -> None:
    facts = json.loads(type_in("render", "吹哨通知", "--example").out)
    del facts["words"], facts["locality"]
    write(desk, facts)
    shown = type_in(
        "render", "吹哨通知", "--facts", "facts.json", "--locality", locality, "-o", "a.docx"
    )
    assert shown.status == 0
    assert "尚缺" not in shown.out
    assert load_profile(locality).whistle.answer_word in words_in(desk / "a.docx")


def test_words_that_are_stated_stand(desk: Path, type_in: TypeIn) -> None:
    facts = json.loads(type_in("render", "吹哨通知", "--example").out)
    facts["words"] = {"respond": "赶到"}
    write(desk, facts)
    shown = type_in("render", "吹哨通知", "--facts", "facts.json", "--locality", "xinyang")
    assert shown.status == 0
    assert "赶到" in words_in(desk / "吹哨通知.docx")


def test_missing_facts_are_listed_by_their_chinese_names(desk: Path, type_in: TypeIn) -> None:
    write(desk, {"task": {"name": "某次抽查"}})
    shown = type_in("render", "吹哨通知", "--facts", "facts.json", "--locality", "wolong")
    assert (shown.status, shown.err) == (0, "")
    assert "尚缺 11 项" in shown.out
    assert "主送单位" in shown.out
    assert "【待填：主送单位】" in words_in(desk / "吹哨通知.docx")


@pytest.mark.parametrize(
    ("form", "said"), [("吹哨", "最接近的是“吹哨通知”"), ("zzz", "全部文书：人员更换审批表")]
)
def test_an_unknown_form_gets_the_nearest(type_in: TypeIn, form: str, said: str) -> None:
    shown = type_in("render", form, "--facts", "facts.json")
    assert (shown.status, shown.out) == (1, "")
    assert said in shown.complaint


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"a": 1,\n "b" 2}', "第 2 行第 6 个字处不是正确的 JSON"),
        ("", "第 1 行第 1 个字处"),
        ("[1]", "应为一组名称和值"),
        ('{"task": 3}', "抽查任务”应为字典"),
        ('{"tsk": {}}', "最接近的是“task”"),
        ('{"words": "吹哨"}', "属地用语”应为字典"),
        ('{"locality": "xinhua"}', "与 --locality xinyang 不符"),
        ("[" * 100_000, "嵌套过深"),
    ],
)
def test_bad_facts_are_one_line_and_nothing_is_written(
    desk: Path, type_in: TypeIn, content: str, said: str
) -> None:
    (desk / "facts.json").write_text(content, encoding="utf-8")
    shown = type_in("render", "吹哨通知", "--facts", "facts.json", "--locality", "xinyang")
    assert (shown.status, shown.out) == (1, "")
    assert said in shown.complaint
    assert [each.name for each in desk.iterdir()] == ["facts.json"]


def test_facts_in_another_encoding_are_told_apart(desk: Path, type_in: TypeIn) -> None:
    (desk / "facts.json").write_bytes('{"issuer": "县民政局"}'.encode("gbk"))
    assert "不是 UTF-8 文字" in type_in("render", "吹哨通知", "--facts", "facts.json").complaint
    (desk / "facts.json").write_bytes(b"\xef\xbb\xbf{}")
    assert type_in("render", "吹哨通知", "--facts", "facts.json").status == 0


def test_what_is_left_out_is_asked_for(type_in: TypeIn) -> None:
    assert "请写明文书名称：" in type_in("render").complaint
    assert "请用 --facts 给出事实文件" in type_in("render", "吹哨通知").complaint
    missing = type_in("render", "吹哨通知", "--facts", "none.json")
    assert "none.json 不存在" in missing.complaint


def test_an_output_that_cannot_be_written_is_named(desk: Path, type_in: TypeIn) -> None:
    write(desk, {})
    shown = type_in("render", "吹哨通知", "--facts", "facts.json", "-o", "没有/a.docx")
    assert shown.status == 1
    assert "没有/a.docx" in shown.complaint
    assert (
        "是一个目录" in type_in("render", "吹哨通知", "--facts", "facts.json", "-o", ".").complaint
    )


def test_spreadsheet_is_named_so_when_no_name_is_given(desk: Path, type_in: TypeIn) -> None:
    (desk / "facts.json").write_text(type_in("render", "统计表", "--example").out, "utf-8")
    assert type_in("render", "统计表", "--facts", "facts.json").status == 0
    assert (desk / "统计表.xlsx").read_bytes().startswith(b"PK")
    assert not (desk / "统计表.docx").exists()
