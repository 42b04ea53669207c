"""发绑定链接: a one-time link for one expected person."""

from datetime import timedelta

from inspection.binding import end_links, live_links, token_sha256
from inspection.desk import Desk
from inspection.ids import PersonId
from inspection.people import BindLink, Person
from inspection.permissions import Deed, permit_role
from inspection.refusal import Refusal

LIFE = timedelta(hours=72)
"""How long a link may be used."""


def issue_bind_link(
    desk: Desk, *, actor: Person | None, person_id: PersonId, token: str
) -> BindLink:
    """Issue a link for `person_id`; earlier links to the same person end.

    `actor` None means the operator at the command line. Refusals: permission, `person_left`.
    """
    if actor is not None:
        permit_role(actor, Deed.BIND_PEOPLE)
    person = desk.ledger.people.get(person_id)
    if not person.active:
        raise Refusal("person_left", {"name": person.name})
    end_links(desk, live_links(desk, person_id))
    link = desk.ledger.bind_links.add(
        BindLink(
            token_sha256=token_sha256(token),
            person_id=person_id,
            issued_by=actor.id if actor else None,
            expires_at=desk.now + LIFE,
        )
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id if actor else None,
        task_id=None,
        verb="bind_link_issued",
        facts={"person": person_id},
    )
    return link
