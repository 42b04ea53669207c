"""队列: the inbox and the outbox as several processes share them, and the turns they take.

On PostgreSQL rows are claimed with FOR UPDATE SKIP LOCKED and turns are advisory locks; SQLite has
one writer anyway, so that there the same questions need neither.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    Connection,
    Update,
    and_,
    case,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from inspection.deadlines import Deadline
from inspection.ids import ChatId, PromptId
from inspection.inbox import InboxState, InboxUpdate
from inspection.posting import Posting, PostingState
from inspection.running import LATE_AFTER, OVERDUE_AFTER, TICK, Health
from storage import models_chat as chat
from storage import queue_statements as statements
from storage.later import Later
from storage.models_base import Row
from storage.queue_statements import OUTCOME
from storage.quick import Build, Quick
from storage.standing import Standing, Transaction, asking
from storage.turns import LANE_CLASS, LEDGER_LOCK, take_turn

CLOCK_JUMPED = timedelta(minutes=5)
"""A second try further off than this was set before the clock was put back: it is due."""


class SqlQueues(Transaction):
    """The part of the ledger that several processes use at the same time."""

    deadlines = Standing(Deadline, chat.DeadlineRow)
    postings = Standing(Posting, chat.PostingRow, written_later=True)
    inbox = Standing(InboxUpdate, chat.InboxUpdateRow, written_later=True)

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._shared = connection.dialect.name == "postgresql"
        self._quick = Quick.at(connection)
        self._later = Later(connection)

    @property
    def connection(self) -> Connection:
        """The connection of the transaction, with everything written, for questions of its own."""
        self.write()
        return self.bare

    def write(self) -> None:
        """Write now what would be written at the end of the transaction."""
        self._later.write()

    # -- turns ---------------------------------------------------------------------------------

    def hold(self, chats: Iterable[ChatId] | None = None) -> None:
        """Wait for the turn to change the ledger: all of it, or only what concerns these chats."""
        self.memory.clear()
        if not self._shared:
            return
        if chats is None:
            take_turn(self._quick, LEDGER_LOCK)
            return
        take_turn(self._quick, LEDGER_LOCK, shared=True)
        lanes = sorted({chat_id & 0x7FFF_FFFF for chat_id in chats})  # all take them in this order
        values = {"kind": LANE_CLASS, "lanes": lanes}
        self._quick.ask("turns of lanes", statements.turns_of_lanes, values)

    # -- inbox ---------------------------------------------------------------------------------

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of the transaction that is undone by itself when an exception passes."""
        later = self._later.kept()
        self._quick.say("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            self._quick.say("ROLLBACK TO SAVEPOINT attempt")
            self._later.restore(later)
            self.memory.clear()
            raise
        finally:
            self._quick.say("RELEASE SAVEPOINT attempt")

    def receive_all(self, updates: Sequence[InboxUpdate]) -> int:
        """Keep raw updates; those whose update_id is already kept are left out."""
        fresh = {each.update_id: each for each in updates}
        row = chat.InboxUpdateRow
        known = select(row.update_id).where(row.update_id.in_(list(fresh)))
        for number in self.connection.execute(known).scalars():
            del fresh[number]
        return self.inbox.add_all(fresh.values())

    def take_updates(self, most: int) -> tuple[InboxUpdate, ...]:
        """Take in hand the oldest that wait, with nobody else and behind nobody of their chat."""
        values: dict[str, object] = {"most": most}
        found = asking(self.inbox).asked("first waiting", statements.first_waiting, values)
        if not self._shared:
            return found
        ours = self.claim_updates(found)
        return tuple(each for each in found if each.id in ours)

    def claim_updates(self, updates: Sequence[InboxUpdate]) -> frozenset[int]:
        """Take waiting updates in hand until the transaction ends; the ids of those in hand.

        What is done or in other hands is not among them, nor what comes after such a one in its
        chat.
        """
        self.write()
        keys = {"keys": [each.id for each in updates]}
        free = {key for (key,) in self._quick.ask("claim", statements.claim_of_updates, keys)}
        ours: set[int] = set()
        stopped: set[ChatId] = set()
        for each in sorted(updates, key=attrgetter("id")):
            if each.id in free and each.chat_id not in stopped:
                ours.add(each.id)
            else:
                stopped.add(each.chat_id)
        return frozenset(ours)

    def mark_update(self, update: InboxUpdate, state: InboxState, failure: str = "") -> None:
        """Write what became of an update."""
        if state is InboxState.DONE and not failure:
            self._later.settle(update)
            return
        values = {"keys": [update.id], "became": state, "why": failure}
        self._quick.tell("mark updates", statements.mark_of_updates, values)

    def waiting_updates(self, limit: int = 100) -> tuple[InboxUpdate, ...]:
        """Updates not yet handled, in order of arrival."""
        return asking(self.inbox).first(limit, state=InboxState.WAITING)

    # -- outbox --------------------------------------------------------------------------------

    def last_posting(self) -> int:
        """The number of the newest posting, 0 when there is none."""
        self.write()
        found = self._quick.ask("last posting", statements.last_posting, {})
        return found[0][0] or 0

    def next_of_each_chat(self, now: datetime, limit: int = 100) -> tuple[Posting, ...]:
        """The posting whose turn it is in each chat that may be sent to now, by urgency."""
        values: dict[str, object] = {"now": now, "jumped": now + CLOCK_JUMPED, "most": limit}
        return asking(self.postings).asked(
            "next of each chat", statements.next_of_each_chat, values
        )

    def claim_postings(self, postings: Sequence[Posting], process: int) -> tuple[Posting, ...]:
        """Take pending postings in hand as `sending`; those that nobody else took first.

        They come as they are now: another process may have had one in hand since it was read.
        """
        keys = [each.id for each in postings]
        values: dict[str, object] = {"keys": keys, "process": process}
        taken = asking(self.postings).asked("take", statements.claim_of_postings, values)
        return tuple(sorted(taken, key=lambda each: keys.index(each.id)))

    def postpone(self, posting: Posting, until: datetime) -> None:
        """A pending posting is not to be sent before that moment."""
        row = chat.PostingRow
        self._changed(
            update(row)
            .where(row.id == posting.id, row.state == PostingState.PENDING)
            .values(not_before=until)
        )

    def settle_posting(self, posting: Posting) -> bool:
        """Write what became of a posting in hand; False when it is no longer in these hands."""
        values = {f"new_{name}": getattr(posting, name) for name in OUTCOME}
        where = {"key": posting.id, "process": posting.claimed_by}
        return bool(
            self._quick.tell("settle posting", statements.outcome_of_posting, {**values, **where})
        )

    def in_hand(self) -> tuple[Posting, ...]:
        """Postings being sent, by this process or another."""
        return self.postings.find(state=PostingState.SENDING)

    def sent_before(self, chat_id: ChatId, count: int, now: datetime) -> datetime | None:
        """When the last message or edit but `count - 1` went to the chat, up to now."""
        values = {"chat": chat_id, "now": now, "skipped": count - 1}
        return self._moment("sent before", statements.sent_before, values)

    def slot_message(self, chat_id: ChatId, slot: str) -> int | None:
        """The message that already shows this slot in this chat, if one was sent."""
        values = {"chat": chat_id, "slot": slot}
        found = self._quick.ask("message of slot", statements.message_of_slot, values)
        return found[0][0] if found else None

    def slot_shown_at(self, chat_id: ChatId, slot: str, now: datetime) -> datetime | None:
        """When this slot was last sent or edited in this chat, up to now."""
        values = {"chat": chat_id, "slot": slot, "now": now}
        return self._moment("slot shown at", statements.slot_shown_at, values)

    def _moment(self, key: str, build: Build, values: dict[str, object]) -> datetime | None:
        found = self._quick.ask(key, build, values)
        return found[0][0] if found else None

    def answer_expected_at(self, prompt_id: PromptId, message_id: int) -> None:
        """The message that asks the prompt's question has been sent."""
        row = chat.PromptRow
        self.connection.execute(
            update(row).where(row.id == prompt_id).values(message_id=message_id)
        )

    def wait_in(self, chat_id: ChatId, until: datetime, now: datetime) -> None:
        """Telegram demands silence in this chat until then."""
        self._put(chat.ChatWaitRow, "chat_id", {"chat_id": chat_id, "set_at": now, "until": until})

    def _put(self, row: type[Row], key: str, values: dict[str, Any]) -> None:
        """Enter the only row of this key or write it anew, whoever else does so just now."""
        insert = (postgresql if self._shared else sqlite).insert(row).values(values)
        self.connection.execute(insert.on_conflict_do_update(index_elements=[key], set_=values))

    def _changed(self, statement: Update) -> bool:
        return bool(self.connection.execute(statement).rowcount)

    # -- deadlines -----------------------------------------------------------------------------

    def mark_fired(self, deadlines: Sequence[Deadline], at: datetime) -> None:
        """These deadlines have fired."""
        values = {"fired": [each.id for each in deadlines], "at": at}
        self._quick.tell("mark fired", statements.marking_fired, values)

    # -- how it goes ---------------------------------------------------------------------------

    def beat(self, name: str, at: datetime) -> None:
        """Note that a worker was at work."""
        self._put(chat.BeatRow, "name", {"name": name, "at": at})

    def health(self, now: datetime) -> Health:
        """How the workers keep up."""
        posting, received = chat.PostingRow, chat.InboxUpdateRow
        deadline, wait, beat = chat.DeadlineRow, chat.ChatWaitRow, chat.BeatRow
        unsent = (
            posting.state.in_((PostingState.PENDING, PostingState.SENDING)),
            or_(posting.not_before.is_(None), posting.not_before <= now, posting.attempts > 0),
        )
        began = case(
            (and_(posting.attempts == 0, posting.not_before.is_not(None)), posting.not_before),
            else_=posting.created_at,
        )
        oldest = self.connection.execute(select(func.min(began)).where(*unsent)).scalar_one()
        return Health(
            waiting=self._count(received.state == InboxState.WAITING),
            faulty=self._count(received.state == InboxState.FAULTY),
            unsent=self._count(*unsent),
            late=self._count(*unsent, began <= now - LATE_AFTER),
            oldest=max(now - oldest, timedelta()) if oldest else timedelta(),
            unknown=self._count(posting.state == PostingState.UNKNOWN),
            failed=self._count(posting.state == PostingState.FAILED),
            muted=self._count(wait.set_at <= now, wait.until > now),
            missed=self._count(
                deadline.fired_at.is_(None),
                deadline.cancelled_at.is_(None),
                deadline.due_at <= now - OVERDUE_AFTER,
            ),
            last_tick=self.connection.execute(select(beat.at).where(beat.name == TICK)).scalar(),
        )

    def _count(self, *conditions: Any) -> int:
        return int(self.connection.execute(select(func.count()).where(*conditions)).scalar_one())
