"""撤哨: whether a whistle can still be taken back, and its clock stopped."""

from dataclasses import replace

from inspection.ceremony import standing_draw
from inspection.deadlines import DeadlineKind
from inspection.desk import Desk
from inspection.refusal import Refusal
from inspection.stages import whistles_of
from inspection.tasks import InspectionTask, Stage
from inspection.visits import VisitState
from inspection.whistle import Whistle, WhistleState


def require_withdrawable(desk: Desk, task: InspectionTask, whistle: Whistle) -> None:
    """Refuse where people already work on the strength of the whistle.

    Refusals: `whistle_withdrawn`, `withdraw_too_late` with what has begun.
    """
    rules = desk.profile.whistle
    if whistle.state is WhistleState.WITHDRAWN:
        raise Refusal("whistle_withdrawn", {"word": rules.answer_word})
    begun = _begun(desk, task, whistle)
    if begun:
        label = rules.stage(whistle.stage.value).label
        raise Refusal("withdraw_too_late", {"stage": label, "begun": begun})


def newest_whistle(desk: Desk, task: InspectionTask) -> Whistle:
    """The last whistle of the task that was not withdrawn; Refusal `nothing_to_withdraw`."""
    blown = whistles_of(desk, task)
    if not blown:
        raise Refusal("nothing_to_withdraw", {"word": desk.profile.whistle.call_word})
    return blown[-1]


def stop_clock(desk: Desk, whistle: Whistle) -> None:
    """Nobody is reminded of this whistle any more."""
    for deadline in desk.ledger.deadlines.find(
        about_id=whistle.id, fired_at=None, cancelled_at=None
    ):
        if deadline.kind not in (DeadlineKind.CHECK_IN_REMINDER, DeadlineKind.CHECK_IN_ESCALATION):
            continue
        desk.ledger.deadlines.save(replace(deadline, cancelled_at=desk.now))


def _begun(desk: Desk, task: InspectionTask, whistle: Whistle) -> str:
    if whistles_of(desk, task)[-1].id != whistle.id:
        return "next_stage"
    if whistle.stage is Stage.DRAW and standing_draw(desk.ledger, task.id) is not None:
        return "draw"
    visits = desk.ledger.visits.find(task_id=task.id)
    if whistle.stage is Stage.VISIT and any(v.state is not VisitState.PLANNED for v in visits):
        return "visit"
    if whistle.stage is Stage.PUBLISH:
        duties = desk.ledger.entry_duties.find(visit_id=[visit.id for visit in visits])
        return "entry" if any(duty.entered_at is not None for duty in duties) else ""
    return ""
