"""留痕.md: the journal of one task for people to read; the words are in `journal_words.toml`."""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from inspection.journal_extract import SHOWN
from inspection.ledger import Ledger
from inspection.plain import Facts
from inspection.profile import Profile
from inspection.snapshots.results import worded
from inspection.tasks import InspectionTask

_MOMENT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$")
LONGEST_LIST = 8
"""Longer lists are counted, not written out."""

_HIDDEN = frozenset(
    {
        "about",
        "chat",
        "check_in",
        "document",
        "draw",
        "duty",
        "finding",
        "follow_up",
        "matched",
        "plan_entry",
        "recusal",
        "replacement",
        "task_id",
        "whistle",
    }
)
"""Numbers of rows that say nothing to a reader; the .jsonl has them."""


def how_to_check() -> str:
    """How anybody re-computes the printed hash from 留痕.jsonl."""
    return str(_words()["how"])


def readable(
    ledger: Ledger, profile: Profile, task: InspectionTask, lines: list[Facts], head: str
) -> str:
    """A table of the events in `lines`, with how to check them."""
    words = _words()
    page = _Page(ledger, profile)
    rows = [
        f"# 留痕：{task.name}（{task.number}）",
        "",
        how_to_check(),
        "",
        f"留痕末值：`{head}`",
        "",
        str(words["columns"]),
        "|---|---|---|---|---|---|",
    ]
    place = 0
    for line in lines:
        if line["kind"] != SHOWN:
            rows.append(f"| | | | {words['others']} | | |")
            continue
        place += 1
        rows.append("| " + " | ".join((str(place), *page.cells(line))) + " |")
    return "\n".join(rows) + "\n"


class _Page:
    """Words the facts of events, with names in place of numbers."""

    def __init__(self, ledger: Ledger, profile: Profile) -> None:
        self._ledger = ledger
        self._profile = profile
        self._names: dict[str, Callable[[int], str]] = {
            "department": lambda key: ledger.departments.get(key).short_name,
            "subject": lambda key: ledger.subjects.get(key).name,
            "subjects": lambda key: ledger.subjects.get(key).name,
            "visit": lambda key: ledger.subjects.get(ledger.visits.get(key).subject_id).name,
            "item": lambda key: ledger.items.get(key).name,
            "person": lambda key: ledger.people.get(key).name,
            "incoming": lambda key: ledger.people.get(key).name,
            "outgoing": lambda key: ledger.people.get(key).name,
        }

    def cells(self, line: Facts) -> tuple[str, ...]:
        """Moment, who, what, its facts, the beginning of its hash."""
        facts = line["facts"]
        assert isinstance(facts, dict)
        return (
            _MOMENT.sub(r"\1 \2", str(line["at"])),
            self._who(line["actor_id"]),
            str(_words()["verbs"].get(line["verb"], line["verb"])),
            "；".join(
                f"{_words()['facts'].get(key, key)}：{self._said(key, value)}"
                for key, value in facts.items()
                if key not in _HIDDEN and value not in ("", None, [])
            ),
            str(line["hash"])[:12],
        )

    def _who(self, actor_id: object) -> str:
        if not isinstance(actor_id, int):
            return str(_words()["system"])
        person = self._ledger.people.get(actor_id)
        return f"{person.name}（{self._ledger.departments.get(person.department_id).short_name}）"

    def _said(self, key: str, value: object) -> str:
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, dict):
            return f"{len(value)} 项"
        if isinstance(value, list):
            if len(value) > LONGEST_LIST:
                return f"{len(value)} 项"
            return "、".join(self._said(key, each) for each in value)
        name = self._names.get(key.removesuffix("_id"))
        if isinstance(value, int) and name is not None:
            try:
                return name(value)
            except LookupError:
                return str(value)
        text = _MOMENT.sub(r"\1 \2", str(value))
        text = " ".join(text.replace("|", "／").split())
        label = worded(self._profile, text)[1] if key == "result" else None
        if label is not None:
            return label
        if len(text) == 64 and text.isalnum():
            return f"{text[:12]}…"
        return str(_words()["values"].get(text, text))


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("app").joinpath("journal_words.toml").read_text(encoding="utf-8"))
