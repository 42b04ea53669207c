"""总结归档的文书: summary and index."""

from collections.abc import Iterable

from inspection.closing import open_work
from inspection.desk import Desk
from inspection.papers.paper import CLOSING, Occasion, TaskPaper, by_its_step
from inspection.tasks import InspectionTask

SUMMARY = "工作总结"


def _summary(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    if open_work(desk, task).ready:
        yield Occasion(title=SUMMARY, issuer_id=task.lead_id, due=True)


CLOSING_PAPERS = (
    TaskPaper(form=SUMMARY, shelf=CLOSING, occasions=_summary),
    TaskPaper(form="卷内目录", shelf=CLOSING, occasions=by_its_step),
)
