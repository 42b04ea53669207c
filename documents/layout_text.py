"""公文段落: runs and paragraphs of the markup as WordprocessingML text, tags left in."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_FACED = re.compile(r"\[\[(kai|black|text):(.*?)\]\]")
# 首尾空格: kept only where it is said so
_BLANKS, _KEPT = " \t\n", ' xml:space="preserve"'
_FACES = {"kai": "Kai", "black": "Black", "text": "Text"}


def run(text: str) -> str:
    """文字: runs; `<br>` in the markup is a line break, [[kai:...]] another typeface."""
    runs, end = [], 0
    for found in _FACED.finditer(text):
        runs.append(_run(text[end : found.start()]) + _run(found[2], _FACES[found[1]]))
        end = found.end()
    return "".join(runs) + _run(text[end:])


def _run(text: str, style: str = "") -> str:
    if not text:
        return ""
    pieces = (
        f"<w:t{'' if part == part.strip(_BLANKS) else _KEPT}>{escape(part)}</w:t>"
        for part in text.split("<br>")
    )
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{properties}{'<w:br/>'.join(pieces)}</w:r>"


def styled(style: str, text: str, properties: str = "") -> str:
    """段落: one paragraph of a named style; `properties` are its own (w:spacing, w:ind ...)."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run(text)}</w:p>'


def value(expression: str) -> str:
    """取值: a Jinja expression within an attribute (no double quotes, no < or &)."""
    return "{{ " + expression + " }}"


TAB = "<w:r><w:tab/></w:r>"


def statement(text: str) -> str:
    """语句段: a paragraph that docxtpl's cleaning replaces by the bare statement."""
    return styled("Spacer", "{%p " + text + " %}")


def blank(count: int = 1) -> str:
    """空行: empty lines of body height."""
    return styled("Flush", "") * count
