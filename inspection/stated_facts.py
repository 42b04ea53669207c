"""补填事实: what a clerk stated for a paper because the ledger does not know it.

Kept by the line of the paper (task, form, title, subject), so that the next draft has it too. What
the ledger knows goes first: a stated fact fills only what would be 【待填】.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from inspection.ids import UNSAVED, PersonId, SubjectId, TaskId
from inspection.plain import Facts, Plain


@dataclass(frozen=True, slots=True)
class OpenFact:
    """待填事实: a plain fact of a form: its dotted path, what people call it, what it takes.

    `numeric` facts take digits; `choices`, where there are any, are the only words it takes.
    """

    path: str
    label: str
    numeric: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class StatedFact:
    """补填事实: one fact of one paper, by its dotted `path` in the form's facts.

    `text` is what was said; a number is kept as its digits with `numeric` set.
    """

    id: int = UNSAVED
    task_id: TaskId | None
    form: str
    title: str
    subject_id: SubjectId | None = None
    path: str
    text: str
    numeric: bool = False
    stated_by: PersonId
    stated_at: datetime

    @property
    def value(self) -> Plain:
        """As the form takes it."""
        return int(self.text) if self.numeric else self.text


def filled(facts: Facts, stated: Iterable[StatedFact], *, over: bool = False) -> Facts:
    """A copy of the facts with what was stated where they are silent, `over` everywhere."""
    made = cast(Facts, _copy(facts))
    for each in stated:
        *way, last = each.path.split(".")
        place: Any = made
        for step in way:
            inner = place.get(step)
            if not isinstance(inner, dict):
                inner = place[step] = {}
            place = inner
        if over or place.get(last) in (None, ""):
            place[last] = each.value
    return made


def value_at(facts: Facts, path: str) -> Plain:
    """What stands at a dotted path; None for nothing."""
    place: Any = facts
    for step in path.split("."):
        place = place.get(step) if isinstance(place, dict) else None
    return cast(Plain, place)


def _copy(value: Plain) -> Plain:
    if isinstance(value, dict):
        return {key: _copy(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_copy(each) for each in value]
    return value
