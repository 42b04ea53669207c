"""登记日期: the day and the words of something that has happened on paper (审定、印发、备案)."""

import re
from datetime import date

from inspection.refusal import Refusal
from inspection.said import said

TODAY = "今天"
_STARTS = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
MOST = 120
"""Characters of a document number or the name of a receipt."""


def registered(typed: str, today: date, otherwise: str = "") -> tuple[date, str]:
    """The day and what follows it: 2026年1月20日 青政函〔2026〕0号, 今天 已收.

    `otherwise` stands for the words after a day alone.
    Refusals: `registration_unreadable`, `date_impossible`, `date_ahead`, `reason_missing`,
    `text_too_long`.
    """
    words = typed.strip()
    if words.startswith(TODAY):
        return today, _words(words.removeprefix(TODAY), otherwise)
    match = _STARTS.match(words)
    if match is None:
        raise Refusal("registration_unreadable", {"typed": words[:20]})
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise Refusal("date_impossible", {"typed": match[0]}) from None
    if day > today:
        raise Refusal("date_ahead", {"day": day.isoformat(), "today": today.isoformat()})
    return day, _words(words[match.end() :], otherwise)


def _words(typed: str, otherwise: str) -> str:
    return said(typed.lstrip("，,；; ") or otherwise, most=MOST)
