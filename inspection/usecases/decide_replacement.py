"""换人审批: the head of the department decides; never the asker, never the person replaced."""

from dataclasses import replace

from inspection.announce import to_person
from inspection.desk import Desk
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.refusal import Refusal
from inspection.replacing import redraw
from inspection.team_news import replacement_facts
from inspection.teams import Replacement, ReplacementState


def decide_replacement(
    desk: Desk, *, actor: Person, replacement_id: int, approve: bool
) -> Replacement:
    """Approve or refuse; where the locality redraws, the new person is matched at once.

    Refusals: permission, `not_own_department`, `nothing_to_decide`, `own_request`, those of the
    match.
    """
    asked = desk.ledger.replacements.get(replacement_id)
    task = desk.ledger.tasks.get(asked.task_id)
    permit(actor, Deed.DECIDE_REPLACEMENT, task)
    if actor.department_id != asked.department_id:
        raise Refusal("not_own_department")
    if asked.state is not ReplacementState.ASKED:
        raise Refusal("nothing_to_decide")
    if actor.id in (asked.asked_by, asked.outgoing_id):
        raise Refusal("own_request")
    state = ReplacementState.APPROVED if approve else ReplacementState.REFUSED
    decided = desk.ledger.replacements.save(
        replace(asked, state=state, decided_by=actor.id, decided_at=desk.now)
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb=f"replacement_{state.value}",
        facts={"replacement": asked.id, "outgoing": asked.outgoing_id},
    )
    if approve and desk.profile.effective_replacement.value.method == "approve_redraw":
        return redraw(desk, task, decided, actor)
    if not approve:
        to_person(
            desk,
            asked.asked_by,
            "replacement_refused",
            replacement_facts(desk, task, decided),
            dedupe=f"replace_refused:{asked.id}",
            task=task,
        )
    return decided
