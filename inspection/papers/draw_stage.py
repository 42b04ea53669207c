"""随机抽取的文书: draw, teams, recusals, replacements."""

from collections.abc import Iterable

from inspection.desk import Desk
from inspection.draws import DrawState
from inspection.papers.paper import Occasion, TaskPaper, by_its_step
from inspection.tasks import InspectionTask, Stage

DRAW_RECORD = "随机抽取记录"
TEAM_LIST = "检查组名单"


def _draw_record(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    if desk.ledger.draws.find(task_id=task.id, state=DrawState.DRAWN):
        yield Occasion(title=DRAW_RECORD, issuer_id=task.lead_id, due=True)


def _team_list(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    if desk.ledger.assignments.find(task_id=task.id, active=True):
        yield Occasion(title=TEAM_LIST, issuer_id=task.lead_id, due=True)


DRAW_PAPERS = (
    TaskPaper(form=DRAW_RECORD, shelf=Stage.DRAW.value, occasions=_draw_record),
    TaskPaper(form=TEAM_LIST, shelf=Stage.DRAW.value, occasions=_team_list),
    TaskPaper(form="人员更换审批表", shelf=Stage.DRAW.value, occasions=by_its_step),
)
