"""缩进计算: widths and indents of signatures and marks, in twips (Jinja filters of the layout).

One 3号 character drawn together by 0.25 pt takes 315 twips, a half-width one 155; Word and
LibreOffice both set about 64 twips between Chinese and digits.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence

AREA = 8844
_FULL, _HALF, _BETWEEN = 315, 155, 64
_CHARACTER = 320
_MOST_ROWS, _MOST_COLUMNS = 60, 12
_LINE = 579
_MILLIMETRE = 56.69
_MARK_OVER = 94
_NAMES, _SPREAD, _MARGINS = 7000, 1.1, 114
# 联合标志: size in points, widest name on one line, most names that leave room for text on page 1
JOINT_MARKS = ((26, 13, 3), (22, 15, 4), (16, 21, 6), (12, 28, 30))


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA"


def text_width(text: str) -> int:
    """文字宽: width of the widest line of `text` in twips."""
    return max(
        sum(_FULL if _wide(c) else _HALF for c in line)
        + sum(_BETWEEN for a, b in itertools.pairwise(line) if _wide(a) != _wide(b))
        for line in text.split("\n")
    )


def sealed_left(date: str, right_end: int = 4 * _CHARACTER) -> int:
    """署名居中缩进: left indent that centres the issuer on a date ending 4 characters in."""
    return max(0, AREA - 2 * right_end - text_width(date))


def unsealed_left(issuers: Sequence[str], date: str) -> int:
    """不盖章署名缩进: left indent of the issuers (7.3.5.2): the longest ends 2 characters in, or
    further in where the date, starting 2 characters to the right, would otherwise stand out."""
    longest = max(*map(text_width, issuers), text_width(date) + 2 * _CHARACTER)
    return max(0, AREA - 2 * _CHARACTER - longest)


def mark_space(above: Sequence[object], millimetres: int = 35) -> int:
    """标志上空: height over a mark whose top stands so far under the top of the type area (35, of
    an order 20); 份号, 密级 and 紧急程度 (those given) take their lines."""
    height = round(millimetres * _MILLIMETRE) - _MARK_OVER
    return max(20, height - _LINE * sum(1 for line in above if line))


def joint_size(names: Sequence[str]) -> int:
    """联合标志字号: size (points) at which every name takes one line and page 1 still has text."""
    longest = max(len(name) for name in names)
    for size, widest, most in JOINT_MARKS:
        if longest <= widest and len(names) <= most:
            return size
    return JOINT_MARKS[-1][0]


def joint_width(names: Sequence[str]) -> int:
    """联合标志宽: of the cell in which the names are spread, its margins included."""
    room = max(map(len, names)) * joint_size(names) * 20 * _SPREAD
    return min(_NAMES, round(room) + _MARGINS)


def one_for_each(given: Sequence[str | None], issuers: Sequence[str]) -> list[str | None]:
    """逐一对应: one of `given` for every issuer, None where it was not given."""
    return [*given, *[None] * len(issuers)][: len(issuers)]


def signer_rows(signers: Sequence[str]) -> list[str]:
    """签发人分行: two names a row, short names spread, so that they stand under one another."""
    widest = max((len(name) for name in signers), default=0)
    spread = [
        f"{name[0]}{'　' * (widest - 2)}{name[1]}" if len(name) == 2 < widest else
        name.ljust(widest, "　")
        for name in signers
    ]  # fmt: skip
    rows = ["　".join(spread[start : start + 2]) for start in range(0, len(spread), 2)]
    if len(rows) > 1:
        rows = [row.ljust(2 * widest + 1, "　") for row in rows]
    return rows


def with_partners(issuer: str, partners: Sequence[str]) -> str:
    """联合行文机关: the issuers' names as a title writes them; three and more are 等N部门."""
    if len(partners) > 1:
        return f"{issuer}等{len(partners) + 1}部门"
    return "　".join((issuer, *partners))


def in_rows(names: Sequence[str], width: int = 2) -> list[list[str]]:
    """分行排列: `names` in rows of `width`, the last name at the right end of the last row."""
    width = max(1, min(width, _MOST_COLUMNS))
    short = -len(names) % width
    full = len(names) - (width - short if short else 0)
    rows = [list(names[i : i + width]) for i in range(0, full, width)]
    return rows + ([[""] * short + list(names[full:])] if short else [])


def short_of(rows: Sequence[object], least: int) -> list[int]:
    """空行: one number for every row that `rows` lack of `least`."""
    return list(range(len(rows), min(least, _MOST_ROWS)))


FILTERS = {
    "short_of": short_of,
    "sealed_left": sealed_left,
    "unsealed_left": unsealed_left,
    "mark_space": mark_space,
    "joint_size": joint_size,
    "joint_width": joint_width,
    "one_for_each": one_for_each,
    "signer_rows": signer_rows,
    "with_partners": with_partners,
    "in_rows": in_rows,
}
