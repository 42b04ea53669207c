"""报到时限: how long the departments have to check in, as the lead department chooses it.

No circular sets a term (本地文件未规定), so the lead department decides with each whistle; the
suggestion is the named default of `national.toml`.
"""

from datetime import datetime, time, timedelta

from inspection.refusal import Refusal
from inspection.workdays import Calendar

CLOSING_TIME = time(17, 30)
"""下班时间: terms in days end at the end of office hours."""
OPENING_TIME = time(9, 0)
"""Non-urgent reminders wait for the office to open."""
_LEAST = timedelta(minutes=30)


def response_due(calendar: Calendar, now: datetime, working_days: int) -> datetime:
    """The moment by which departments must check in; 0 days means today before closing.

    Refusal `too_late_today` when today is no working day or ends in less than half an hour.
    """
    if working_days == 0:
        due = datetime.combine(now.date(), CLOSING_TIME, now.tzinfo)
        if due - now < _LEAST or not calendar.is_working_day(now.date()):
            raise Refusal("too_late_today")
        return due
    day = calendar.add_working_days(now.date(), working_days).date
    return datetime.combine(day, CLOSING_TIME, now.tzinfo)


def reminder_moments(
    blown_at: datetime, due_at: datetime, calendar: Calendar | None = None
) -> tuple[datetime, ...]:
    """When those who have not checked in are reminded: half-way, and two hours before the end.

    With a calendar, a moment outside office hours is put off until the office opens.
    """
    half = blown_at + (due_at - blown_at) / 2
    last = due_at - timedelta(hours=2)
    moments = {moment.replace(second=0, microsecond=0) for moment in (half, last)}
    if calendar is not None:
        moments = {office_moment(calendar, moment) for moment in moments}
    return tuple(sorted(moment for moment in moments if blown_at < moment < due_at))


def office_moment(calendar: Calendar, moment: datetime) -> datetime:
    """The moment itself within office hours of a working day, otherwise the next opening."""
    day = moment.date()
    if calendar.is_working_day(day):
        if OPENING_TIME <= moment.time() <= CLOSING_TIME:
            return moment
        if moment.time() < OPENING_TIME:
            return datetime.combine(day, OPENING_TIME, moment.tzinfo)
    opening = calendar.add_working_days(day, 1).date
    return datetime.combine(opening, OPENING_TIME, moment.tzinfo)


def in_office_hours(calendar: Calendar, moment: datetime) -> bool:
    """Whether the office is open at that moment."""
    return office_moment(calendar, moment) == moment


def time_left(now: datetime, due_at: datetime) -> str:
    """How long is left, or how long it is overdue, as people say it."""
    late = now >= due_at
    minutes = int(abs((due_at - now).total_seconds())) // 60
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        words = f"{days}天{hours}小时" if hours else f"{days}天"
    elif hours:
        words = f"{hours}小时{minutes}分钟" if minutes else f"{hours}小时"
    elif minutes:
        words = f"{minutes}分钟"
    else:
        return "已到时限" if late else "还剩不到1分钟"
    return f"已超{words}" if late else f"还剩{words}"
