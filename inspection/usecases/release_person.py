"""人员离岗: who leaves loses account, questions, links and unsent messages at once."""

from dataclasses import replace

from inspection.binding import end_links, live_links
from inspection.desk import Desk
from inspection.ids import ChatId, PersonId
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.plain import Facts
from inspection.posting import PostingState
from inspection.refusal import Refusal
from inspection.witnessing import leave_places


def release_person(desk: Desk, *, actor: Person | None, person_id: PersonId) -> Facts:
    """Take the person off duty; `actor` None means the operator at the command line.

    Who moves to another department leaves this one and is entered there anew. Return what is
    left for others to take over: name, department, `held` (checks still assigned) and `witnessing`
    (see `leave_places`). Refusals: permission, `person_left`.
    """
    if actor is not None:
        permit_role(actor, Deed.BIND_PEOPLE)
    person = desk.ledger.people.get(person_id)
    if not person.active:
        raise Refusal("person_left", {"name": person.name})
    for prompt in desk.ledger.prompts.find(person_id=person.id, closed_at=None):
        desk.ledger.prompts.save(replace(prompt, closed_at=desk.now))
    end_links(desk, live_links(desk, person.id))
    if person.user_id is not None:
        unsent = {"chat_id": ChatId(person.user_id), "state": PostingState.PENDING}
        for posting in desk.ledger.postings.find(**unsent):
            desk.ledger.postings.save(replace(posting, state=PostingState.SUPERSEDED))
    released = desk.ledger.people.save(replace(person, active=False, user_id=None))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id if actor else None,
        task_id=None,
        verb="person_released",
        facts={"person": person.id, "user": person.user_id},
    )
    held = desk.ledger.assignments.find(person_id=released.id, active=True)
    return {
        "name": released.name,
        "department": desk.ledger.departments.get(released.department_id).short_name,
        "held": len(held),
        "witnessing": leave_places(desk, released.id),
    }
