"""随机抽取的文书: plan made public, draw, teams, recusals, replacements."""

from collections.abc import Iterable

from inspection.desk import Desk
from inspection.draws import DrawRecord, DrawSource, DrawState
from inspection.ids import DrawId, PersonId
from inspection.papers.paper import Occasion, TaskPaper, by_its_step
from inspection.plain import Facts
from inspection.snapshots.draw_plan_notice import draw_plan_notice_facts
from inspection.snapshots.recusal_statement import recusal_statement_facts
from inspection.tasks import InspectionTask, Stage

DRAW_PLAN = "抽取方案公示单"
DRAW_RECORD = "随机抽取记录"
RECUSAL = "回避声明"
TEAM_LIST = "检查组名单"


def _draw_plans(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    for draw in desk.ledger.draws.find(task_id=task.id, source=DrawSource.LOCAL):
        if draw.state is not DrawState.VOID:
            yield Occasion(
                about_id=draw.id, title=_of_attempt(draw), issuer_id=task.lead_id, due=True
            )


def _of_attempt(draw: DrawRecord) -> str:
    return DRAW_PLAN if draw.attempt == 1 else f"{DRAW_PLAN}（第{draw.attempt}次）"


def _draw_plan_facts(desk: Desk, task: InspectionTask, occasion: Occasion) -> Facts:
    return draw_plan_notice_facts(desk, task, desk.ledger.draws.get(DrawId(occasion.about_id)))


def _recusals(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    declared = desk.ledger.recusals.find(task_id=task.id)
    for person_id in dict.fromkeys(each.person_id for each in declared):
        person = desk.ledger.people.get(person_id)
        yield Occasion(
            about_id=person.id,
            title=f"{RECUSAL}（{person.name}）",
            issuer_id=person.department_id,
            due=True,
        )


def _recusal_facts(desk: Desk, task: InspectionTask, occasion: Occasion) -> Facts:
    return recusal_statement_facts(desk, task, PersonId(occasion.about_id))


def _draw_record(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    if desk.ledger.draws.find(task_id=task.id, state=DrawState.DRAWN):
        yield Occasion(title=DRAW_RECORD, issuer_id=task.lead_id, due=True)


def _team_list(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    if desk.ledger.assignments.find(task_id=task.id, active=True):
        yield Occasion(title=TEAM_LIST, issuer_id=task.lead_id, due=True)


DRAW_PAPERS = (
    TaskPaper(
        form=DRAW_PLAN,
        shelf=Stage.DRAW.value,
        occasions=_draw_plans,
        facts=_draw_plan_facts,
        public=True,
    ),
    TaskPaper(form=DRAW_RECORD, shelf=Stage.DRAW.value, occasions=_draw_record),
    TaskPaper(form=TEAM_LIST, shelf=Stage.DRAW.value, occasions=_team_list),
    TaskPaper(form=RECUSAL, shelf=Stage.DRAW.value, occasions=_recusals, facts=_recusal_facts),
    TaskPaper(form="人员更换审批表", shelf=Stage.DRAW.value, occasions=by_its_step),
)
