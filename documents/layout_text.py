"""公文段落: runs and paragraphs of the markup as WordprocessingML text, tags left in."""

from __future__ import annotations

from xml.sax.saxutils import escape


def run(text: str) -> str:
    """文字: one run; `<br>` in the markup is a line break."""
    if not text:
        return ""
    pieces = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("<br>"))
    return f"<w:r>{'<w:br/>'.join(pieces)}</w:r>"


def styled(style: str, text: str) -> str:
    """段落: one paragraph of a named style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(text)}</w:p>'


def statement(text: str) -> str:
    """语句段: a paragraph that docxtpl's cleaning replaces by the bare statement."""
    return styled("Spacer", "{%p " + text + " %}")


def blank(count: int = 1) -> str:
    """空行: empty lines of body height."""
    return styled("Flush", "") * count
