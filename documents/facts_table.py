"""事实对照表: writes documents/FACTS.md from the catalogue (python -m documents.facts_table)."""

from __future__ import annotations

from pathlib import Path

from documents.fields import Field, entry, form_keys, own_fields

TARGET = Path(__file__).parent / "FACTS.md"
_HEAD = """# Facts per form

Written by `python -m documents.facts_table` from `documents/catalogue/*.toml`; do not edit.
A complete example of every form is in `documents/examples/<form>.json`;
`documents/examples/localities.json` has the words of the five localities.

Values are plain JSON (str, int, bool, null, list, dict). `x[]` is one element of a list, `x.y` one
member of a dictionary. A mandatory fact that is null, absent, "" or [] prints 【待填：名称】 and is
listed in `Rendered.missing`; 0 and false are values. An optional fact may be null or absent and its
words are left out. Members of an optional dictionary count only when the dictionary is given.
A key that is not listed here is refused with the nearest known name.
"""


def _needed(fact: Field) -> str:
    if fact.when is not None:
        return f"当 `{fact.when[0]}` 为 {str(fact.when[1]).lower()}"
    return "是" if fact.mandatory else ""


def _table(name: str) -> str:
    rows = [
        f"| `{fact.path}` | {fact.kind} | {fact.label} | {_needed(fact)} |"
        for fact in own_fields(name)
    ]
    return "\n".join(["| field | type | 中文名 | 必填 |", "|---|---|---|---|", *rows]) + "\n"


def facts_table() -> str:
    """事实对照表: the whole of FACTS.md."""
    parts = [_HEAD, "## Common to every form\n", _table("_common")]
    for key in form_keys():
        head = entry(key).head
        parts.append(
            f"## {key}\n\nStage {head['stage']}; {head['issuer_role']} → {head['recipient']}; "
            f"{'public' if head['public'] else 'not public'}; layout `{head['kind']}`.\n"
        )
        parts.append(_table(key))
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(facts_table(), encoding="utf-8")
