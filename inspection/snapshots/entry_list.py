"""结果录入清单的事实: what is typed into the platform, one line for each submitted finding."""

from datetime import date

from inspection.desk import Desk
from inspection.entry_sheet import EntryLine, entry_lines
from inspection.ids import DepartmentId
from inspection.plain import Facts, Plain
from inspection.snapshots import office_phrases as phrases
from inspection.snapshots.common import common_facts, date_words
from inspection.snapshots.terms import entry_term
from inspection.tasks import InspectionTask


def entry_list_facts(
    desk: Desk, task: InspectionTask, department_id: DepartmentId | None = None
) -> Facts:
    """结果录入清单 of one department, or of the whole task: a working sheet, never a draft.

    It comes back with its last two columns filled in (`app.workbook.entry_sheet`).
    """
    rule = desk.profile.entry.days
    issuer = department_id or task.lead_id
    return {
        **common_facts(desk, task, issuer_id=issuer, basis=(rule.citation,), draft=False),
        "rows": [_row(desk, line) for line in entry_lines(desk, task, department_id)],
        "rule": entry_term(desk.profile),
    }


def _row(desk: Desk, line: EntryLine) -> dict[str, Plain]:
    entered = line.entered_on is not None
    left = desk.calendar.working_days_between(desk.now.date(), line.due_on)
    return {
        "credit_code": line.credit_code,
        "subject": line.subject,
        "task_number": line.task_number,
        "department": line.department,
        "check_item": line.item,
        "checked_on": _day(line.checked_on),
        "officers": line.officers or None,
        "method": line.method or None,
        "code": line.code or None,
        "label": line.result,
        "disposal": line.disposal or None,
        "due": date_words(line.due_on),
        "days_left": None if entered else left,
        "entered_at": _day(line.entered_on),
        "entered": phrases.ENTERED if entered else None,
        "platform_number": line.platform_number or None,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else date_words(day)
