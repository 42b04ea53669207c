"""The quick scan of a sheet says what the walk says, or leaves it to the walk."""

import pytest

from app.workbook import markup
from app.workbook.markup import SheetScan, scan_sheet

HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
PLAIN = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="3" s="2"><c r="AB3"><v>2</v></c></row>'


def test_a_plain_sheet_is_measured_alike_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = markup._plain_scan(HEAD + PLAIN + TAIL)
    assert quick == SheetScan(last_row=3, last_column=28)
    assert markup._walked_scan(HEAD + PLAIN + TAIL) == quick


@pytest.mark.parametrize(
    "odd",
    [
        b'<row r="5"><c r="A5"><f>1+1</f><v>2</v></c></row>',
        b'<row r="5"><c r="A5" t="e"><v>#REF!</v></c></row>',
        b'<row r="5"><c r="A5" t=\'e\'><v>#REF!</v></c></row>',
        b'<row r="5"><c r="A6"><v>1</v></c></row>',
        b'<row r="5"><c><v>1</v></c></row>',
        b'<row><c r="A5"><v>1</v></c></row>',
        b'<row r="5"><c s="1" r="A5"><v>1</v></c></row>',
        b"<row r=\"5\"><c r='ZZ5'><v>1</v></c></row>",
        b"<!-- <row> -->",
        b'<row r="1048576"><c r="XFD1048576"/></row>',
        b'<row\nr="5"><c r="A5"><v>1</v></c></row>',
    ],
)
def test_whatever_is_odd_is_left_to_the_walk(odd: bytes) -> None:
    assert markup._plain_scan(HEAD + PLAIN + odd + TAIL) is None


def test_formatting_far_below_is_no_extent() -> None:
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert scan_sheet(HEAD + PLAIN + far + TAIL).last_row == 3


def test_torn_markup_is_an_error_both_ways() -> None:
    from xml.parsers.expat import ExpatError

    with pytest.raises(ExpatError):
        scan_sheet(HEAD + PLAIN)
