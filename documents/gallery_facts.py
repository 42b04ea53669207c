"""样例事实: the examples of every form, in the words of every locality."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from documents.paths import EXAMPLES

_BORROWED = ("words", "office_name", "record_form", "result_codes")


@cache
def _text(name: str) -> str:
    return (EXAMPLES / f"{name}.json").read_text(encoding="utf-8")


def _exchanged(value: Any, words: dict[str, str | None]) -> Any:
    """`value` with the texts that `words` names exchanged; what a locality is silent on is None."""
    if isinstance(value, dict):
        made = {key: _exchanged(item, words) for key, item in value.items()}
        if "code" in made:
            made["code"] = words.get(f"code {made['code']}", made["code"])
        silent = value.get("article") is not None and made.get("article") is None
        return None if silent and set(made) <= {"text", "article"} else made
    if isinstance(value, list):
        return _in_order(
            made
            for item in value
            if (made := _exchanged(item, words)) is not None
            and not (isinstance(made, dict) and item != made and made.get("text", "") is None)
        )
    if isinstance(value, str):
        return words[value] if value in words else _reworded(value, words)
    return value


def _results(home: dict[str, Any], here: dict[str, Any]) -> dict[str, str | None]:
    """Codes and labels of results in one locality's numbering, by those of another: the code,
    the label, both together."""
    moved, labels = here.get("codes", {}), {r["code"]: r["label"] for r in here["result_codes"]}
    made: dict[str, str | None] = {}
    for result in home["result_codes"]:
        code = moved.get(result["code"], result["code"])
        made[f"{result['code']}　{result['label']}"] = f"{code}　{labels[code]}"
        made[f"code {result['code']}"] = code
        made[result["label"]] = labels[code]
    return made


def _in_order(items: Iterable[Any]) -> list[Any]:
    """Articles that two provisions share are named once; counts by result go by its code."""
    found: list[Any] = []
    for item in items:
        if not (isinstance(item, dict) and item.keys() == {"text"} and item in found):
            found.append(item)
    counted = found and isinstance(found[0], dict) and {"code", "count"} <= found[0].keys()
    return sorted(found, key=lambda row: str(row["code"])) if counted else found


def _reworded(text: str, words: dict[str, str | None]) -> str:
    """A text that speaks of 发起部门, 联合检查小组 ... in the words of another locality."""
    for home, here in words.items():
        if here is not None and "《" not in home:
            text = text.replace(home, here)
    return text


LOCALITIES: tuple[str, ...] = tuple(json.loads(_text("localities")))
"""The localities that `examples/localities.json` has words for, in its order."""


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
    words |= _results(home, here)
    own = facts.pop("words")
    words |= {own[key]: here["words"][key] for key in own if key != "office"}
    made: dict[str, Any] = _exchanged(facts, words)
    made["words"] = own
    made["locality"] = locality
    made.update({key: here[key] for key in _BORROWED if key in made})
    return made
