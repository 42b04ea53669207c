"""绑定人员: a chat account becomes a person of the roster, once."""

from dataclasses import replace

from inspection.binding import token_sha256
from inspection.desk import Desk
from inspection.ids import UserId
from inspection.people import Person
from inspection.refusal import Refusal


def bind_person(desk: Desk, *, token: str, user_id: UserId) -> Person:
    """Bind the account that opened the link.

    Refusals: `bind_link_unknown`, `bind_link_used`, `bind_link_expired`, `account_taken`.
    """
    link = desk.ledger.bind_links.one(token_sha256=token_sha256(token))
    if link is None:
        raise Refusal("bind_link_unknown")
    person = desk.ledger.people.get(link.person_id)
    if link.used_at is not None:
        raise Refusal("bind_link_used", {"same": link.used_by == user_id, "name": person.name})
    if desk.now > link.expires_at:
        raise Refusal("bind_link_expired")
    holder = desk.ledger.people.one(user_id=user_id)
    if holder is not None and holder.id != person.id:
        raise Refusal("account_taken", {"name": holder.name})
    desk.ledger.bind_links.save(replace(link, used_at=desk.now, used_by=user_id))
    bound = desk.ledger.people.save(replace(person, user_id=user_id))
    desk.ledger.record(at=desk.now, actor_id=person.id, task_id=None, verb="person_bound", facts={})
    return bound
