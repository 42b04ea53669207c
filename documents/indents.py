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
_LINE = 579
_MARK_SPACE = 1890


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


def unsealed_left(issuer: str, date: str) -> int:
    """不盖章署名缩进: issuer's left indent (7.3.5.2): right end 2 characters in, or further in
    where the date, starting 2 characters to the right of it, would otherwise stand out."""
    longest = max(text_width(issuer), text_width(date) + 2 * _CHARACTER)
    return max(0, AREA - 2 * _CHARACTER - longest)


def mark_space(above: Sequence[object]) -> int:
    """标志上空: height over the mark; 份号, 密级 and 紧急程度 (those given) take their lines."""
    return _MARK_SPACE - _LINE * sum(1 for line in above if line)


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
    short = -len(names) % width
    full = len(names) - (width - short if short else 0)
    rows = [list(names[i : i + width]) for i in range(0, full, width)]
    return rows + ([[""] * short + list(names[full:])] if short else [])


def short_of(rows: Sequence[object], least: int) -> list[int]:
    """空行: one number for every row that `rows` lack of `least`."""
    return list(range(len(rows), least))


FILTERS = {
    "short_of": short_of,
    "sealed_left": sealed_left,
    "unsealed_left": unsealed_left,
    "mark_space": mark_space,
    "signer_rows": signer_rows,
    "with_partners": with_partners,
    "in_rows": in_rows,
}
