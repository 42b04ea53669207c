"""汉字数字: numbers as the headings of an official document write them."""

from __future__ import annotations

from documents.errors import FormError

_DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """汉字数字: 1 to 99 as 一 to 九十九."""
    if not 0 < number < 100:
        raise FormError(f"层次序数应在1至99之间，现为{number}。")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")
