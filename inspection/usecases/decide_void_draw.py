"""作废审批: the head of the lead department decides; a void attempt stays on record."""

from dataclasses import replace

from inspection.announce import to_group, to_person
from inspection.asking import close_asked
from inspection.ceremony import post_draw_board, witnesses_of
from inspection.desk import Desk
from inspection.draws import DrawRecord, DrawState
from inspection.events import Event
from inspection.ids import DrawId
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask
from inspection.voiding import REFUSED, VOIDED, open_request


def decide_void_draw(desk: Desk, *, actor: Person, draw_id: DrawId, approve: bool) -> DrawRecord:
    """Approve or refuse the open request; the asker never decides.

    Refusals: permission, `nothing_to_decide`, `own_request`.
    """
    draw = desk.ledger.draws.get(draw_id)
    task = desk.ledger.tasks.get(draw.task_id)
    permit(actor, Deed.VOID_DRAW, task)
    request = open_request(desk, draw)
    if request is None or draw.state in (DrawState.DRAWN, DrawState.VOID):
        raise Refusal("nothing_to_decide")
    if request.actor_id == actor.id:
        raise Refusal("own_request")
    reason = str(request.facts["reason"])
    facts: Facts = {"draw": draw.id, "attempt": draw.attempt, "reason": reason}
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb=VOIDED if approve else REFUSED,
        facts=facts,
    )
    if approve:
        draw = _void(desk, task, draw, reason, actor)
    _tell_asker(desk, task, request, approve, draw)
    return draw


def _void(
    desk: Desk, task: InspectionTask, draw: DrawRecord, reason: str, actor: Person
) -> DrawRecord:
    void = desk.ledger.draws.save(replace(draw, state=DrawState.VOID, void_reason=reason))
    for witness in witnesses_of(desk.ledger, draw.id):
        close_asked(desk, "secret", "witness", witness.id)
        close_asked(desk, "reveal", "witness", witness.id)
    to_group(
        desk,
        task,
        "draw_voided",
        {
            "attempt": draw.attempt,
            "reason": reason,
            "approver": actor.name,
            "task_id": task.id,
            "lead": desk.ledger.departments.get(task.lead_id).short_name,
        },
        dedupe=f"void:{draw.id}",
    )
    post_draw_board(desk, task, void, dedupe="void")
    return void


def _tell_asker(
    desk: Desk, task: InspectionTask, request: Event, approve: bool, draw: DrawRecord
) -> None:
    if request.actor_id is not None:
        to_person(
            desk,
            request.actor_id,
            "void_decided",
            {"approved": approve, "attempt": draw.attempt, "task_id": task.id},
            dedupe=f"void_decided:{request.id}",
            task=task,
        )
