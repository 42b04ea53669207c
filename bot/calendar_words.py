"""Dates as they are said in the chat: 2026年3月5日, 3月5日（周四）17:00."""

from datetime import date, datetime

_WEEKDAYS = "一二三四五六日"


def date_words(text: str) -> str:
    """`2026-03-05` as 2026年3月5日."""
    day = date.fromisoformat(text[:10])
    return f"{day.year}年{day.month}月{day.day}日"


def day_words(text: str) -> str:
    """`2026-03-05` as 3月5日, for days that are near."""
    day = date.fromisoformat(text[:10])
    return f"{day.month}月{day.day}日"


def moment_words(text: str) -> str:
    """An ISO moment as 3月5日（周四）17:00."""
    moment = datetime.fromisoformat(text)
    weekday = _WEEKDAYS[moment.weekday()]
    return f"{moment.month}月{moment.day}日（周{weekday}）{moment:%H:%M}"


def clock_words(text: str) -> str:
    """An ISO moment as 17:00."""
    return f"{datetime.fromisoformat(text):%H:%M}"
