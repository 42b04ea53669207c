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
    add, enter, save = SqlShelf.add, SqlShelf.enter, SqlShelf.save

    def note(noun: Any) -> None:
        if isinstance(noun, Event):
            events.append(noun)
        elif not isinstance(noun, (*MACHINERY, *DERIVED)):
            written.append(type(noun).__name__)

    def added(shelf: Any, noun: Any) -> Any:
        note(noun)
        return add(shelf, noun)

    def entered(shelf: Any, noun: Any) -> Any:
        note(noun)
        return enter(shelf, noun)

    def saved(shelf: Any, noun: Any) -> Any:
        note(noun)
        return save(shelf, noun)

    SqlShelf.add, SqlShelf.enter, SqlShelf.save = added, entered, saved  # type: ignore[method-assign]
    try:
        yield
    finally:
        SqlShelf.add, SqlShelf.enter, SqlShelf.save = add, enter, save  # type: ignore[method-assign]
    if written and not events:
        raise Unjournalled(f"没有留痕的变更：{sorted(set(written))}")
