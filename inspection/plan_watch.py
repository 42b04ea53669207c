"""计划到期提醒: the dates that the profile sets for the plan and the year, put on the clock.

Only the last days are law (计划期限, 全年完成期限, 年度报告); when to remind before them is ours.
"""

from datetime import date, datetime, timedelta

from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.planning import plan_due
from inspection.response_time import OPENING_TIME

BEFORE = (timedelta(days=30), timedelta(days=7))
"""How long before the last day people are reminded."""
AFTER = timedelta(days=1)


def finish_due(desk: Desk, year: int) -> date | None:
    """The last day for the tasks of a year; None where the locality sets none (新县三（二）)."""
    rule = desk.profile.task.finish_by.value
    return rule.in_year(year) if rule else None


def report_due(desk: Desk, year: int) -> date | None:
    """The last day for the office's report; None where the locality asks none (新县三（三）)."""
    rule = desk.profile.reports.office_report.value
    return rule.day.in_year(year) if rule else None


def watch_plan(desk: Desk, year: int) -> None:
    """Put what lies ahead for the plan of a year on the clock; again changes nothing."""
    for last, soon, late in (
        (plan_due(desk, year), DeadlineKind.PLAN_REMINDER, DeadlineKind.PLAN_OVERDUE),
        (finish_due(desk, year), DeadlineKind.FINISH_REMINDER, DeadlineKind.FINISH_OVERDUE),
        (report_due(desk, year), DeadlineKind.REPORT_REMINDER, DeadlineKind.REPORT_OVERDUE),
    ):
        if last is None:
            continue
        for ahead in BEFORE:
            _set(desk, soon, year, last - ahead)
        _set(desk, late, year, last + AFTER)


def watch_years(desk: Desk) -> None:
    """The plans of this year and the next two: called at start and whenever one has fired."""
    for year in range(desk.now.year, desk.now.year + 3):
        watch_plan(desk, year)


def _set(desk: Desk, kind: DeadlineKind, year: int, day: date) -> None:
    due_at = datetime.combine(day, OPENING_TIME, desk.now.tzinfo)
    shelf = desk.ledger.deadlines
    if due_at <= desk.now or shelf.find(kind=kind, about_id=year, due_at=due_at):
        return
    shelf.add(Deadline(kind=kind, task_id=None, about_id=year, due_at=due_at))
