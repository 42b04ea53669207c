"""留痕摘录: the part of the journal that goes into a dossier, with what proves it whole.

The journal is one chain for the whole office. A dossier shows the events of its task in full; what
happened in other tasks in between is one line, which carries the chain on and says nothing of it.
"""

import json
from collections.abc import Iterable
from datetime import datetime

from inspection.events import FIRST_HASH, Event, event_hash
from inspection.ids import PersonId, TaskId
from inspection.plain import Facts

SHOWN = "event"
SKIPPED = "others"


def extract(events: Iterable[Event], head: str) -> list[Facts]:
    """The lines of one task's events, in order, up to the one whose hash is `head`.

    ValueError when `head` is not among them.
    """
    lines: list[Facts] = []
    previous: str | None = None
    for event in events:
        if previous is not None and event.previous_hash != previous:
            others = {"previous_hash": previous, "hash": event.previous_hash}
            lines.append({"kind": SKIPPED, **others})
        lines.append(_shown(event))
        previous = event.hash
        if event.hash == head:
            return lines
    raise ValueError("the journal does not reach this head")


def jsonl(lines: Iterable[Facts]) -> bytes:
    """One JSON object a line, keys sorted, Chinese as it is."""
    return "".join(
        json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines
    ).encode()


def journal_head(content: bytes) -> str:
    """The last hash of a 留痕.jsonl, every link and every shown event re-computed.

    ValueError names the first line that does not fit.
    """
    previous: str | None = None
    for number, text in enumerate(content.decode().splitlines(), 1):
        line: Facts = json.loads(text)
        if previous is not None and line["previous_hash"] != previous:
            raise ValueError(f"第 {number} 行与上一行不相连")
        if line["kind"] == SHOWN and _recomputed(line) != line["hash"]:
            raise ValueError(f"第 {number} 行的内容与其哈希不符")
        previous = str(line["hash"])
    return previous or FIRST_HASH


def _shown(event: Event) -> Facts:
    return {
        "kind": SHOWN,
        "id": event.id,
        "previous_hash": event.previous_hash,
        "at": event.at.isoformat(),
        "actor_id": event.actor_id,
        "task_id": event.task_id,
        "verb": event.verb,
        "facts": event.facts,
        "hash": event.hash,
    }


def _recomputed(line: Facts) -> str:
    actor, task, facts = line["actor_id"], line["task_id"], line["facts"]
    assert isinstance(facts, dict)
    return event_hash(
        Event(
            at=datetime.fromisoformat(str(line["at"])),
            actor_id=PersonId(actor) if isinstance(actor, int) else None,
            task_id=TaskId(task) if isinstance(task, int) else None,
            verb=str(line["verb"]),
            facts=facts,
            previous_hash=str(line["previous_hash"]),
        )
    )
