"""催办督办的文书: what a department owes at any stage, written to it by the office."""

from collections.abc import Iterable

from inspection.desk import Desk
from inspection.ids import DepartmentId
from inspection.overdue import overdue_matters
from inspection.papers.paper import ANY_STAGE, Occasion, TaskPaper
from inspection.plain import Facts
from inspection.snapshots.supervision_order import (
    kind_of,
    stage_of,
    supervision_order_facts,
)
from inspection.tasks import InspectionTask

ORDER = "催办督办单"


def _orders(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    """One for each department that is late; due once it has gone to the office (督办)."""
    matters = overdue_matters(desk, task)
    for department_id in sorted({each.department_id for each in matters}):
        own = [each for each in matters if each.department_id == department_id]
        kind, stage = kind_of(own), stage_of(desk, own)
        name = desk.ledger.departments.get(department_id).short_name
        yield Occasion(
            about_id=department_id,
            title=f"{kind}单（{name}，{stage}）",
            issuer_id=None,
            due=any(each.supervised for each in own),
        )


def _facts(desk: Desk, task: InspectionTask, occasion: Occasion) -> Facts:
    return supervision_order_facts(desk, task, DepartmentId(occasion.about_id))


SUPERVISION_PAPERS = (TaskPaper(form=ORDER, shelf=ANY_STAGE, occasions=_orders, facts=_facts),)
