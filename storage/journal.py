"""留痕之末: the end of the journal, to which one transaction at a time may append.

On PostgreSQL the turn is an advisory lock until the transaction ends; whoever has something to
append takes it as late as possible, because all others who have wait behind. SQLite has one writer.
"""

from collections.abc import Iterable
from dataclasses import replace

from inspection.events import FIRST_HASH, Event, event_hash
from storage import queue_statements as statements
from storage.quick import Quick
from storage.turns import JOURNAL_LOCK, take_turn


class JournalEnd:
    """留痕之末: number and hash of the last event; None as long as others may append."""

    def __init__(self, quick: Quick, *, shared: bool) -> None:
        self._quick = quick
        self._shared = shared
        self.known: tuple[int, str] | None = None

    def chained(self, events: Iterable[Event]) -> list[Event]:
        """The events, numbered without a gap and chained to the last one of the journal."""
        number, last = self._take()
        chained = []
        for event in events:
            follows = replace(event, id=number + 1, previous_hash=last)
            number, last = follows.id, event_hash(follows)
            chained.append(replace(follows, hash=last))
        self.known = (number, last)
        return chained

    def _take(self) -> tuple[int, str]:
        if self.known is not None:
            return self.known
        if self._shared:
            take_turn(self._quick, JOURNAL_LOCK)
        found = self._quick.ask("end of journal", statements.end_of_journal, {})
        return (found[0][0], found[0][1]) if found else (0, FIRST_HASH)
