"""期间: when a task of the plan runs, as people write it (2026年1月—11月, 全年, 第二季度)."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime

from app.workbook.cells import Cell, shown, text
from app.workbook.problems import CellFault

REMEDY = "请写成 2026年3月1日—2026年11月30日、2026年3月—11月、第二季度或全年"
DASHES = re.compile(r"[-‐-―−~～〜至到]+")
YEAR = r"(?:(20\d\d)[年./])?"
POINT = re.compile(
    YEAR + r"(?:(\d{1,2})(?:[月./](?:(\d{1,2})(?:日|号)?)?)?)(底|末|初|中旬|上旬|下旬)?"
)
YEAR_ALONE = re.compile(r"(20\d\d)年度?")
QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
QUARTER = re.compile(r"第?([一二三四1-4])(?:季度)?(?:[、至-]第?([一二三四1-4]))?季度")
HALVES = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12), "全年度": (1, 12), "年内": (1, 12)}
BEFORE = re.compile(r"(?:于|在)?(.+?)(?:底|末)?(?:之前|以前|前)(?:完成)?")


def period(cell: Cell, year: int | None) -> tuple[date, date] | None:
    """First and last day; None when the cell is empty. `year` is of the plan, where known.

    CellFault when it cannot be understood, or when no year is known.
    """
    if isinstance(cell, datetime | date):
        raise CellFault(
            f"只有一天（{shown(cell)}），看不出起止", f"可能被表格软件改成了日期，{REMEDY}"
        )
    words = unicodedata.normalize("NFKC", text(cell))
    words = DASHES.sub("-", "".join(words.split())).strip("。;，,")
    if not words:
        return None
    return _named(words, year) or _until(words, year) or _between(words, year)


def _named(words: str, year: int | None) -> tuple[date, date] | None:
    rest = words
    if told := re.match(r"(20\d\d)年?度?(?=\D|$)", words):
        year, rest = int(told[1]), words[told.end() :]
        if not rest:
            return _months(year, 1, 12)
    if rest in HALVES:
        return _months(_known(year), *HALVES[rest])
    if quarter := QUARTER.fullmatch(rest):
        first = QUARTERS[quarter[1]]
        last = QUARTERS[quarter[2]] if quarter[2] else first
        if last < first:
            raise CellFault("季度先后颠倒", REMEDY)
        return _months(_known(year), first * 3 - 2, last * 3)
    return None


def _until(words: str, year: int | None) -> tuple[date, date] | None:
    before = BEFORE.fullmatch(words)
    if not before:
        return None
    end = _point(before[1], year, last=True)
    return date(end.year, 1, 1), end


def _between(words: str, year: int | None) -> tuple[date, date]:
    parts = words.split("-")
    if len(parts) == 6 and all(part.isdigit() for part in parts):
        parts = [".".join(parts[:3]), ".".join(parts[3:])]
    elif len(parts) == 3 and len(parts[0]) == 4 and all(part.isdigit() for part in parts):
        parts = [".".join(parts)]
    if len(parts) > 2 or (len(parts) == 1 and not re.search("月", parts[0])):
        raise CellFault("认不出起止时间", REMEDY)
    if len(parts) == 1:
        return _point(parts[0], year, last=False), _point(parts[0], year, last=True)
    if parts[0].isdigit() and parts[1].endswith("月"):
        parts[0] += "月"
    if re.fullmatch(r"\d{1,2}[日号]", parts[1]) and (month := re.search(r"(\d{1,2})月", parts[0])):
        parts[1] = month[1] + "月" + parts[1]
    start = _point(parts[0], year, last=False)
    end = _point(parts[1], start.year, last=True)
    if end < start:
        raise CellFault("结束早于开始", REMEDY)
    return start, end


def _point(words: str, year: int | None, *, last: bool) -> date:
    if alone := YEAR_ALONE.fullmatch(words):
        return _months(int(alone[1]), 1, 12)[last]
    found = POINT.fullmatch(words)
    if not found or (found[4] and found[3]) or found[4] in ("中旬", "上旬", "下旬"):
        raise CellFault("认不出起止时间", REMEDY)
    month, day = int(found[2]), int(found[3]) if found[3] else None
    known = int(found[1]) if found[1] else _known(year)
    try:
        if day is None:
            return _months(known, month, month)[last]
        return date(known, month, day)
    except (ValueError, IndexError):
        raise CellFault("日历上没有这一天", "请核对月份和日期后改正") from None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    if not 1 <= first <= last <= 12:
        raise ValueError(f"months {first} to {last}")
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _known(year: int | None) -> int:
    if year is None:
        raise CellFault("没有写明年份", "请写上年份，或在标题、“年度”列写明年度")
    return year
