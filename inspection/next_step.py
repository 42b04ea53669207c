"""下一步: the one thing that takes a task further, and who has to do it; from rows each time."""

from dataclasses import dataclass
from enum import StrEnum

from inspection.ceremony import free_places, standing_draw, witnesses_of
from inspection.closing import OpenWork, open_work, visit_leaders
from inspection.desk import Desk
from inspection.draws import DrawRecord, DrawState
from inspection.duties import responsible_for
from inspection.roster import short_names
from inspection.stages import next_stage, whistles_of
from inspection.tasks import InspectionTask, Stage, TaskState
from inspection.whistle import Whistle, WhistleState


class Step(StrEnum):
    """步骤: what takes the task further."""

    BIND = "bind"
    WHISTLE = "whistle"
    CHECK_IN = "check_in"
    DRAW = "draw"
    WITNESS = "witness"
    MATCH = "match"
    VISIT = "visit"
    PUBLISH = "publish"
    SUMMARY = "summary"
    ARCHIVE = "archive"
    NONE = "none"


LEAD_STEPS = frozenset({Step.BIND, Step.WHISTLE, Step.DRAW, Step.MATCH, Step.SUMMARY, Step.ARCHIVE})
"""Steps the lead department takes."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """下一步: `who` are names of departments or people, `stage` the one to be whistled for or
    answered."""

    step: Step
    who: tuple[str, ...] = ()
    stage: Stage | None = None


def next_step(desk: Desk, task: InspectionTask) -> NextStep:
    """What comes next in a task. A stage whose time to check in is over does not hold it up."""
    lead = tuple(short_names(desk.ledger, [task.lead_id]))
    if task.state is TaskState.ARCHIVED:
        return NextStep(Step.NONE)
    if task.state is TaskState.SUMMARISED:
        return NextStep(Step.ARCHIVE, lead)
    if task.chat_id is None:
        return NextStep(Step.BIND, lead)
    whistles = whistles_of(desk, task)
    waiting = [each for each in whistles if _awaited(desk, each)]
    if waiting:
        return NextStep(Step.CHECK_IN, missing_of(desk, task, waiting[0]), waiting[0].stage)
    return _of_work(desk, task, {each.stage for each in whistles}, lead)


def missing_of(desk: Desk, task: InspectionTask, whistle: Whistle) -> tuple[str, ...]:
    """The departments that have not answered a whistle."""
    answered = {
        check_in.department_id for check_in in desk.ledger.check_ins.find(whistle_id=whistle.id)
    }
    silent = [each for each in task.partner_ids if each not in answered]
    return tuple(short_names(desk.ledger, silent))


def _awaited(desk: Desk, whistle: Whistle) -> bool:
    return whistle.state is WhistleState.OPEN and desk.now < whistle.due_at


def _of_work(
    desk: Desk, task: InspectionTask, blown: set[Stage], lead: tuple[str, ...]
) -> NextStep:
    if Stage.DRAW in blown:
        step = _of_draw(desk, task, lead)
        if step is not None:
            return step
    work = open_work(desk, task)
    if Stage.VISIT in blown and work.open_visits:
        return NextStep(Step.VISIT, visit_leaders(desk, work.open_visits))
    stage = next_stage(desk, task)
    if stage is not None:
        return NextStep(Step.WHISTLE, lead, stage)
    if work.publications:
        return NextStep(Step.PUBLISH, _publishers(desk, task, work))
    return NextStep(Step.SUMMARY, lead)


def _of_draw(desk: Desk, task: InspectionTask, lead: tuple[str, ...]) -> NextStep | None:
    draw = standing_draw(desk.ledger, task.id)
    if draw is None:
        return NextStep(Step.DRAW, lead)
    if draw.state is not DrawState.DRAWN:
        return NextStep(Step.WITNESS, _witnesses_awaited(desk, draw))
    if not desk.ledger.assignments.find(task_id=task.id, active=True):
        return NextStep(Step.MATCH, lead)
    return None


def _witnesses_awaited(desk: Desk, draw: DrawRecord) -> tuple[str, ...]:
    """Those who have to commit or reveal; nobody by name while witnesses are sought."""
    if draw.state is DrawState.INVITING or free_places(desk.ledger, draw):
        return ()
    return tuple(
        desk.ledger.people.get(witness.person_id).name
        for witness in witnesses_of(desk.ledger, draw.id)
        if (draw.state is DrawState.COMMITTING and not witness.commit)
        or (draw.state is DrawState.REVEALING and witness.revealed_at is None)
    )


def _publishers(desk: Desk, task: InspectionTask, work: OpenWork) -> tuple[str, ...]:
    late = {responsible_for(desk, view) for view in work.publications}
    return tuple(short_names(desk.ledger, sorted(late, key=task.department_ids.index)))
