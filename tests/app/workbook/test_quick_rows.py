"""The quick way through a roster reads exactly what the thorough way reads."""

import unicodedata
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.demo.codes import fictional_code
from app.workbook import quick_rows, reader
from app.workbook.cells import UNTIDY, is_tidy, text
from app.workbook.columns import SUBJECTS, sheet_form
from app.workbook.markup import SheetScan
from app.workbook.problems import CellFault
from app.workbook.reader import read_book
from app.workbook.rows import Reading
from app.workbook.tables import Table
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
    (7, "０３７６１２３４５６７"),
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
    monkeypatch.setattr(reader, "quick_rows", lambda layout: {})
    thorough = read_book(content)
    assert quick.subjects == thorough.subjects
    assert quick.problems == thorough.problems
    assert len(quick.problems) >= 12
    assert len(quick.subjects) >= 12


WORDS = [
    "",
    "甲站",
    "甲　站",
    "甲\u200b站",
    "甲_x000D_站",
    "甲#",
    "A",
    "A类",
    "存续",
    "在业",
    "长" * 101,
]
CELLS: list[object] = [
    *(value for _, value in ODD),
    *WORDS,
    None,
    0,
    1,
    True,
    0.0,
    45000.0,
    float("inf"),
    date(2025, 3, 1),
    date(1999, 3, 1),
    datetime(2025, 3, 1),  # noqa: DTZ001 - as the workbook reader gives them
    datetime(2025, 3, 1, 9),  # noqa: DTZ001
    time(9),
    timedelta(days=1),
]
SPOILT = st.tuples(st.integers(0, 19), st.integers(0, 10), st.sampled_from(CELLS))


def outcome(table: Table, reading: Reading) -> list[object]:
    layouts = reader._layouts(reading, [table])
    for layout in layouts:
        reader._read_sheet(reading, layout)
    return [reading.subjects, reading.problems, reading.remarks, reading.row_counts, reading.faulty]


@settings(max_examples=300, deadline=None)
@given(
    spoilt=st.lists(SPOILT, max_size=12),
    short=st.dictionaries(st.integers(0, 19), st.integers(0, 11), max_size=3),
    marked=st.sets(st.tuples(st.integers(2, 23), st.integers(1, 11)), max_size=2),
    absent=st.sets(st.sampled_from(HEADERS[2:]), max_size=2),
    upside_down=st.booleans(),
)
def test_any_rows_are_read_the_same_both_ways(spoilt, short, marked, absent, upside_down) -> None:
    body: list[list[object]] = [
        [fictional_code("91", f"MA0XK{number:03d}"), *PLAIN[1:]] for number in range(20)
    ]
    for row, place, value in spoilt:
        body[row][place] = value
    rows = [[*HEADERS], *body]
    for place in sorted((HEADERS.index(name) for name in absent), reverse=True):
        for row in rows:
            del row[place]
    for row, width in short.items():
        del body[row][width:]
    if upside_down:
        rows = [row[::-1] for row in rows]

    def table() -> Table:
        return Table(
            name=SUBJECTS,
            rows=[[*row] for row in rows],  # type: ignore[list-item]
            scan=SheetScan(formulas=set(marked)),
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quick_rows, "BLOCK", 4)
        quick = outcome(table(), Reading())
        patch.setattr(reader, "quick_rows", lambda layout: {})
        assert quick == outcome(table(), Reading())


def test_a_formula_is_found_at_the_ends_of_a_block() -> None:
    first = quick_rows.BLOCK + 1
    for number in (2, first - 1, first, first + 1, 2 * first):
        body = [[f"甲{each}", *PLAIN[1:]] for each in range(2 * first)]
        for row in body:
            row[0] = fictional_code("91", f"M{int(row[0][1:]):07d}")
        scan = SheetScan(formulas={(number, 2)})
        reading = Reading()
        outcome(Table(name=SUBJECTS, rows=[[*HEADERS], *body], scan=scan), reading)
        assert [problem.row for problem in reading.problems] == [number]
        assert len(reading.subjects) == len(body) - 1


def test_tidy_words_are_left_as_they_are_by_the_thorough_reader() -> None:
    for point in range(0x30000):
        letter = chr(point)
        if UNTIDY.search(letter) is not None or unicodedata.category(letter) == "Cs":
            continue
        try:
            assert text(f"甲{letter}") == f"甲{letter}", hex(point)
        except CellFault:
            pytest.fail(f"{point:x} is not tidy")
    assert not is_tidy("甲_x000D_")
