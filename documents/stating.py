"""可补填的事实: the plain facts of a form that a person can state, and those a paper still lacks.

Plain are texts and numbers outside lists; what stands in a list belongs to things of the ledger
and is put right there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from documents.fields import Field, entry

_NOT_STATED = frozenset(
    {
        *("locality", "words", "task", "draft", "issuer", "office_name", "record_form", "seal"),
        *("document_number", "issue_date"),
    }
)
"""Facts of every form that come from the ledger, the locality's rules, or with the issue."""


@dataclass(frozen=True, slots=True)
class PlainFact:
    """可补填的事实: its dotted path, what people call it, what it takes.

    `numeric` facts take digits; `choices`, where there are any, are the only words it takes.
    """

    path: str
    label: str
    numeric: bool
    choices: tuple[str, ...]


def plain_facts(form: str) -> tuple[PlainFact, ...]:
    """全部可补填的事实: those of a form, in the order of the catalogue."""
    return tuple(fact for fact, _ in _walk(entry(form).root, {}, "", "", asked=True))


def lacking_facts(form: str, facts: Mapping[str, Any]) -> tuple[PlainFact, ...]:
    """待填而可补填的事实: the mandatory plain facts that these facts leave open."""
    found = _walk(entry(form).root, facts, "", "", asked=True)
    return tuple(fact for fact, open_ in found if open_)


def _walk(
    owner: Field, facts: Mapping[str, Any], way: str, of: str, *, asked: bool
) -> Iterator[tuple[PlainFact, bool]]:
    """Every plain fact below, and whether it is mandatory and not given."""
    for name, field in owner.members.items():
        if not way and name in _NOT_STATED:
            continue
        path, given = f"{way}{name}", facts.get(name)
        needed = asked and (
            field.mandatory if field.when is None else facts.get(field.when[0]) is field.when[1]
        )
        if field.kind == "dict" and field.members:
            inner = given if isinstance(given, Mapping) else {}
            below = needed or bool(inner)
            yield from _walk(field, inner, f"{path}.", field.label, asked=below)
        elif field.kind in ("str", "int"):
            label = f"{of}的{field.label}" if of and of not in field.label else field.label
            fact = PlainFact(path, label, field.kind == "int", field.choices)
            yield fact, needed and given in (None, "")
