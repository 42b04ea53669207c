"""总结归档的文书: summary, evidence of diligence, index."""

from collections.abc import Iterable

from inspection.closing import open_work
from inspection.desk import Desk
from inspection.duties import duties_of_task
from inspection.ids import DepartmentId
from inspection.papers.paper import CLOSING, Occasion, TaskPaper, by_its_step
from inspection.plain import Facts
from inspection.snapshots.diligence_evidence import diligence_evidence_facts
from inspection.tasks import InspectionTask, TaskState

SUMMARY = "工作总结"
DILIGENCE = "履职尽责证据清单"


def _summary(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    if open_work(desk, task).ready:
        yield Occasion(title=SUMMARY, issuer_id=task.lead_id, due=True)


def _diligence(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    """One for each department that checked; due where the circular says who is not to blame."""
    wanted = not desk.profile.reports.exemption.silent and task.state is not TaskState.OPEN
    for own in dict.fromkeys(view.duty.department_id for view in duties_of_task(desk, task)):
        name = desk.ledger.departments.get(own).short_name
        yield Occasion(about_id=own, title=f"{DILIGENCE}（{name}）", issuer_id=own, due=wanted)


def _diligence_facts(desk: Desk, task: InspectionTask, occasion: Occasion) -> Facts:
    return diligence_evidence_facts(desk, task, DepartmentId(occasion.about_id))


CLOSING_PAPERS = (
    TaskPaper(form=SUMMARY, shelf=CLOSING, occasions=_summary),
    TaskPaper(form=DILIGENCE, shelf=CLOSING, occasions=_diligence, facts=_diligence_facts),
    TaskPaper(form="卷内目录", shelf=CLOSING, occasions=by_its_step),
)
