"""信用应用: published results as the credit bodies take them, by credit code; nothing personal.

Source: 信阳第十二条, 新华第十九条, 忻州第二十四条.
Left out: what is not published or was withheld by approval, objects that are no market entity,
and negative results whose publication has ended (信阳第二十六条).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.duties import DutyView, duties_of_task
from inspection.findings import PROBLEMS, Finding
from inspection.snapshots.results import worded
from inspection.subjects import SubjectKind
from inspection.tasks import InspectionTask


@dataclass(frozen=True, kw_only=True, slots=True)
class CreditLine:
    """信用应用的一行: the result of one item at one subject, and when it comes off, if known."""

    credit_code: str
    subject: str
    task_number: str
    task: str
    department: str
    item: str
    code: str
    result: str
    checked_on: date
    published_on: date
    ends_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CreditExport:
    """信用应用清单: the lines, and how many results wait because they are not published."""

    lines: tuple[CreditLine, ...]
    unpublished: int


def credit_export(desk: Desk, tasks: Iterable[InspectionTask]) -> CreditExport:
    """The results of these tasks, in the order of their visits."""
    lines: list[CreditLine] = []
    unpublished = 0
    for task in tasks:
        for view in duties_of_task(desk, task):
            if view.subject.kind is SubjectKind.NON_MARKET or view.duty.withheld_at is not None:
                continue
            findings = desk.ledger.findings.find(
                visit_id=view.visit.id, department_id=view.duty.department_id
            )
            if view.duty.published_at is None:
                unpublished += len(findings)
                continue
            lines += _lines(desk, view, findings)
    return CreditExport(lines=tuple(lines), unpublished=unpublished)


def _lines(desk: Desk, view: DutyView, findings: Iterable[Finding]) -> list[CreditLine]:
    duty, ends_on = view.duty, _ends_on(desk, view.duty.id)
    published, checked = duty.published_at, view.visit.finished_at
    if published is None or checked is None:
        return []
    zone, today = desk.now.tzinfo, desk.now.date()
    made = []
    for finding in findings:
        negative = finding.result in PROBLEMS
        if negative and ends_on is not None and ends_on <= today:
            continue
        code, label = worded(desk.profile, finding.result)
        made.append(
            CreditLine(
                credit_code=view.subject.code,
                subject=view.subject.name,
                task_number=view.task.number,
                task=view.task.name,
                department=desk.ledger.departments.get(duty.department_id).name,
                item=desk.ledger.items.get(finding.item_id).name,
                code=code or "",
                result=label or "",
                checked_on=checked.astimezone(zone).date(),
                published_on=published.astimezone(zone).date(),
                ends_on=ends_on if negative else None,
            )
        )
    return made


def _ends_on(desk: Desk, duty_id: int) -> date | None:
    """The day on which a negative result comes off, as the department entered it."""
    set_days: tuple[Deadline, ...] = desk.ledger.deadlines.find(
        about_id=duty_id, kind=DeadlineKind.CREDIT_REPAIR, cancelled_at=None
    )
    return set_days[-1].due_at.astimezone(desk.now.tzinfo).date() if set_days else None
