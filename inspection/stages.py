"""环节次序: which stage comes next, and whether the task is ready for it."""

from inspection.desk import Desk
from inspection.draws import DrawState
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.tasks import STAGES, InspectionTask, Stage, TaskState
from inspection.visits import VisitState
from inspection.whistle import Whistle, WhistleState


def whistles_of(desk: Desk, task: InspectionTask) -> tuple[Whistle, ...]:
    """The whistles of a task that were not withdrawn, in the order they were blown."""
    return tuple(
        whistle
        for whistle in desk.ledger.whistles.find(task_id=task.id)
        if whistle.state is not WhistleState.WITHDRAWN
    )


def next_stage(desk: Desk, task: InspectionTask) -> Stage | None:
    """The first stage not yet whistled for; None when all four are."""
    blown = {whistle.stage for whistle in whistles_of(desk, task)}
    return next((stage for stage in STAGES if stage not in blown), None)


def next_call(desk: Desk, task: InspectionTask) -> Facts:
    """The word for the next call and the stage it calls to, empty when all are called."""
    rules = desk.profile.whistle
    stage = next_stage(desk, task)
    label = rules.stage(stage.value).label if stage else ""
    return {"call_word": rules.call_word, "next_label": label}


def require_ready(desk: Desk, task: InspectionTask, stage: Stage) -> None:
    """Refuse a whistle for which the work before is not done.

    Refusals: `task_closed`, `stage_out_of_order`, `stage_not_ready` with what is needed.
    """
    if task.state is TaskState.ARCHIVED:
        raise Refusal("task_closed", {"task": task.name})
    expected = next_stage(desk, task)
    label = desk.profile.whistle.stage
    if stage is not expected:
        raise Refusal(
            "stage_out_of_order",
            {
                "stage": label(stage.value).label,
                "expected": label(expected.value).label if expected else None,
            },
        )
    needed = _needed(desk, task, stage)
    if needed:
        raise Refusal("stage_not_ready", {"stage": label(stage.value).label, "needed": needed})


def _needed(desk: Desk, task: InspectionTask, stage: Stage) -> str:
    if stage is Stage.VISIT:
        if not desk.ledger.draws.find(task_id=task.id, state=DrawState.DRAWN):
            return "draw"
        if not desk.ledger.assignments.find(task_id=task.id, active=True):
            return "match"
    if stage is Stage.PUBLISH and not desk.ledger.visits.find(
        task_id=task.id, state=VisitState.FINISHED
    ):
        return "visit"
    return ""
