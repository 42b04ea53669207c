"""Nothing of business is written without a word in the journal: watched for every transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from inspection.archive import Document, StoredFile
from inspection.deadlines import Deadline
from inspection.events import Event
from inspection.inbox import InboxUpdate
from inspection.posting import Posting, Prompt
from inspection.running import Beat, ChatWait
from storage.later import Later
from storage.shelf import SqlShelf

MACHINERY = (Posting, Prompt, InboxUpdate, Deadline, Beat, ChatWait)
"""What the bot keeps for itself: messages, questions, updates, alarms."""
DERIVED = (Document, StoredFile)
"""Printing a document changes nothing: the journal has its facts since it was drafted."""


class Unjournalled(AssertionError):
    """A business change of which the journal says nothing."""


@contextmanager
def journalled() -> Iterator[None]:
    """Fail when something of business was added or saved inside and no event was recorded."""
    written: list[str] = []
    events: list[Any] = []
    add, save, enter = SqlShelf.add, SqlShelf.save, Later.enter

    def note(noun: Any) -> None:
        if not isinstance(noun, (*MACHINERY, *DERIVED)):
            written.append(type(noun).__name__)

    def added(shelf: Any, noun: Any) -> Any:
        note(noun)
        return add(shelf, noun)

    def entered(later: Any, event: Event) -> None:
        events.append(event)
        enter(later, event)

    def saved(shelf: Any, noun: Any) -> Any:
        note(noun)
        return save(shelf, noun)

    SqlShelf.add, SqlShelf.save, Later.enter = added, saved, entered  # type: ignore[method-assign]
    try:
        yield
    finally:
        SqlShelf.add, SqlShelf.save, Later.enter = add, save, enter  # type: ignore[method-assign]
    if written and not events:
        raise Unjournalled(f"没有留痕的变更：{sorted(set(written))}")
