"""The provincial platform's draw list."""

import pytest

from app.workbook.drawn_list import read_drawn_list
from app.workbook.report import problem_line
from tests.app.workbook.books import CODES, packed

HEADER = "统一社会信用代码,名称,组别"
GOOD = f"{HEADER}\r\n{CODES[0]},甲站,一组\r\n{CODES[1]},乙站,二组\r\n"


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode("utf-8"),
        GOOD.encode("utf-8-sig"),
        GOOD.encode("gb18030"),
        GOOD.replace(",", "\t").encode("utf-8"),
        packed({"名单": [line.split(",") for line in GOOD.split()]}),
        packed({"名单": [["抽取结果"], *(line.split(",") for line in GOOD.split())]}),
    ],
    ids=["utf-8", "bom", "gb18030", "tabs", "xlsx", "xlsx-with-title"],
)
def test_the_list_is_read_in_order_whatever_its_form(content: bytes) -> None:
    drawn = read_drawn_list(content)
    assert drawn.problems == []
    assert drawn.codes == CODES[:2]
    assert [row.group for row in drawn.rows] == ["一组", "二组"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("代码,名称\n1,2\n", "第 1 行：缺少“统一社会信用代码”列"),
        (f"{HEADER}\n{CODES[0][:17]},甲站,\n", "第 2 行 A列“统一社会信用代码”：共17位，应为18位"),
        (f"{HEADER}\n{CODES[0]},,\n", "第 2 行 B列“名称”：必填，却是空的"),
        (f"{HEADER}\n{CODES[0]},甲,\n{CODES[0]},甲,\n", "第 3 行 A列“统一社会信用代码”：与第 2 行"),
        (f"{HEADER}\n", "名单里没有对象"),
    ],
)
def test_a_faulty_list_is_named_with_its_row(text: str, says: str) -> None:
    drawn = read_drawn_list(text.encode())
    assert len(drawn.problems) == 1
    assert says in problem_line(drawn.problems[0])


def test_what_is_no_list_is_refused() -> None:
    assert "认不出是什么编码" in read_drawn_list(b"\xff\xfe\x00\x00a\x00").problems[0].message


def test_a_formula_in_the_list_is_refused() -> None:
    rows = [["统一社会信用代码", "名称"], [CODES[0], '="甲"&"站"']]
    assert "公式" in read_drawn_list(packed({"名单": rows})).problems[0].message
