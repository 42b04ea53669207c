"""期限日: reading the day somebody typed as the end of a term."""

import re
from datetime import date, timedelta

from inspection.desk import Desk
from inspection.refusal import Refusal

FURTHEST = 366
"""A term over a year is taken for a slip of the finger."""
_TYPED = re.compile(r"(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?")


def typed_due_day(typed: str, today: date, furthest: int = FURTHEST) -> date:
    """The day meant by 2026-04-10, 2026年4月10日, 4月10日 or 4.10; without a year the next such.

    `furthest` is how many days ahead it may be.
    Refusals: `date_unreadable`, `date_impossible`, `date_past`, `date_too_far`.
    """
    said = re.sub(r"\s", "", typed)
    match = _TYPED.fullmatch(said)
    if match is None:
        raise Refusal("date_unreadable", {"typed": typed.strip()[:20]})
    year = int(match[1]) if match[1] else today.year
    try:
        day = date(year, int(match[2]), int(match[3]))
        if not match[1] and day < today:
            day = day.replace(year=year + 1)
    except ValueError:
        raise Refusal("date_impossible", {"typed": said}) from None
    if day < today:
        raise Refusal("date_past", {"day": day.isoformat(), "today": today.isoformat()})
    if (day - today).days > furthest:
        raise Refusal("date_too_far", {"day": day.isoformat(), "years": furthest // 365})
    return day


def term_end(desk: Desk, days: int) -> date:
    """The last day of a term of natural days; a day off moves to the next working day.

    0 days is today (责令立即改正). Source: 民法典第二百零一条、第二百零三条.
    """
    end = desk.now.date() + timedelta(days=days)
    return end if days == 0 else desk.calendar.next_working_day(end).date
