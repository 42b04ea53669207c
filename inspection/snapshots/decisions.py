"""审批摘录: who decided a request, when and how, as approval forms print it."""

from inspection.desk import Desk
from inspection.events import Event
from inspection.snapshots import field_phrases
from inspection.snapshots.common import day_words


def asker_name(desk: Desk, asked: Event) -> str | None:
    """承办人: who made the request."""
    return None if asked.actor_id is None else desk.ledger.people.get(asked.actor_id).name


def opinion_words(desk: Desk, matter: str, decided: Event | None, approved: bool) -> str | None:
    """审批意见 on a `matter` (withhold, correct); None while nobody has decided."""
    if decided is None or decided.actor_id is None:
        return None
    return field_phrases.OPINION[matter][approved].format(
        name=desk.ledger.people.get(decided.actor_id).name, day=day_words(desk, decided.at)
    )
