"""公开副本: facts without phones, certificate numbers and risk classes (信阳规范第二十七条).

Facts named so go; so do their values and anything that looks like a phone number, an identity
card number or a risk class wherever it stands in another text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from documents.fields import Entry, Field, entry

HIDDEN = "（不公开）"
_PERSONAL = re.compile("电话|手机|执法证号|证件号码|风险")
_NAMES = re.compile(r"(^|_)(phone|certificate_number|identity|risk|credit_risk)")
_PATTERNS = (
    re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
    re.compile(r"(?<![\d-])\(?0\d{2,3}\)?-\d{7,8}(?![\d-])"),
    re.compile(r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])"),
    re.compile(r"(?:信用)?风险(?:等级|分类|类别)?[：:为]?\s*[A-DＡ-Ｄ](?:类|级)?"),
    re.compile(r"(?<![A-Za-z])[A-DＡ-Ｄ]类(?:企业|主体|对象|户)?"),
)


def _personal(name: str, field: Field) -> bool:
    return bool(_NAMES.search(name) or _PERSONAL.search(field.label))


def _secrets(field: Field, value: Any) -> Iterator[str]:
    """Values of personal facts, to be hidden wherever else they stand."""
    if isinstance(value, Mapping):
        for name, member in field.members.items():
            found = value.get(name)
            if isinstance(found, str) and _personal(name, member) and len(found) > 3:
                yield found
            yield from _secrets(member, found)
    elif isinstance(value, list) and field.element is not None:
        for item in value:
            yield from _secrets(field.element, item)


class _Mask:
    def __init__(self, found: Entry, facts: Mapping[str, object]) -> None:
        self._root = found.root
        self._secret = sorted(set(_secrets(found.root, facts)), key=len, reverse=True)

    def text(self, text: str) -> str:
        for secret in self._secret:
            text = text.replace(secret, HIDDEN)
        for pattern in _PATTERNS:
            text = pattern.sub(HIDDEN, text)
        return text

    def value(self, field: Field, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            element = field.element or field
            return [self.value(element, item) for item in value]
        if isinstance(value, Mapping):
            return {name: self._member(name, field, value[name]) for name in value}
        return value

    def _member(self, name: str, owner: Field, value: Any) -> Any:
        member = owner.members.get(name)
        if member is None:
            return self.value(owner, value)
        if value is not None and _personal(name, member) and not isinstance(value, (dict, list)):
            return HIDDEN if member.mandatory or member.when else None
        return self.value(member, value)


def public_facts(form: str, facts: Mapping[str, object]) -> dict[str, Any]:
    """公开事实: a copy of a form's facts that may be published; the given ones stay untouched.

    It says 公开副本 in its footer. A personal fact that the form needs reads （不公开）, another is
    None; KeyError where there is no such form.
    """
    found = entry(form)
    made = _Mask(found, facts).value(found.root, facts)
    assert isinstance(made, dict)
    return {**made, "public_copy": True}
