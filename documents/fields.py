"""文书事实表: which facts each form takes, read from documents/catalogue/*.toml.

One entry is `path = "type[!] Chinese label"`; `!` marks a mandatory fact,
`!y=false` one that is mandatory when its neighbour `y` is false, `x[]` one element of a
list, `x.y` one member of a dictionary; `str(a|b)` takes only these words.
The facts of `_common.toml` belong to every form; those of
the task only where the head does not say `task = false`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from documents.errors import FormError

CATALOGUE = Path(__file__).parent / "catalogue"
_KINDS = {"str", "int", "bool", "list", "dict"}


@dataclass(slots=True)
class Field:
    """事实: one fact of a form; `members` for a dict, `element` for a list; `plain` is any text."""

    path: str
    kind: str
    label: str
    mandatory: bool
    when: tuple[str, bool] | None = None
    choices: tuple[str, ...] = ()
    members: dict[str, Field] = field(default_factory=dict)
    element: Field | None = None
    plain: bool = field(init=False)

    def __post_init__(self) -> None:
        self.plain = self.kind == "str" and not self.choices


@dataclass(frozen=True, slots=True)
class Entry:
    """目录条目: one catalogue file as read, its fields as a tree."""

    key: str
    head: Mapping[str, object]
    root: Field


def _parse(path: str, spec: str) -> Field:
    kind, _, label = spec.partition(" ")
    kind, _, listed = kind.partition("(")
    kind, mark, condition = kind.partition("!")
    neighbour, _, wanted = condition.partition("=")
    when = (neighbour, wanted == "true") if neighbour else None
    if kind not in _KINDS or not label:
        raise FormError(f"文书目录有误：{path} 的写法“{spec}”不符合“类型 中文名”。")
    choices = tuple(listed.rstrip(")").split("|")) if listed else ()
    return Field(path, kind, label, bool(mark) and when is None, when, choices)


def _place(root: Field, fact: Field) -> None:
    """Hang one field on the tree: `a.b`, `a[].b`, `a[].b[]`."""
    node = root
    steps = fact.path.replace("[]", ".[]").split(".")
    for depth, step in enumerate(steps):
        last = depth == len(steps) - 1
        if step == "[]":
            if last:
                node.element = fact
            else:
                node.element = node.element or Field("", "dict", node.label, True)
                node = node.element
        elif last:
            node.members[step] = fact
        else:
            node = node.members[step]


def _read(name: str) -> tuple[dict[str, object], dict[str, str]]:
    text = (CATALOGUE / f"{name}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    fields = table.pop("fields")
    assert isinstance(fields, dict)
    return table, fields


@cache
def form_keys() -> tuple[str, ...]:
    """全部文书: the keys of all forms, in a fixed order."""
    return tuple(sorted(p.stem for p in CATALOGUE.glob("*.toml") if not p.stem.startswith("_")))


@cache
def entry(key: str) -> Entry:
    """目录条目: the catalogue entry of one form (KeyError when there is none)."""
    if key not in form_keys():
        raise KeyError(key)
    head, own = _read(key)
    _, common = _read("_common")
    if head.get("task") is False:
        common = {path: spec for path, spec in common.items() if path.partition(".")[0] != "task"}
    root = Field("", "dict", key, True)
    for path, spec in {**common, **own}.items():
        _place(root, _parse(path, spec))
    return Entry(key, head, root)


def own_fields(name: str) -> tuple[Field, ...]:
    """本表事实: the fields written in one catalogue file, in its order (`_common` included)."""
    return tuple(_parse(path, spec) for path, spec in _read(name)[1].items())
