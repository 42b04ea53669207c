"""标题断行: where a long title is broken, by sense and in even lines (GB/T 9704 7.3.1)."""

from __future__ import annotations

import math
import unicodedata
from functools import cache, lru_cache

from documents.fields import CATALOGUE

WIDEST = 19
_ONE_MORE = 30.0
# 最多行数: longer texts are no titles and are only cut
_MOST_LINES = 12
_NEVER_BEFORE = "”’》〉）】、，。：；！？的"
_NEVER_AFTER = "“‘《〈（【〔"
_GOOD_AFTER = "”》）、县市区局年"
_GOOD_BEFORE = "“《（关"
_OPENING, _CLOSING = "“《（", "”》）"


def _wide(text: str) -> float:
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


@cache
def _words() -> frozenset[str]:
    """Words a line may not end inside, from catalogue/_words.txt."""
    return frozenset((CATALOGUE / "_words.txt").read_text(encoding="utf-8").split())


def _breaks(text: str) -> dict[int, float]:
    """Places where a line may end, with the cost of ending it there."""
    found: dict[int, float] = {}
    depth = 0
    for place in range(1, len(text)):
        last, following = text[place - 1], text[place]
        depth += (last in _OPENING) - (last in _CLOSING)
        joined = last.isascii() and following.isascii()
        if joined or following in _NEVER_BEFORE or last in _NEVER_AFTER:
            continue
        cost = 9.0 + (40.0 if depth > 0 else 0.0)
        if last + following in _words():
            cost += 20.0
        if last.isascii() != following.isascii():
            cost += 12.0
        if last in _GOOD_AFTER or following in _GOOD_BEFORE:
            cost = min(cost, 0.0) if depth <= 0 else cost
        found[place] = cost
    return found


def _best(text: str, count: int, widest: int) -> tuple[float, list[str]]:
    """The cheapest way to part `text` into `count` lines: even lines, broken by sense."""
    costs = _breaks(text)
    mean = _wide(text) / count
    ends = [0, *sorted(costs), len(text)]
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for number in range(count):
        step: dict[int, tuple[float, list[int]]] = {}
        for start, (spent, path) in best.items():
            for end in ends:
                if end <= start or (number == count - 1) != (end == len(text)):
                    continue
                width = _wide(text[start:end])
                over = max(0.0, width - widest) * 1000
                price = spent + (width - mean) ** 2 + over + costs.get(end, 0.0)
                if end not in step or price < step[end][0]:
                    step[end] = (price, [*path, end])
        best = step
    if len(text) not in best:
        return math.inf, [text]
    price, path = best[len(text)]
    return price, [text[a:b] for a, b in zip([0, *path], path, strict=False)]


@lru_cache(maxsize=512)
def title_lines(text: str, widest: int = WIDEST) -> str:
    """标题断行: `text` parted into lines of at most `widest` characters, joined by line feeds."""
    lines: list[str] = []
    for line in text.split("\n"):
        count = max(1, math.ceil(_wide(line) / widest))
        if count == 1:
            lines.append(line)
            continue
        if count > _MOST_LINES:
            lines += [line[start : start + widest] for start in range(0, len(line), widest)]
            continue
        fewer, more = _best(line, count, widest), _best(line, count + 1, widest)
        lines += (fewer if fewer[0] <= more[0] + _ONE_MORE else more)[1]
    return "\n".join(lines)
