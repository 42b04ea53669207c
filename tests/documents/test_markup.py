from __future__ import annotations

import pytest

from documents.errors import FormError
from documents.layout import layout
from documents.markup import parse, split_cells
from documents.numerals import chinese_number
from documents.titles import title_lines
from documents.typefaces import Typefaces


def _none(name: str) -> str:
    raise AssertionError(name)


def test_lines_become_blocks() -> None:
    blocks = parse("@title 标题\n\n# 一、总则\n{% if x %}\n正文{{ x }}\n{% endif %}", _none)
    assert [(b.name, b.text) for b in blocks] == [
        ("title", "标题"),
        ("h1", "一、总则"),
        ("statement", "if x"),
        ("body", "正文{{ x }}"),
        ("statement", "endif"),
    ]


def test_a_filter_bar_does_not_part_cells() -> None:
    assert split_cells(" 甲 | {{ x|join('、') }} | ") == ("甲", "{{ x|join('、') }}", "")


def test_an_included_template_stands_in_place() -> None:
    blocks = parse("@include 共用\n完", lambda name: f"来自{name}")
    assert [b.text for b in blocks] == ["来自共用", "完"]


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("正文\n@titel 标题", "第2行的标记“@titel”不认识"),
        ("@table 50c 50l\n| a | b", "第1行的“@table”没有以“@end”结束"),
        ("@table 50c 50l\nab\n@end", "第2行应为表格的一行"),
    ],
)
def test_bad_markup_is_named_with_its_line(source: str, answer: str) -> None:
    with pytest.raises(FormError, match=answer):
        parse(source, _none)


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("@table 50c 50l\n| a | b | c\n@end", "第2行有3格，表格有2栏"),
        ("@table wide\n| a\n@end", "第1行的栏宽写法有误"),
    ],
)
def test_bad_tables_are_named_with_their_line(source: str, answer: str) -> None:
    with pytest.raises(FormError, match=answer):
        layout("试", parse(source, _none), "plain", Typefaces())


def test_numbers_are_written_as_in_headings() -> None:
    assert [chinese_number(n) for n in (1, 10, 11, 20, 35, 99)] == [
        "一", "十", "十一", "二十", "三十五", "九十九",
    ]  # fmt: skip
    with pytest.raises(FormError):
        chinese_number(0)


@pytest.mark.parametrize(
    "title",
    [
        "2026年青禾县养老机构“一业一查”部门联合抽查工作方案",
        "关于做好2026年青禾县养老机构“一业一查”部门联合抽查方案制定工作的通知",
        "关于移送青禾县福寿里养老服务中心有关案件线索的函",
    ],
)
def test_long_titles_are_broken_by_sense(title: str) -> None:
    lines = title_lines(title).split("\n")
    assert "".join(lines) == title
    assert len(lines) >= 2
    for line in lines:
        assert len(line) <= 21
        assert line.count("“") == line.count("”")
        assert line[0] not in "”》、的"
    for word in ("2026", "部门", "联合", "抽查", "案件", "养老"):
        assert title.count(word) == sum(line.count(word) for line in lines)


def test_short_titles_are_left_alone() -> None:
    assert title_lines("卷内目录") == "卷内目录"
