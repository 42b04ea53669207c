"""样张: every form in the words of every locality, for looking at (`make gallery`)."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from documents.paths import EXAMPLES

LOCALITIES = ("xinyang", "xinhua", "xinxian", "xinzhou", "wolong")
_BORROWED = ("words", "office_name", "record_form", "result_codes")


@cache
def _text(name: str) -> str:
    return (EXAMPLES / f"{name}.json").read_text(encoding="utf-8")


def _exchanged(value: Any, words: dict[str, str | None]) -> Any:
    """`value` with the texts that `words` names exchanged; what a locality is silent on is None."""
    if isinstance(value, dict):
        made = {key: _exchanged(item, words) for key, item in value.items()}
        silent = value.get("article") is not None and made.get("article") is None
        return None if silent and set(made) <= {"text", "article"} else made
    if isinstance(value, list):
        return [
            made
            for item in value
            if (made := _exchanged(item, words)) is not None
            and not (isinstance(made, dict) and item != made and made.get("text", "") is None)
        ]
    if isinstance(value, str):
        return words.get(value, value)
    return value


def example_facts(form: str, locality: str = LOCALITIES[0]) -> dict[str, Any]:
    """样例事实: a fresh copy of a form's example (fictional 青禾县) in one locality's words.

    Articles of the example are exchanged for those of the locality; where its circular is silent
    they are None.
    """
    facts: dict[str, Any] = json.loads(_text(form))
    local = json.loads(_text("localities"))
    home, here = local[facts["locality"]], local[locality]
    words = {text: here["rules"][key] for key, text in home["rules"].items() if text}
    words |= {text: here["phrases"][key] for key, text in home["phrases"].items()}
    made: dict[str, Any] = _exchanged(facts, words)
    made["locality"] = locality
    made.update({key: here[key] for key in _BORROWED if key in facts})
    return made
