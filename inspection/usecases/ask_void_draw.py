"""申请作废: a witness will not reveal, so the attempt cannot be finished (draw.md, step 4)."""

from inspection.announce import to_person
from inspection.ceremony import RUNNING
from inspection.desk import Desk
from inspection.ids import DrawId
from inspection.people import Person, Role
from inspection.permissions import Deed, permit
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.roster import with_role
from inspection.said import said
from inspection.voiding import ASKED, open_request


def ask_void_draw(desk: Desk, *, actor: Person, draw_id: DrawId, reason: str) -> None:
    """Put the request before the heads of the lead department, the asker excepted.

    Refusals: permission, `draw_step_passed` once drawn or void, `void_already_asked`,
    `reason_missing`, `no_other_head`.
    """
    draw = desk.ledger.draws.get(draw_id)
    task = desk.ledger.tasks.get(draw.task_id)
    permit(actor, Deed.DRAW, task)
    if draw.state not in RUNNING:
        raise Refusal("draw_step_passed", {"state": draw.state.value, "attempt": draw.attempt})
    if open_request(desk, draw) is not None:
        raise Refusal("void_already_asked", {"attempt": draw.attempt})
    words = said(reason)
    heads = [
        person
        for person in with_role(desk.ledger, Role.HEAD, task.lead_id)
        if person.id != actor.id and person.user_id is not None
    ]
    if not heads:
        lead = desk.ledger.departments.get(task.lead_id).short_name
        raise Refusal("no_other_head", {"department": lead})
    facts: Facts = {"draw": draw.id, "attempt": draw.attempt, "reason": words}
    desk.ledger.record(at=desk.now, actor_id=actor.id, task_id=task.id, verb=ASKED, facts=facts)
    event = desk.ledger.last_event()
    for head in heads:
        to_person(
            desk,
            head.id,
            "void_request",
            {**facts, "task": task.name, "name": actor.name},
            dedupe=f"void:{event.id}",
            task=task,
        )
