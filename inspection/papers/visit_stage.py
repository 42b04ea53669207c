"""实地检查的文书: notice, records, minutes."""

from collections.abc import Iterable

from inspection.desk import Desk
from inspection.papers.paper import Occasion, TaskPaper, by_its_step
from inspection.papers.site_papers import SITE_PAPERS
from inspection.papers.visit_lists import VISIT_LISTS
from inspection.papers.visit_records import VISIT_RECORDS
from inspection.tasks import InspectionTask, Stage
from inspection.visits import VisitState

RECORD = "情况记录表"


def _record(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    for visit in desk.ledger.visits.find(task_id=task.id, state=VisitState.FINISHED):
        subject = desk.ledger.subjects.get(visit.subject_id)
        yield Occasion(
            about_id=visit.id,
            title=f"{RECORD}（{subject.name}）",
            subject_id=subject.id,
            issuer_id=task.lead_id,
            due=True,
        )


VISIT_PAPERS = (
    *VISIT_LISTS,
    TaskPaper(form="提前告知书", shelf=Stage.VISIT.value, occasions=by_its_step),
    TaskPaper(form=RECORD, shelf=Stage.VISIT.value, occasions=_record),
    *SITE_PAPERS,
    *VISIT_RECORDS,
)
