"""常行: rows of a sheet's XML that hold nothing odd are counted and cut out before the walk.

A roster has a hundred thousand rows and nearly all are plain: values in cells that say where they
are. One pattern proves that of a whole row, letter by letter; whatever it does not fit stays in.
"""

import codecs
import re
from dataclasses import dataclass

RUN = 10_000
"""Rows that are cut at one go."""
BLOCK = 1024 * 1024
ROW_START = b"<row "
CHARACTERS = rb"[^<&>\x00-\x08\x0b\x0c\x0e-\x1f]*+"
REFERENCE = (
    rb"&(?:#(?:[1-4][0-9]{4}|65[2-4][0-9]{2}|[1-9][0-9]{2,3}|[4-9][0-9]|3[2-9]|10|13|9)"
    rb"|amp|lt|gt|quot|apos);"
)
TEXT = CHARACTERS + rb"(?:" + REFERENCE + CHARACTERS + rb")*+"
VALUE = rb"(?:<v>" + TEXT + rb'</v>|<is><t(?: xml:space="preserve")?>' + TEXT + rb"</t></is>)"
CELL = (
    rb'<c r="[A-Z]{1,3}(?P=number)"(?: s="[0-9]++")?(?: t="(?:s|n|b|d|str|inlineStr)")?'
    rb"(?:/>|>(?:" + VALUE + rb"(?P<filled>))?</c>)"
)
PLAIN_ROW = re.compile(
    rb'[ \t\r\n]*+<row r="(?P<number>[1-9][0-9]{0,6})"'
    rb'(?P<attributes>(?: [A-Za-z0-9:]++="[^"<>&]*+")*+)(?:/>|>(?:' + CELL + rb")*+</row>)"
)
FILLED_CELL = re.compile(rb'<c r="([A-Z]{1,3})[0-9]++"[^>]*><[vi]')
OTHER_ENCODING = re.compile(rb"""^[^>]*\sencoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE)
SILENT = re.compile(rb"<(?:!|\?(?!xml\s))")
"""Begins a comment, a text as it stands or an instruction: a row in it is mere words."""
NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
"""U+FFFE and U+FFFF, which are UTF-8 and not XML."""


@dataclass(slots=True)
class Remainder:
    """余下: what a sheet says besides its plain rows, and how far those reach.

    `markup` is well-formed exactly if the sheet is, and a walk of it comes to the same result for
    all that was not cut. `columns` are the letters of the filled columns.
    """

    markup: bytes
    last_row: int
    columns: set[bytes]


def without_plain_rows(markup: bytes) -> Remainder:
    """Cut the plain rows out of a sheet.

    The last of each run stays, so that the walk goes on as from there, and the first with each
    set of attributes, so that these are seen by the walk. A row in no place for one is an error
    there, as it is in the whole sheet; where a row might be mere words nothing is cut.
    """
    start = markup.find(ROW_START)
    if start < 0 or not _is_utf8(markup):
        return Remainder(markup, 0, set())
    kept = [markup[:start]]
    known: set[bytes] = set()
    columns: set[bytes] = set()
    last_row = 0
    at = start
    while at >= 0:
        began, length, last = at, 0, None
        while length < RUN and (row := PLAIN_ROW.match(markup, at)):
            at, last, length = row.end(), row, length + 1
            number, attributes, filled = row.groups()
            if filled is not None:
                last_row = max(last_row, int(number))
            if attributes not in known:
                known.add(attributes)
                kept.append(row[0])
        if last:
            columns.update(FILLED_CELL.findall(markup, began, at))
            kept.append(last[0])
            continue
        following = markup.find(ROW_START, at + 1)
        kept.append(markup[at : following if following >= 0 else len(markup)])
        at = following
    rest = b"".join(kept)
    if SILENT.search(rest):
        return Remainder(markup, 0, set())
    return Remainder(rest, last_row, columns)


def _is_utf8(markup: bytes) -> bool:
    """Whether every byte is the XML character that the pattern takes it for."""
    if OTHER_ENCODING.match(markup):
        return False
    if markup.isascii():
        return True
    if any(each in markup for each in NO_CHARACTERS):
        return False
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(markup), BLOCK):
            decoder.decode(markup[at : at + BLOCK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
