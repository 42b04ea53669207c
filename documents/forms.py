"""文书目录: every form the typing pool can write, with who issues it and who may read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from documents.fields import entry, form_keys


@dataclass(frozen=True, slots=True)
class Form:
    """文书: one form; `mandatory` are the dotted names of facts it must have, `number` its place
    among the 37 documents of the process, `suffix` the kind of file it becomes."""

    key: str
    title: str
    stage: str
    issuer_role: str
    recipient: str
    public: bool
    mandatory: tuple[str, ...]
    subject_field: str | None = None
    number: int = 0
    suffix: str = ".docx"


def _form(key: str) -> Form:
    found = entry(key)
    head = found.head
    subject = head.get("subject_field")
    return Form(
        key=key,
        title=str(head["title"]),
        stage=str(head["stage"]),
        issuer_role=str(head["issuer_role"]),
        recipient=str(head["recipient"]),
        public=bool(head["public"]),
        mandatory=tuple(name for name, fact in found.root.members.items() if fact.mandatory),
        subject_field=str(subject) if subject else None,
        number=int(str(head["number"])),
        suffix=".xlsx" if head["kind"] == "sheet" else ".docx",
    )


FORMS: Mapping[str, Form] = MappingProxyType({key: _form(key) for key in form_keys()})
