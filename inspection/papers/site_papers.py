"""现场手填的文书: minutes and sampling sheets whose head is filled in; on demand."""

from collections.abc import Iterable

from inspection.desk import Desk
from inspection.findings import PROBLEMS
from inspection.ids import FindingId
from inspection.papers.paper import Occasion, TaskPaper
from inspection.papers.problem_papers import of_problem
from inspection.papers.visit_records import of_visit, read_visit, visits_of
from inspection.plain import Facts
from inspection.remedies import problem_of
from inspection.snapshots.site_minutes import (
    interview_facts,
    sampling_department,
    sampling_sheet_facts,
    site_minutes_facts,
)
from inspection.tasks import InspectionTask, Stage
from inspection.visits import Visit

MINUTES = "现场笔录"
SAMPLING = "抽样单"
INTERVIEW = "询问笔录"


def _staffed(desk: Desk, task: InspectionTask) -> Iterable[Visit]:
    """The visits to which officers are matched."""
    matched = {
        each.subject_id for each in desk.ledger.assignments.find(task_id=task.id, active=True)
    }
    return (visit for visit in visits_of(desk, task) if visit.subject_id in matched)


def _minutes(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    for visit in _staffed(desk, task):
        yield of_visit(desk, task, MINUTES, visit)


def _sampling(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    issuer_id = sampling_department(desk, task)
    for visit in _staffed(desk, task):
        yield of_visit(desk, task, SAMPLING, visit, issuer_id=issuer_id)


def _interview(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    """One for every problem entered, handed in or not: people are asked on the spot."""
    visit_ids = [visit.id for visit in visits_of(desk, task)]
    wanted = tuple(sorted(PROBLEMS))
    for finding in desk.ledger.findings.find(visit_id=visit_ids, result=wanted):
        yield of_problem(INTERVIEW, problem_of(desk, finding.id), about_id=finding.id)


def _interview_facts(desk: Desk, task: InspectionTask, occasion: Occasion) -> Facts:
    return interview_facts(desk, task, desk.ledger.findings.get(FindingId(occasion.about_id)))


SITE_PAPERS = (
    TaskPaper(
        form=MINUTES,
        shelf=Stage.VISIT.value,
        occasions=_minutes,
        facts=read_visit(site_minutes_facts),
    ),
    TaskPaper(
        form=SAMPLING,
        shelf=Stage.VISIT.value,
        occasions=_sampling,
        facts=read_visit(sampling_sheet_facts),
    ),
    TaskPaper(
        form=INTERVIEW,
        shelf=Stage.VISIT.value,
        occasions=_interview,
        facts=_interview_facts,
    ),
)
