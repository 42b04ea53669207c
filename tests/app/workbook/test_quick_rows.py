"""The quick way through a roster reads exactly what the thorough way reads."""

from datetime import date

import pytest

from app.demo.codes import fictional_code
from app.workbook import reader
from app.workbook.columns import SUBJECTS, sheet_form
from app.workbook.reader import read_book
from tests.app.workbook.office_books import book, comma_separated

HEADERS = [column.header for column in sheet_form(SUBJECTS).columns]
PLAIN = [
    "",
    "甲站",
    "营利性市场主体",
    "加油站",
    "一路1号",
    "北",
    "甲",
    "010-12345678",
    "A",
    "存续",
    "",
]
ODD: list[tuple[int, object]] = [
    (0, "错码"),
    (0, fictional_code("91", "MA0XH999").lower()),
    (0, "410000000000001"),
    (1, " 甲站 "),
    (1, "甲站（１号）"),
    (1, ""),
    (1, "长" * 101),
    (1, "#REF!"),
    (2, "非市场主体"),
    (2, "企业"),
    (2, ""),
    (3, ""),
    (4, "路" * 199),
    (4, "路" * 201),
    (5, "北\n南"),
    (7, "138001"),
    (7, "13800138000"),
    (8, "A类"),
    (8, "E"),
    (8, ""),
    (9, "在业"),
    (9, ""),
    (9, "跑路"),
    (10, "2025-02-30"),
    (10, "2025-03-01"),
    (10, "2025年3月1日"),
    (10, date(2025, 3, 1)),
    (10, "1999-03-01"),
]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_both_ways_read_the_same(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    rows: list[list[object]] = [list(HEADERS)]
    for number, (place, value) in enumerate([(1, "常站"), *ODD, (1, "末站")]):
        row: list[object] = [*PLAIN]
        row[0] = fictional_code("91", f"MA0XH{number:03d}")
        row[place] = value
        rows.append(row)
    content = book({SUBJECTS: rows}) if form == "xlsx" else comma_separated(rows)
    quick = read_book(content)
    monkeypatch.setattr(reader, "quick_reader", lambda layout: None)
    thorough = read_book(content)
    assert quick.subjects == thorough.subjects
    assert quick.problems == thorough.problems
    assert len(quick.problems) >= 12
    assert len(quick.subjects) >= 12
