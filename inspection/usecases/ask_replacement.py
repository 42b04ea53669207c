"""申请换人: an inspector cannot go; the head of the department is asked (忻州第十七条)."""

from inspection.announce import to_person
from inspection.desk import Desk
from inspection.ids import PersonId, TaskId
from inspection.people import Person, Role
from inspection.permissions import Deed
from inspection.refusal import Refusal
from inspection.roster import with_role
from inspection.said import said
from inspection.staffing import asking_for
from inspection.standing_in import permit_here
from inspection.tasks import TaskState
from inspection.team_news import replacement_facts
from inspection.teams import Replacement, ReplacementState


def ask_replacement(
    desk: Desk, *, actor: Person, task_id: TaskId, outgoing_id: PersonId, reason: str
) -> Replacement:
    """Enter the request for everything the person still holds and tell the heads.

    Refusals: permission, `task_closed`, `not_own_department`, `nothing_to_replace`,
    `replacement_already_asked`, `reason_missing`, `reason_not_accepted`, `no_other_head`.
    """
    task = desk.ledger.tasks.get(task_id)
    permit_here(desk.ledger, actor, Deed.ASK_REPLACEMENT, task)
    if task.state is TaskState.ARCHIVED:
        raise Refusal("task_closed", {"task": task.name})
    name = desk.ledger.people.get(outgoing_id).name
    department_id = asking_for(desk, actor, task, outgoing_id)
    if department_id is None:
        raise Refusal("nothing_to_replace", {"name": name})
    if _pending(desk, task_id, outgoing_id):
        raise Refusal("replacement_already_asked", {"name": name})
    words = said(reason)
    _require_reason(desk, words)
    heads = [
        person
        for person in with_role(desk.ledger, Role.HEAD, department_id)
        if person.id not in (actor.id, outgoing_id) and person.user_id is not None
    ]
    if not heads:
        department = desk.ledger.departments.get(department_id).short_name
        raise Refusal("no_other_head", {"department": department})
    asked = desk.ledger.replacements.add(
        Replacement(
            task_id=task.id,
            department_id=department_id,
            outgoing_id=outgoing_id,
            reason=words,
            asked_by=actor.id,
            asked_at=desk.now,
        )
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb="replacement_asked",
        facts={"replacement": asked.id, "outgoing": outgoing_id},
    )
    facts = replacement_facts(desk, task, asked)
    for head in heads:
        dedupe = f"replace:{asked.id}"
        to_person(desk, head.id, "replacement_request", facts, dedupe=dedupe, task=task)
    return asked


def _pending(desk: Desk, task_id: TaskId, outgoing_id: PersonId) -> bool:
    found = desk.ledger.replacements.find(task_id=task_id, outgoing_id=outgoing_id)
    return any(
        each.state is ReplacementState.ASKED
        or (each.state is ReplacementState.APPROVED and each.incoming_id is None)
        for each in found
    )


def _require_reason(desk: Desk, reason: str) -> None:
    law = desk.profile.match.replacement
    if law.value is not None and reason not in law.value.reasons:
        facts = {"reason": reason, "accepted": law.value.reasons}
        raise Refusal("reason_not_accepted", facts, law.citation)
