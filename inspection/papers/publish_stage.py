"""公示处理的文书: publication, rectification, referral, approvals."""

from collections.abc import Iterable

from inspection.closing import open_work
from inspection.desk import Desk
from inspection.papers.approval_forms import APPROVAL_FORMS
from inspection.papers.paper import Occasion, TaskPaper, by_its_step
from inspection.papers.problem_papers import PROBLEM_PAPERS
from inspection.papers.team_papers import TEAM_PAPERS
from inspection.tasks import InspectionTask, Stage

TABLE = "结果公示表"


def _table(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    work = open_work(desk, task)
    if work.duties and not work.entries:
        yield Occasion(title=TABLE, issuer_id=task.lead_id, due=True)


PUBLISH_PAPERS = (
    TaskPaper(form=TABLE, shelf=Stage.PUBLISH.value, occasions=_table, public=True),
    TaskPaper(form="责令改正通知书", shelf=Stage.PUBLISH.value, occasions=by_its_step),
    TaskPaper(form="案件线索移送函", shelf=Stage.PUBLISH.value, occasions=by_its_step),
    *PROBLEM_PAPERS,
    *TEAM_PAPERS,
    *APPROVAL_FORMS,
)
