"""文书错误: the polite Chinese refusals of the typing pool."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class FormError(Exception):
    """文书错误: one clear Chinese sentence naming what is wrong and the remedy."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def nearest(word: str, known: Iterable[str]) -> str | None:
    """最接近的名称: the known name closest to `word`, or None."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.3)
    return found[0] if found else None
