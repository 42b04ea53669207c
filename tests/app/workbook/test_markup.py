"""The scan that cuts out plain rows says what the walk of the whole sheet says."""

from xml.parsers.expat import ExpatError

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.workbook import markup, plain_rows
from app.workbook.markup import SheetScan, scan_sheet
from app.workbook.plain_rows import without_plain_rows

HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
TAIL = b"</sheetData></worksheet>"
DROP_DOWN = (
    '</sheetData><extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14='
    '"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation>'
    "<x14:formula1><xm:f>选项!$A$1:$A$5</xm:f></x14:formula1><xm:sqref>C2:C9</xm:sqref>"
    "</x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
).encode()
"""As Excel writes a drop-down whose list stands on another sheet."""
PLAIN = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="3" s="2"><c r="AB3"><v>2</v></c></row>'
FORMULA = b'<row r="%d"><c r="A%d"><v>1</v></c><c r="B%d"><f>1+1</f><v>2</v></c></row>'
FAR = b'<row r="1048576"><c r="XFD1048576" s="1"/></row>'
PLAIN_ROWS = [
    b'<row r="%d"><c r="A%d"><v>1</v></c><c r="C%d" s="1" t="s"><v>7</v></c></row>',
    b'\n  <row r="%d" spans="1:2" ht="15"><c r="B%d"/><c r="A%d"></c></row>',
    '<row r="%d"><c r="D%d" t="inlineStr"><is><t>青禾&#65288;&amp;</t></is></c></row>'.encode(),
    b'<row r="%d"/>',
    FAR,
]
ODD_ROWS = [
    FORMULA,
    b'<row r="%d"><c r="A%d" t="e"><v>#REF!</v></c></row>',
    b'<row r="%d"><c r="A%d" t=\'e\'><v>#REF!</v></c></row>',
    b'<row r="%d"><c r="A9"><v>1</v></c></row>',
    b"<row><c><v>1</v></c><c><f/></c></row>",
    b'<row r="%d"><c s="1" r="ZZ%d"><v>1</v></c></row>',
    b"<row\nr='%d'><c r='ZZ%d'><v>1</v></c></row>",
    b'<x:row xmlns:x="u" r="%d"><x:c><x:f>1</x:f></x:c></x:row>',
    b'<row r="%d" y:z="1"><c r="A%d"><v>1</v></c></row>',
    b'<row r="%d" s="1" s="1"><c r="A%d"><v>1</v></c></row>',
    b'<row r="%d"><c r="A%d"><v>a]]>b</v></c></row>',
    b'<row r="%d"><c r="A%d"><v>\x01</v></c></row>',
    b'<row r="%d"><c r="A%d"><v>\xed\xa0\x80</v></c></row>',
    b'<row r="%d"><c r="A%d"><v>\xef\xbf\xbe</v></c></row>',
    b'<row r="%d"><c r="A%d"><v>&#0;</v></c></row>',
    b'<row r="%d"><c r="A%d"><v>&#55296;</v></c></row>',
    b'<row r="%d"><c r="A%d"><v>&none;</v></c></row>',
    b'<row r="10000000"><c r="A10000000"><v>1</v></c></row>',
    b'<row r="%d"><c r="A%d"><is><row r="7"><c r="A7"><v>1</v></c></row></is></c></row>',
    b"<c><v>1</v></c>",
    b"<f>1</f>",
    b"<v/>",
    b"<!--",
    b"-->",
    b"<v><![CDATA[",
    b"]]></v>",
    b"<?word",
    b"?>",
    b'<b a="',
    b'"/>',
    b"</sheetData>",
    b"<sheetData>",
    b"<",
    b"&",
    b" words ",
]


def numbered(row: bytes, number: int) -> bytes:
    return row.replace(b"%d", str(number).encode())


def outcome(scan, sheet: bytes) -> object:
    """What comes of a scan, be it an error."""
    try:
        return scan(sheet)
    except (ExpatError, ValueError, LookupError) as error:
        return type(error)


@settings(max_examples=300, deadline=None)
@given(
    rows=st.lists(
        st.one_of(st.sampled_from(PLAIN_ROWS), st.sampled_from(PLAIN_ROWS + ODD_ROWS)), max_size=12
    ),
    torn=st.none() | st.tuples(st.integers(0, 900), st.integers(0, 3), st.sampled_from(b'<>/&"!')),
)
@example(rows=[PLAIN_ROWS[0], b"<!--", PLAIN_ROWS[0], PLAIN_ROWS[0], b"-->"], torn=None)
@example(rows=[b"<?word", PLAIN_ROWS[0], PLAIN_ROWS[0], b"?>"], torn=None)
@example(rows=[b'<b a="', PLAIN_ROWS[0], PLAIN_ROWS[0], b'"/>'], torn=None)
def test_both_ways_come_to_the_same(rows: list[bytes], torn: tuple[int, int, int] | None) -> None:
    body = b"".join(numbered(row, number) for number, row in enumerate(rows, start=1))
    sheet = HEAD + body + TAIL
    if torn:
        at, length, put = torn
        sheet = sheet[:at] + bytes([put]) + sheet[at + length :]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_rows, "RUN", 3)
        patch.setattr(plain_rows, "BLOCK", 7)
        assert outcome(scan_sheet, sheet) == outcome(markup._walked_scan, sheet)


@pytest.mark.parametrize("odd", ODD_ROWS)
def test_whatever_is_odd_is_left_to_the_walk(odd: bytes) -> None:
    sheet = HEAD + PLAIN + numbered(odd, 5) + PLAIN + TAIL
    assert numbered(odd, 5) in without_plain_rows(sheet).markup


def test_plain_rows_are_cut_but_for_the_ends_of_their_runs() -> None:
    rows = b"".join(numbered(PLAIN_ROWS[0], number) for number in range(1, 2001))
    odd = without_plain_rows(HEAD + rows + TAIL)
    assert (odd.last_row, odd.columns) == (2000, {b"A", b"C"})
    assert odd.markup == (HEAD + numbered(PLAIN_ROWS[0], 1) + numbered(PLAIN_ROWS[0], 2000) + TAIL)


@pytest.mark.parametrize("place", [-1, 0, 1])
@pytest.mark.parametrize("runs", [1, 2])
@pytest.mark.parametrize(
    "odd",
    [FORMULA, b'<row r="%d"><c r="B%d" t="e"><v>#REF!</v></c></row>'],
)
def test_nothing_hides_where_one_run_ends_and_the_next_begins(
    place: int, runs: int, odd: bytes
) -> None:
    at = plain_rows.RUN * runs + place
    rows = [numbered(PLAIN_ROWS[0], number) for number in range(1, plain_rows.RUN * runs + 4)]
    rows[at - 1] = numbered(odd, at)
    scan = scan_sheet(HEAD + b"".join(rows) + TAIL)
    assert scan.formulas | scan.errors == {(at, 2)}
    assert (scan.last_row, scan.last_column) == (len(rows), 3)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_another_encoding_is_left_to_the_walk(encoding: str) -> None:
    sheet = (HEAD + PLAIN + TAIL).decode().replace("UTF-8", encoding).encode(encoding)
    assert without_plain_rows(sheet).markup == sheet
    assert outcome(scan_sheet, sheet) == outcome(markup._walked_scan, sheet)


def test_formatting_far_below_is_no_extent() -> None:
    assert scan_sheet(HEAD + PLAIN + FAR + TAIL) == SheetScan(last_row=3, last_column=28)


def test_torn_markup_is_an_error_both_ways() -> None:
    with pytest.raises(ExpatError):
        scan_sheet(HEAD + PLAIN)


@pytest.mark.parametrize("last", [PLAIN_ROWS[0], FORMULA])
def test_the_list_of_a_drop_down_is_no_formula_of_the_last_cell(last: bytes) -> None:
    sheet = HEAD + PLAIN + numbered(last, 4)
    assert scan_sheet(sheet + DROP_DOWN) == scan_sheet(sheet + TAIL)
    assert (scan_sheet(sheet + DROP_DOWN).formulas == {(4, 2)}) == (last is FORMULA)


@pytest.mark.parametrize("blank", [b"\x0b", b"\x0c"])
def test_a_blank_that_xml_forbids_is_an_error_both_ways(blank: bytes) -> None:
    rows = [blank + numbered(PLAIN_ROWS[0], number) for number in range(2, 5)]
    sheet = HEAD + PLAIN + b"".join(rows) + PLAIN + TAIL
    assert outcome(scan_sheet, sheet) is outcome(markup._walked_scan, sheet) is ExpatError
