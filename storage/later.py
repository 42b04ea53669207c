"""待写: what a transaction writes at its end, all of a kind by one statement.

Journal, outbox and marks of updates grow with everything that anybody does, and nobody needs them
back at once. Whoever asks for them is shown them: the shelves and questions of these tables let
them be written first.
"""

from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Connection

from inspection.events import Event
from inspection.inbox import InboxState, InboxUpdate
from inspection.posting import Posting, PostingState
from storage import models_chat as chat
from storage import queue_statements as statements
from storage.journal import JournalEnd
from storage.quick import Quick
from storage.shelf import SqlShelf


class Waiting(NamedTuple):
    """What is still to be written, in its order."""

    events: list[Event]
    postings: dict[str, Posting]
    settled: list[int]

    def copy(self) -> "Waiting":
        """The same, apart from what comes later."""
        events, postings, settled = self
        return Waiting(events.copy(), postings.copy(), settled.copy())


class Kept(NamedTuple):
    """What was still to be written at a moment, and where the journal ended."""

    waiting: Waiting
    end: tuple[int, str] | None


class Later:
    """待写: of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._quick = Quick.at(connection)
        self._events = SqlShelf(connection, Event, chat.EventRow)
        self._postings = SqlShelf(connection, Posting, chat.PostingRow)
        self._waiting = Waiting([], {}, [])
        self._end = JournalEnd(self._quick, shared=connection.dialect.name == "postgresql")

    def enter(self, event: Event) -> None:
        """An event, which gets its number and its place in the chain when it is written."""
        self._waiting.events.append(event)

    def post(self, posting: Posting) -> None:
        """A posting, unless its `dedupe` waits here already."""
        self._waiting.postings.setdefault(posting.dedupe, posting)

    def settle(self, update: InboxUpdate) -> None:
        """An update is done."""
        self._waiting.settled.append(update.id)

    def kept(self) -> Kept:
        """What waits now, to be brought back by `restore`."""
        return Kept(self._waiting.copy(), self._end.known)

    def restore(self, kept: Kept) -> None:
        """All that was entered since is undone; what was written since was undone with it."""
        self._waiting, self._end.known = kept

    def write(self) -> None:
        """Write all that waits."""
        if not any(self._waiting):
            return
        waiting, self._waiting = self._waiting, Waiting([], {}, [])
        if waiting.events:
            self._events.enter_all(self._end.chained(waiting.events))
        if waiting.postings:
            self._postings.add_all(self._fresh(waiting.postings))
        if waiting.settled:
            values = {"keys": waiting.settled, "became": InboxState.DONE, "why": ""}
            self._quick.tell("mark updates", statements.mark_of_updates, values)

    def _fresh(self, postings: dict[str, Posting]) -> list[Posting]:
        """Those not yet in the outbox; pending ones of their slots are put away."""
        keys = {"keys": list(postings)}
        for (known,) in self._quick.ask("known postings", statements.known_postings, keys):
            del postings[known]
        newest = _newest_of_slots(postings.values())
        showing = [each for each in newest if each.slot]
        showing.sort(key=attrgetter("chat_id", "slot"))  # two processes never lock them crosswise
        urgent = {each.dedupe: self._first_of_slot(each) for each in showing}
        return [urgent.get(each.dedupe, each) for each in newest]

    def _first_of_slot(self, posting: Posting) -> Posting:
        """Put away what the posting replaces; it is sent as early as the most urgent of that."""
        slot = {"chat": posting.chat_id, "slot": posting.slot}
        replaced = self._quick.ask("supersede", statements.superseding, slot)
        urgent = min([posting.priority, *(priority for (priority,) in replaced)])
        return replace(posting, priority=urgent)


def _newest_of_slots(postings: Iterable[Posting]) -> list[Posting]:
    """Of those that wait for one slot of a chat the last, as urgent as the most urgent of them."""
    newest: dict[object, Posting] = {}
    for posting in postings:
        showing = posting.slot and posting.state is PostingState.PENDING
        place: object = (posting.chat_id, posting.slot) if showing else posting.dedupe
        replaced = newest.pop(place, posting)
        urgent = min(posting.priority, replaced.priority)
        newest[place] = posting if replaced is posting else replace(posting, priority=urgent)
    return list(newest.values())
