"""答话: the words somebody typed as an answer, neither empty nor too long for a form."""

from inspection.refusal import Refusal

MOST = 500
"""Characters an answer may have: what fits a record form and a chat message."""


def said(text: str, *, most: int = MOST) -> str:
    """The words without blanks around them. Refusals: `reason_missing`, `text_too_long`."""
    words = text.strip()
    if not words:
        raise Refusal("reason_missing")
    if len(words) > most:
        raise Refusal("text_too_long", {"length": len(words), "most": most})
    return words
