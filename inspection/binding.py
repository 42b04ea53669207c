"""绑定: the one-time token behind a link, kept only as its SHA-256; links put to misuse."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from inspection.desk import Desk
from inspection.ids import PersonId, UserId
from inspection.people import BindLink
from inspection.refusal import Refusal

BIND_REFUSED = "bind_refused"
"""The event of a link that did not bind: unknown, used, expired, forwarded, somebody else's."""

MOST_TRIES, WITHIN = 5, timedelta(hours=1)
"""So many links that do not bind may an account open; then it has to wait."""


def token_sha256(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def require_few_tries(desk: Desk, user_id: UserId) -> None:
    """Refusal `bind_too_often` after `MOST_TRIES` refused links within the hour."""
    since = desk.now - WITHIN
    tries = [
        event.at
        for event in desk.ledger.events.find(verb=BIND_REFUSED)
        if event.facts.get("user") == user_id and event.at > since
    ]
    if len(tries) >= MOST_TRIES:
        raise Refusal("bind_too_often", {"until": (tries[-MOST_TRIES] + WITHIN).isoformat()})


def record_refused(desk: Desk, user_id: UserId, code: str) -> None:
    """留痕 of a refused link: which account, and why; of the token nothing is kept."""
    desk.ledger.record(
        at=desk.now,
        actor_id=None,
        task_id=None,
        verb=BIND_REFUSED,
        facts={"user": user_id, "code": code},
    )


def live_links(desk: Desk, person_id: PersonId) -> tuple[BindLink, ...]:
    """The links to a person that could still be used."""
    unused = desk.ledger.bind_links.find(person_id=person_id, used_at=None)
    return tuple(link for link in unused if link.expires_at > desk.now)


def end_links(desk: Desk, links: Iterable[BindLink]) -> None:
    """These links end now."""
    for link in links:
        desk.ledger.bind_links.save(replace(link, expires_at=desk.now))
