"""选派: the head names who goes instead, among the qualified (信阳第二十条, 新华第十四条（二）)."""

from inspection.desk import Desk
from inspection.ids import PersonId
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.refusal import Refusal
from inspection.replacing import send
from inspection.teams import Replacement, ReplacementState


def pick_replacement(
    desk: Desk, *, actor: Person, replacement_id: int, incoming_id: PersonId
) -> Replacement:
    """Send the picked person in the outgoing one's place.

    Refusals: permission, `not_own_department`, `nothing_to_decide`, `own_request`,
    `not_qualified`, `result_already_entered`.
    """
    approved = desk.ledger.replacements.get(replacement_id)
    task = desk.ledger.tasks.get(approved.task_id)
    permit(actor, Deed.DECIDE_REPLACEMENT, task)
    if actor.department_id != approved.department_id:
        raise Refusal("not_own_department")
    if approved.state is not ReplacementState.APPROVED or approved.incoming_id is not None:
        raise Refusal("nothing_to_decide")
    if actor.id in (approved.asked_by, approved.outgoing_id):
        raise Refusal("own_request")
    return send(desk, task, approved, incoming_id, actor)
