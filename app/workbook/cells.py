"""单元格: one cell to one value. Each reader raises CellFault with the words for the person."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from typing import TypeAlias, TypeVar

from app.workbook.problems import CellFault
from inspection.people import ROLE_NAMES, Role

Cell: TypeAlias = "str | int | float | bool | date | datetime | time | timedelta | None"
ChosenT = TypeVar("ChosenT")

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
CONTROL = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]")
UNTIDY = re.compile(
    "[ #\u0000-\u001f\u007f-\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000"
    "\ufeff\ufffe\uffff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"
)
"""One set of characters with its blanks spelt out: a branch or a class makes it thrice as slow."""
NARROW = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
SEPARATORS = re.compile("[、，,;；/|\n]+")
NUMBERING = re.compile(
    r"^(?:\d{1,2}[.、．)）](?!\d)|[(（]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}、)\s*"
)
PHONE = re.compile(r"1\d{10}|\d{3,4}-?\d{7,8}(-\d{1,6})?")
DATE_TEXT = re.compile(
    r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})(?:\s*日)?(?:[T ]0{1,2}:00(:00)?)?"
)
AROUND_MARKS = re.compile(r"\s*([-/.年月])\s*")
ISO_DAY = re.compile(r"20\d\d-\d\d-\d\d")
DATE_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
RATE = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)%")
CLASS_RATE = re.compile(r"([A-D])(?:类|级)?[:=]?(\d{1,3}(?:\.\d{1,2})?)%")
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
SERIAL_ZERO = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
MOST_EXACT = 10**15
ERROR_VALUES = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")

DATE_REMEDY = "请写成 2026-03-01 这样的日期"
RATE_REMEDY = "请写成 10%，或按信用风险分类写成 A1%、B2%、C10%、D30%"


def shown(cell: Cell) -> str:
    """The cell as it is quoted back: short, on one line."""
    if isinstance(cell, datetime) and cell.time() == time(0):
        cell = cell.date()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < MOST_EXACT:
        cell = int(cell)
    words = "" if cell is None else " ".join(CONTROL.sub("", str(cell)).split())
    return words if len(words) <= 40 else words[:40] + "…"


def text(cell: Cell, longest: int = 100) -> str:
    """Text with full-width letters and digits narrowed, stray blanks and invisible marks gone."""
    if isinstance(cell, bool):
        cell = "是" if cell else "否"
    if isinstance(cell, float | int):
        if abs(cell) >= MOST_EXACT:
            raise CellFault("数字过长，表格软件已把末几位改掉", "请把该列设为“文本”格式后重新填写")
        cell = int(cell) if float(cell).is_integer() else cell
    if isinstance(cell, datetime | date | time | timedelta):
        raise CellFault("此处应为文字，却是日期或时间", "请把该列设为“文本”格式后重新填写")
    raw = "" if cell is None else INVISIBLE.sub("", str(cell)).replace("_x000D_", "")
    if CONTROL.search(raw.replace("\r", " ")):
        raise CellFault("含有看不见的控制字符", "请删去内容后手工重新输入")
    words = " ".join(raw.translate(NARROW).split())
    if words in ERROR_VALUES:
        raise CellFault("单元格是公式出错的结果", "请改为填写实际内容")
    if len(words) > longest:
        raise CellFault(f"内容过长（{len(words)} 字）", f"请缩短到 {longest} 字以内")
    return words


def tidy(words: str, longest: int) -> str:
    """The words themselves when nothing about them needs a second look; else empty."""
    return words if len(words) <= longest and is_tidy(words) else ""


def is_tidy(words: str) -> bool:
    """Whether `text` would leave these words, or any words joined in them, as they are."""
    return UNTIDY.search(words) is None and "_x000D_" not in words


def token(cell: Cell, longest: int = 100) -> str:
    """Codes and numbers: all marks narrowed, no blanks at all."""
    return "".join(unicodedata.normalize("NFKC", text(cell, longest)).split())


def person_name(cell: Cell, longest: int = 40) -> str:
    """A name; the blank that pads two-character names goes."""
    words = text(cell, longest)
    return words if words.isascii() else "".join(words.split())


def several(cell: Cell, longest: int = 1000) -> tuple[str, ...]:
    """A list written with 、 in the order given, each once."""
    if isinstance(cell, str):
        cell = "、".join(filter(None, map(str.strip, cell.splitlines())))
    parts = (part.strip() for part in SEPARATORS.split(text(cell, longest)))
    return tuple(dict.fromkeys(part for part in parts if part))


def departments(cell: Cell) -> tuple[str, ...]:
    """Department names in a cell; blanks part them too, and 等部门 goes."""
    parts = (part for group in several(cell) for part in group.split())
    named = (re.sub(r"(?<=.)(?:等部门|等单位|等)$", "", part).strip("。") for part in parts)
    return tuple(dict.fromkeys(part for part in named if part))


def listed(cell: Cell, longest: int = 2000) -> tuple[str, ...]:
    """A list of names that may hold 、 themselves: parted by lines, ； and numbering."""
    raw = cell.replace("；", "\n").replace(";", "\n") if isinstance(cell, str) else text(cell)
    lines = (NUMBERING.sub("", text(line, longest)).strip("。，、") for line in raw.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def phone(cell: Cell) -> str:
    """A mobile or fixed number, or nothing."""
    number = token(cell).replace("－", "-").replace("—", "-").replace("–", "-")
    if number and not PHONE.fullmatch(number):
        raise CellFault("电话号码不成格式", "请填 11 位手机号，或“区号-号码”形式的座机号")
    return number


def day(cell: Cell, *, counts_from_1904: bool = False) -> date | None:
    """A date from a date cell, a serial number or text; None when empty."""
    if isinstance(cell, bool | time | timedelta):
        raise CellFault("不是日期", DATE_REMEDY)
    if isinstance(cell, datetime):
        return _plausible(cell.date())
    if isinstance(cell, date):
        return _plausible(cell)
    if isinstance(cell, int | float) and not DATE_DIGITS.fullmatch(shown(cell)):
        return _from_serial(cell, counts_from_1904)
    words = unicodedata.normalize("NFKC", text(cell))
    if not words:
        return None
    found = DATE_TEXT.fullmatch(AROUND_MARKS.sub(r"\1", words)) or DATE_DIGITS.fullmatch(words)
    if not found:
        raise CellFault("认不出是哪一天", DATE_REMEDY)
    try:
        return _plausible(date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        raise CellFault("日历上没有这一天", "请核对月份和日期后改正") from None


def _from_serial(number: float, counts_from_1904: bool) -> date:
    if not 1 <= number < 100_000:
        raise CellFault("认不出是哪一天", DATE_REMEDY)
    return _plausible(SERIAL_ZERO[counts_from_1904] + timedelta(days=int(number)))


def _plausible(found: date) -> date:
    if not FIRST_DAY <= found <= LAST_DAY:
        raise CellFault("年份超出 2000 至 2099 年", "请核对年份后改正")
    return found


def year(cell: Cell) -> int:
    """A year: 2026 or 2026年."""
    digits = token(cell).removesuffix("年").removesuffix("度").removesuffix("年")
    if not re.fullmatch(r"20\d\d", digits):
        raise CellFault("年度不成格式", "请填四位年份，例如 2026")
    return int(digits)


def chosen(cell: Cell, names: Mapping[str, ChosenT]) -> ChosenT | None:
    """One of the named values; None when empty."""
    word = text(cell)
    if not word:
        return None
    if word not in names:
        near = get_close_matches(word, names, n=1, cutoff=0.5)
        guess = f"（是否为“{near[0]}”）" if near else ""
        raise CellFault(f"不是规定的选项{guess}", "请填：" + "、".join(names))
    return names[word]


def roles(cell: Cell) -> tuple[Role, ...]:
    """角色, in the order of the list of roles."""
    found = {chosen(word, ROLE_NAMES) for word in several(cell)}
    return tuple(role for role in ROLE_NAMES.values() if role in found)


def rates(cell: Cell) -> dict[str, int]:
    """抽查比例 in 1/10000 by credit-risk class; the key "" holds for every class."""
    if isinstance(cell, bool | date | datetime | time | timedelta):
        raise CellFault("抽查比例无法识别", RATE_REMEDY)
    if isinstance(cell, int | float):
        return {"": _rate_of_number(cell)}
    words = token(cell)
    found: dict[str, int] = {}
    if RATE.fullmatch(words):
        found[""] = _basis_points(words.removesuffix("%"))
        words = ""
    elif not words:
        return found
    for part in filter(None, SEPARATORS.split(words)):
        match = CLASS_RATE.fullmatch(part.upper())
        if not match:
            raise CellFault(f"抽查比例“{shown(part)}”无法识别", RATE_REMEDY)
        if match[1] in found:
            raise CellFault(f"{match[1]} 类的抽查比例写了两次", RATE_REMEDY)
        found[match[1]] = _basis_points(match[2])
    if not any(found.values()):
        raise CellFault("抽查比例不能全部为零", RATE_REMEDY)
    return found


def _rate_of_number(number: float) -> int:
    points = round(number * 10_000)
    if abs(number * 10_000 - points) > 1e-6 or not 0 < number < 1:
        raise CellFault("抽查比例只写了数字，分不清是百分之几", RATE_REMEDY)
    return points


def _basis_points(percent: str) -> int:
    whole, _, part = percent.partition(".")
    points = int(whole) * 100 + int(part.ljust(2, "0"))
    if points > 10_000:
        raise CellFault("抽查比例超过 100%", RATE_REMEDY)
    return points
