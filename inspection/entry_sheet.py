"""回填: the ticks of a 结果录入清单 that came back, and the duties they stand for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from inspection.desk import Desk
from inspection.duties import DutyView, duties_of_task
from inspection.ids import DepartmentId
from inspection.plain import Plain
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryTick:
    """回填一行: a line of the sheet as it came back; `row` as Excel counts."""

    row: int
    credit_code: str
    task_number: str
    department: str
    entered: bool
    platform_number: str = ""


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
