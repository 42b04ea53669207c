"""留痕: the append-only journal, each event chained to the one before by its hash."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from inspection.ids import UNSAVED, PersonId, TaskId
from inspection.plain import Facts

FIRST_HASH = "0" * 64


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """留痕: what happened, when, by whom; `actor_id` None means the bot itself.

    `hash` is the SHA-256 over the previous hash and this event's canonical text.
    """

    id: int = UNSAVED
    at: datetime
    actor_id: PersonId | None
    task_id: TaskId | None
    verb: str
    facts: Facts
    previous_hash: str = FIRST_HASH
    hash: str = ""


def event_hash(event: Event) -> str:
    """The hash that `event` must carry, from its own content and `previous_hash`."""
    text = json.dumps(
        [
            event.previous_hash,
            event.at.isoformat(),
            event.actor_id,
            event.task_id,
            event.verb,
            event.facts,
        ],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()
