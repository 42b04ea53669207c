"""Facts that no clerk would wish to see printed: every form's example, stuffed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from documents.fields import Field, entry
from documents.gallery_facts import example_facts
from documents.render import render
from tests.documents.reading import text_of

ODD = "㐂𠮷<县>&“处”\"'１２３"
NAME = (ODD + "青禾县柳湾镇顺达危险化学品道路货物运输综合服务有限责任公司第一分公司" * 3)[:80]
SENTENCE = "检查人员逐项核对台账和现场情况，发现问题当场指出，要求限期改正并报送整改结果。"
PARAGRAPH = (ODD + SENTENCE * 200)[:5000]
ITEMS, INSPECTORS = 60, 40
_FIXED = {
    "document_number",
    "signers",
    "locality",
    "record_form",
    "words",
    "result_codes",
    "seal",
    "code",
    "credit_code",
}
_PEOPLE = ("officers", "inspectors", "members")
_LISTED_ONCE = {"co_issuers", "signers", "copies", "recipients"}


def _filled(field: Field, value: Any, text: Callable[[str], str]) -> Any:
    """A fact with its texts changed, choices and fixed names left as they are."""
    if isinstance(value, str):
        return value if field.choices else text(value)
    if isinstance(value, list) and field.element is not None:
        return [_filled(field.element, item, text) for item in value]
    if isinstance(value, dict):
        return {
            key: item if key in _FIXED else _filled(field.members[key], item, text)
            for key, item in value.items()
        }
    return value


def _repeated(key: str, value: Any) -> Any:
    """A list as long as they come: its elements over and over."""
    if isinstance(value, dict):
        return {
            name: item if name in _FIXED else _repeated(name, item) for name, item in value.items()
        }
    if not isinstance(value, list) or not value or key in _LISTED_ONCE:
        return value
    most = INSPECTORS if key in _PEOPLE else ITEMS
    inner = [_repeated(key, item) for item in value] if isinstance(value[0], dict) else value
    return (inner * most)[:most]


def stuffed(form: str) -> dict[str, Any]:
    """长名称: every text is an 80-character name with marks and rare characters, the longest one a
    paragraph of 5,000."""
    example = example_facts(form)
    longest = _longest_printed(form)

    def text(found: str) -> str:
        return PARAGRAPH if found == longest else NAME

    made: dict[str, Any] = _filled(entry(form).root, example, text)
    return made


def crowded(form: str) -> dict[str, Any]:
    """六十项: every list has 60 items (40 inspectors), also those within a list."""
    made: dict[str, Any] = _repeated("", example_facts(form))
    return made


def emptied(form: str) -> dict[str, Any]:
    """空表: every list of the form is empty."""
    return {
        key: [] if isinstance(value, list) and key not in _FIXED else value
        for key, value in example_facts(form).items()
    }


def _longest_printed(form: str) -> str:
    """The longest text of a form's example that it prints in full."""
    printed = text_of(render(form, example_facts(form)).docx)
    return max((text for text in _texts(example_facts(form)) if text in printed), key=len)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in inner for text in _texts(item)]
