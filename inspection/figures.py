"""日期和比例的写法: how days, periods and rates are written out, in forms and in messages."""

from datetime import date


def date_words(day: date) -> str:
    """2026年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def period_words(start: date, end: date) -> str:
    """2026年3月2日至4月30日; one day is named once, the year where it changes twice."""
    if start == end:
        return date_words(start)
    last = f"{end.month}月{end.day}日" if start.year == end.year else date_words(end)
    return f"{date_words(start)}至{last}"


def rate_words(basis_points: int) -> str:
    """10%, 0.5%, 12.25%: a rate given in 1/10000."""
    whole, part = divmod(basis_points, 100)
    return f"{whole}%" if not part else f"{whole}.{part:02d}".rstrip("0") + "%"
