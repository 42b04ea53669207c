"""方案制定的文书: whistle and receipt, which occur at every stage, and the scheme."""

from collections.abc import Iterable

from inspection.desk import Desk
from inspection.papers.paper import ANY_STAGE, Occasion, TaskPaper, by_its_step
from inspection.stages import whistles_of
from inspection.tasks import InspectionTask, Stage

SCHEME = "工作方案"


def _scheme(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    if any(whistle.stage is Stage.SCHEME for whistle in whistles_of(desk, task)):
        yield Occasion(title=SCHEME, issuer_id=task.lead_id, due=True)


SCHEME_PAPERS = (
    TaskPaper(form="吹哨通知", shelf=ANY_STAGE, occasions=by_its_step),
    TaskPaper(form=SCHEME, shelf=Stage.SCHEME.value, occasions=_scheme),
    TaskPaper(form="报到回执", shelf=ANY_STAGE, occasions=by_its_step),
    TaskPaper(form="更正通知", shelf=ANY_STAGE, occasions=by_its_step),
)
