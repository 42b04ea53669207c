"""总结归档的文书: summary, evidence of diligence, index."""

from collections.abc import Iterable

from inspection.closing import open_work
from inspection.desk import Desk
from inspection.duties import duties_of_task
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
    """One for each department at each subject; due where the circular says who is not to blame."""
    wanted = not desk.profile.reports.exemption.silent and task.state is not TaskState.OPEN
    names = {each.id: each.short_name for each in desk.ledger.departments.find()}
    for view in duties_of_task(desk, task):
        own = view.duty.department_id
        yield Occasion(
            about_id=view.duty.id,
            title=f"{DILIGENCE}（{view.subject.name}，{names[own]}）",
            subject_id=view.subject.id,
            issuer_id=own,
            due=wanted,
        )


def _diligence_facts(desk: Desk, task: InspectionTask, occasion: Occasion) -> Facts:
    duty = desk.ledger.entry_duties.get(occasion.about_id)
    return diligence_evidence_facts(desk, task, duty)


CLOSING_PAPERS = (
    TaskPaper(form=SUMMARY, shelf=CLOSING, occasions=_summary),
    TaskPaper(form=DILIGENCE, shelf=CLOSING, occasions=_diligence, facts=_diligence_facts),
    TaskPaper(form="卷内目录", shelf=CLOSING, occasions=by_its_step),
)
