"""事实核对: checks a form's facts against its catalogue and fills in what is missing.

A missing mandatory fact becomes 【待填：名称】 and is reported by its label; a missing optional one
becomes None (a list: empty), so templates never meet an undefined name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from documents.errors import FormError, nearest
from documents.fields import Field

_KINDS: dict[str, tuple[type, str]] = {
    "str": (str, "文字"),
    "int": (int, "整数"),
    "bool": (bool, "是或否"),
    "list": (list, "列表"),
    "dict": (dict, "字典"),
}


def placeholder(label: str) -> str:
    """待填: what is printed where a mandatory fact is missing."""
    return f"【待填：{label}】"


def facts_sha256(facts: Mapping[str, object]) -> str:
    """事实哈希: SHA-256 of the canonical JSON (sorted keys, no blanks, UTF-8) of the facts."""
    try:
        text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    except (TypeError, ValueError) as error:
        raise FormError("事实中有不能保存的内容，请只用文字、数字、是否、列表和字典。") from error
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


class _Completion:
    def __init__(self, form: str) -> None:
        self.form = form
        self.missing: list[str] = []

    def absent(self, field: Field, where: str, mandatory: bool) -> object:
        """The value of a fact that was not given."""
        if not mandatory:
            return [] if field.kind == "list" else None
        if field.kind == "dict" and field.members:
            return self.dict(field, {}, where)
        self.missing.append(where + field.label)
        if field.kind == "list":
            return [self._blank(field.element, field)] if field.element else []
        return placeholder(field.label)

    def _blank(self, element: Field | None, owner: Field) -> object:
        """One element of a missing list: every fact of it awaits filling, the list counts once."""
        if element is None or element.kind != "dict":
            return placeholder(owner.label)
        kept, self.missing = self.missing, []
        made = self.dict(element, {}, "")
        self.missing = kept
        return made

    def value(self, field: Field, value: object, where: str, mandatory: bool) -> object:
        """A fact, checked and completed."""
        if value is None or value == "" or (value == [] and mandatory):
            return self.absent(field, where, mandatory)
        kind, name = _KINDS[field.kind]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise FormError(
                f"《{self.form}》的事实“{where}{field.label}”应为{name}，请改正后重试。"
            )
        if field.choices and value not in field.choices:
            raise FormError(
                f"《{self.form}》的事实“{where}{field.label}”应为"
                f"{'、'.join(field.choices)}之一，请改正后重试。"
            )
        if isinstance(value, dict) and field.members:
            return self.dict(field, value, where)
        if isinstance(value, list) and field.element is not None:
            element = field.element
            return [
                self.value(element, item, f"{where}{field.label}第{number}项", True)
                if element.kind == "dict"
                else self.value(element, item, f"{where}第{number}项", True)
                for number, item in enumerate(value, 1)
            ]
        return value

    def dict(self, field: Field, facts: Mapping[str, object], where: str) -> dict[str, object]:
        """A dictionary of facts: unknown names refused, missing ones completed."""
        if not facts.keys() <= field.members.keys():
            key = next(key for key in facts if key not in field.members)
            close = nearest(key, field.members)
            hint = f"，最接近的是“{close}”" if close else ""
            raise FormError(f"《{self.form}》没有名为“{key}”的事实{hint}，请改正后重试。")
        made: dict[str, object] = {}
        for key, member in field.members.items():
            given = facts.get(key)
            if given.__class__ is str and given and member.plain:
                made[key] = given
                continue
            mandatory = member.mandatory
            if member.when is not None:
                mandatory = facts.get(member.when[0]) is member.when[1]
            made[key] = self.value(member, given, where, mandatory)
        return made


def complete(
    form: str, root: Field, facts: Mapping[str, object]
) -> tuple[dict[str, object], tuple[str, ...]]:
    """补全事实: the completed facts and the labels of the missing mandatory ones, once each."""
    completion = _Completion(form)
    made = completion.dict(root, facts, "")
    return made, tuple(dict.fromkeys(completion.missing))
