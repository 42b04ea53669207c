"""检查中形成的文书: online check, refusal, direct result, and the minutes made on the spot."""

from collections.abc import Callable, Iterable

from inspection.desk import Desk
from inspection.findings import Finding
from inspection.ids import DepartmentId, VisitId
from inspection.papers.paper import Occasion, TaskPaper
from inspection.plain import Facts
from inspection.results import evidence_basis
from inspection.snapshots.direct_evidence import direct_evidence_facts
from inspection.snapshots.online_check import online_check_facts
from inspection.snapshots.refusal_note import refusal_note_facts
from inspection.tasks import InspectionTask, Stage
from inspection.visits import Confirmation, Visit, VisitState

ONLINE_CHECK = "网络检查记录"
REFUSAL_NOTE = "拒签见证说明"
DIRECT_EVIDENCE = "直接结果证据表"

DIRECT = frozenset({"nocontact", "uncoop", "cancelled", "liquidating", "withdrawn", "revoked"})
"""Canonical results that stand without a check; where no circular asks for evidence, on demand."""


def visits_of(desk: Desk, task: InspectionTask) -> tuple[Visit, ...]:
    """The visits of a task, in order."""
    return desk.ledger.visits.find(task_id=task.id)


def of_visit(
    desk: Desk,
    task: InspectionTask,
    form: str,
    visit: Visit,
    *,
    issuer_id: DepartmentId | None = None,
    due: bool = False,
) -> Occasion:
    """A paper about one visit, issued by the lead department unless told otherwise."""
    subject = desk.ledger.subjects.get(visit.subject_id)
    return Occasion(
        about_id=visit.id,
        title=f"{form}（{subject.name}）",
        subject_id=subject.id,
        issuer_id=issuer_id or task.lead_id,
        due=due,
    )


def read_visit(
    build: Callable[[Desk, InspectionTask, Visit], Facts],
) -> Callable[[Desk, InspectionTask, Occasion], Facts]:
    """A fact builder of a visit, for the register."""
    return lambda desk, task, occasion: build(
        desk, task, desk.ledger.visits.get(VisitId(occasion.about_id))
    )


def direct_findings(desk: Desk, *visits: Visit) -> tuple[Finding, ...]:
    """What was formed at these visits without a check."""
    found = desk.ledger.findings.find(
        visit_id=[visit.id for visit in visits], result=tuple(sorted(DIRECT))
    )
    return tuple(each for each in found if each.submitted_at is not None)


def _online_check(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    for visit in visits_of(desk, task):
        if visit.network_checked_at is not None:
            yield of_visit(desk, task, ONLINE_CHECK, visit, due=True)


def _refusal_note(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    for visit in visits_of(desk, task):
        if visit.confirmation is Confirmation.REFUSED:
            yield of_visit(desk, task, REFUSAL_NOTE, visit, due=True)


def _direct_evidence(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    visits = [each for each in visits_of(desk, task) if each.state is VisitState.FINISHED]
    formed = direct_findings(desk, *visits)
    for visit in visits:
        results = {each.result for each in formed if each.visit_id == visit.id}
        if results:
            asked = any(evidence_basis(desk.profile, each) for each in sorted(results))
            yield of_visit(desk, task, DIRECT_EVIDENCE, visit, due=asked)


def _direct_evidence_facts(desk: Desk, task: InspectionTask, visit: Visit) -> Facts:
    return direct_evidence_facts(desk, task, visit, direct_findings(desk, visit))


VISIT_RECORDS = (
    TaskPaper(
        form=ONLINE_CHECK,
        shelf=Stage.VISIT.value,
        occasions=_online_check,
        facts=read_visit(online_check_facts),
    ),
    TaskPaper(
        form=REFUSAL_NOTE,
        shelf=Stage.VISIT.value,
        occasions=_refusal_note,
        facts=read_visit(refusal_note_facts),
    ),
    TaskPaper(
        form=DIRECT_EVIDENCE,
        shelf=Stage.VISIT.value,
        occasions=_direct_evidence,
        facts=read_visit(_direct_evidence_facts),
    ),
)
