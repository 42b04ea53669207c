"""中文数字: small whole numbers as they are written in headings and names of teams."""

_DIGITS = "〇一二三四五六七八九"


def numeral(number: int) -> str:
    """一, 十二, 二十: a number from 1 to 99; larger ones stay in figures."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
