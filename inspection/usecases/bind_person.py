"""绑定人员: a chat account becomes a person of the roster, once."""

from dataclasses import replace

from inspection.binding import end_links, live_links, require_few_tries, token_sha256
from inspection.desk import Desk
from inspection.ids import ChatId, UserId
from inspection.people import Person
from inspection.posting import Posting, Priority
from inspection.refusal import Refusal


def bind_person(desk: Desk, *, token: str, user_id: UserId) -> Person:
    """Bind the account that opened the link; other links to the same person end with it.

    Refusals: `bind_too_often`, `bind_link_unknown`, `bind_link_used`, `bind_link_expired`,
    `person_left`, `account_taken`.
    """
    require_few_tries(desk, user_id)
    link = desk.ledger.bind_links.one(token_sha256=token_sha256(token))
    if link is None:
        raise Refusal("bind_link_unknown")
    person = desk.ledger.people.get(link.person_id)
    if link.used_at is not None:
        raise Refusal("bind_link_used", {"same": link.used_by == user_id, "name": person.name})
    if desk.now >= link.expires_at:
        raise Refusal("bind_link_expired")
    if not person.active:
        raise Refusal("person_left", {"name": person.name})
    holder = desk.ledger.people.one(user_id=user_id)
    if holder is not None and holder.id != person.id:
        raise Refusal("account_taken", {"name": holder.name})
    desk.ledger.bind_links.save(replace(link, used_at=desk.now, used_by=user_id))
    end_links(desk, live_links(desk, person.id))
    bound = desk.ledger.people.save(replace(person, user_id=user_id))
    desk.ledger.record(
        at=desk.now,
        actor_id=person.id,
        task_id=None,
        verb="person_bound",
        facts={"user": user_id, "before": person.user_id},
    )
    if person.user_id not in (None, user_id):
        _tell_former_account(desk, person, link.id)
    return bound


def _tell_former_account(desk: Desk, person: Person, link_id: int) -> None:
    """Whoever loses the binding hears of it: a stolen link does not go unnoticed."""
    assert person.user_id is not None
    desk.ledger.post(
        Posting(
            chat_id=ChatId(person.user_id),
            kind="account_rebound",
            facts={"name": person.name},
            dedupe=f"rebound:{link_id}",
            priority=Priority.WHISTLE,
            created_at=desk.now,
        )
    )
