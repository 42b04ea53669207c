"""结果录入清单的事实: what is typed into the platform, one line for each submitted finding."""

from collections.abc import Iterable
from datetime import datetime

from inspection.desk import Desk
from inspection.duties import DutyView, duties_of_task
from inspection.findings import Finding
from inspection.ids import DepartmentId
from inspection.plain import Facts, Plain
from inspection.snapshots import office_phrases as phrases
from inspection.snapshots.common import common_facts, date_words, day_words, joined
from inspection.snapshots.results import submitted_findings, worded
from inspection.snapshots.terms import entry_term
from inspection.tasks import InspectionTask


def entry_list_facts(
    desk: Desk, task: InspectionTask, department_id: DepartmentId | None = None
) -> Facts:
    """结果录入清单 of one department, or of the whole task: a working sheet, never a draft.

    In the order of the visits. It comes back with its last two columns filled in
    (`app.workbook.entry_sheet`).
    """
    rule = desk.profile.entry.days
    issuer = department_id or task.lead_id
    views = [
        view
        for view in duties_of_task(desk, task)
        if department_id in (None, view.duty.department_id)
    ]
    return {
        **common_facts(desk, task, issuer_id=issuer, basis=(rule.citation,), draft=False),
        "rows": [
            row
            for view in sorted(views, key=lambda each: (each.visit.id, each.duty.id))
            for row in _rows(desk, view)
        ],
        "rule": entry_term(desk.profile),
    }


def _rows(desk: Desk, view: DutyView) -> Iterable[Plain]:
    own = view.duty.department_id
    held = desk.ledger.assignments.find(
        task_id=view.task.id, subject_id=view.subject.id, department_id=own, active=True
    )
    officers = joined(desk.ledger.people.get(each.person_id).name for each in held)
    found = submitted_findings(desk, (view.visit,))
    return [_row(desk, view, each, officers) for each in found if each.department_id == own]


def _row(desk: Desk, view: DutyView, finding: Finding, officers: str) -> dict[str, Plain]:
    duty = view.duty
    item = desk.ledger.items.get(finding.item_id)
    code, label = worded(desk.profile, finding.result)
    return {
        "credit_code": view.subject.code,
        "subject": view.subject.name,
        "task_number": view.task.number,
        "department": desk.ledger.departments.get(duty.department_id).name,
        "check_item": item.name,
        "checked_on": day_words(desk, view.visit.finished_at),
        "officers": officers or None,
        "method": item.method or None,
        "code": code,
        "label": label or finding.result,
        "disposal": finding.disposal or None,
        "due": date_words(duty.due_on),
        "days_left": _left(desk, duty.entered_at, view),
        "entered_at": day_words(desk, duty.entered_at),
        "entered": phrases.ENTERED if duty.entered_at else None,
        "platform_number": duty.platform_number or None,
    }


def _left(desk: Desk, entered_at: datetime | None, view: DutyView) -> int | None:
    """剩余工作日 while nothing is entered; negative once the term is over."""
    if entered_at is not None:
        return None
    return desk.calendar.working_days_between(desk.now.date(), view.duty.due_on)
