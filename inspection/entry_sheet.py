"""结果录入清单: what a department types into the provincial platform, and the ticks that come back.

One line for each submitted finding, in the order of the visits; the platform's own fields first.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from inspection.desk import Desk
from inspection.duties import DutyView, duties_of_task
from inspection.ids import DepartmentId
from inspection.plain import Plain
from inspection.refusal import Refusal
from inspection.snapshots.results import submitted_findings, worded
from inspection.tasks import InspectionTask


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryLine:
    """录入清单一行: one finding as the platform wants it.

    `code` is a number where the circular numbers its results; dates are days in local time.
    """

    credit_code: str
    subject: str
    task_number: str
    department: str
    checked_on: date | None
    officers: str
    item: str
    method: str
    code: str
    result: str
    disposal: str
    due_on: date
    entered_on: date | None
    platform_number: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryTick:
    """回填一行: a line of the sheet as it came back; `row` as Excel counts."""

    row: int
    credit_code: str
    task_number: str
    department: str
    entered: bool
    platform_number: str = ""


def entry_lines(
    desk: Desk, task: InspectionTask, department_id: DepartmentId | None = None
) -> list[EntryLine]:
    """录入清单 of one department, or of the whole task."""
    views = [
        view
        for view in duties_of_task(desk, task)
        if department_id in (None, view.duty.department_id)
    ]
    names = {each.id: each.name for each in desk.ledger.departments.find()}
    return [
        line
        for view in sorted(views, key=lambda each: (each.visit.id, each.duty.id))
        for line in _lines(desk, view, names[view.duty.department_id])
    ]


def _lines(desk: Desk, view: DutyView, department: str) -> list[EntryLine]:
    own = view.duty.department_id
    held = desk.ledger.assignments.find(
        task_id=view.task.id, subject_id=view.subject.id, department_id=own, active=True
    )
    officers = "、".join(desk.ledger.people.get(each.person_id).name for each in held)
    zone = desk.now.tzinfo
    finished, entered = view.visit.finished_at, view.duty.entered_at
    lines = []
    for finding in submitted_findings(desk, (view.visit,)):
        if finding.department_id != own:
            continue
        item = desk.ledger.items.get(finding.item_id)
        code, label = worded(desk.profile, finding.result)
        lines.append(
            EntryLine(
                credit_code=view.subject.code,
                subject=view.subject.name,
                task_number=view.task.number,
                department=department,
                checked_on=finished.astimezone(zone).date() if finished else None,
                officers=officers,
                item=item.name,
                method=item.method,
                code=code or "",
                result=label or finding.result,
                disposal=finding.disposal,
                due_on=view.duty.due_on,
                entered_on=entered.astimezone(zone).date() if entered else None,
                platform_number=view.duty.platform_number,
            )
        )
    return lines


def _require(
    ticks: list[EntryTick],
    fits: Callable[[EntryTick], bool],
    code: str,
    task: InspectionTask,
) -> None:
    rows: list[Plain] = [each.row for each in ticks if not fits(each)]
    if rows:
        raise Refusal(code, {"rows": rows, "number": task.number, "task": task.name})


def ticked_duties(
    desk: Desk, task: InspectionTask, department_id: DepartmentId, ticks: Iterable[EntryTick]
) -> list[tuple[DutyView, str]]:
    """The department's duties that the sheet says are entered, each with its platform number.

    Nothing is taken from a sheet with a fault. Refusals: `entry_sheet_other_task`,
    `entry_sheet_foreign`, `entry_sheet_unknown`, `entry_sheet_uneven`, `entry_sheet_unticked`.
    """
    name = desk.ledger.departments.get(department_id).name
    views = {
        view.subject.code: view
        for view in duties_of_task(desk, task)
        if view.duty.department_id == department_id
    }
    listed = list(ticks)
    said = [each for each in listed if each.entered or each.platform_number]
    _require(said, lambda each: each.task_number == task.number, "entry_sheet_other_task", task)
    _require(said, lambda each: each.department == name, "entry_sheet_foreign", task)
    _require(said, lambda each: each.credit_code in views, "entry_sheet_unknown", task)
    answers: dict[str, set[tuple[bool, str]]] = {}
    for each in listed:
        if each.department == name and each.task_number == task.number:
            entered = each.entered or bool(each.platform_number)
            answers.setdefault(each.credit_code, set()).add((entered, each.platform_number))
    uneven: list[Plain] = [
        views[code].subject.name
        for code, found in answers.items()
        if code in views and len(found) > 1
    ]
    if uneven:
        raise Refusal("entry_sheet_uneven", {"names": uneven})
    if not said:
        raise Refusal("entry_sheet_unticked", {"task": task.name})
    chosen = dict.fromkeys(each.credit_code for each in said)
    return [(views[code], next(iter(answers[code]))[1]) for code in chosen]
