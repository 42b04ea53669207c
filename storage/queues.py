"""队列: the inbox and the outbox as several processes share them, and the turns they take.

On PostgreSQL rows are claimed with FOR UPDATE SKIP LOCKED and turns are advisory locks; SQLite has
one writer anyway, so that there the same questions need neither.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    Select,
    Update,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased

from inspection.deadlines import Deadline
from inspection.ids import ChatId, PromptId
from inspection.inbox import InboxState, InboxUpdate
from inspection.posting import Posting, PostingState
from inspection.running import LATE_AFTER, OVERDUE_AFTER, TICK, Health
from storage import models_chat as chat
from storage.shelf import Memory, SqlShelf

LEDGER_LOCK = 0x5589_5448
"""Advisory lock of the whole ledger: shared by those who change one chat's matters only."""
JOURNAL_LOCK = 0x5589_544A
"""Advisory lock of the end of the journal: whoever appends holds it until the transaction ends."""
LANE_CLASS = 0x5589
"""First half of the advisory locks of the chats."""
CLOCK_JUMPED = timedelta(minutes=5)
"""A second try further off than this was set before the clock was put back: it is due."""
OUTCOME = ("state", "attempts", "not_before", "message_id", "sent_at", "failure", "pieces")


@cache
def _claim_of_update() -> Select[Any]:
    row, earlier = chat.InboxUpdateRow, aliased(chat.InboxUpdateRow)
    before = exists().where(
        earlier.state == InboxState.WAITING,
        earlier.chat_id == row.chat_id,
        earlier.id < row.id,
    )
    return (
        select(row.id)
        .where(row.id == bindparam("key"), row.state == InboxState.WAITING, not_(before))
        .with_for_update(of=row, skip_locked=True)
    )


class SqlQueues:
    """The part of the ledger that several processes use at the same time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._shared = connection.dialect.name == "postgresql"
        self._journal_is_ours = False
        self._memory: Memory = {}
        self._deadlines = SqlShelf(connection, Deadline, chat.DeadlineRow)
        self._postings = SqlShelf(connection, Posting, chat.PostingRow)
        self._inbox = SqlShelf(connection, InboxUpdate, chat.InboxUpdateRow)

    @property
    def connection(self) -> Connection:
        """The connection of the transaction, for those who enter whole tables."""
        return self._connection

    # -- turns ---------------------------------------------------------------------------------

    def hold(self, chat_id: ChatId | None = None) -> None:
        """Wait for the turn to change the ledger: all of it, or only what concerns one chat."""
        self._memory.clear()
        if not self._shared:
            return
        if chat_id is None:
            self._lock(func.pg_advisory_xact_lock(cast(LEDGER_LOCK, BigInteger)))
            return
        self._lock(func.pg_advisory_xact_lock_shared(cast(LEDGER_LOCK, BigInteger)))
        lane = cast(chat_id & 0x7FFF_FFFF, Integer)
        self._lock(func.pg_advisory_xact_lock(cast(LANE_CLASS, Integer), lane))

    def _hold_journal(self) -> None:
        if self._shared and not self._journal_is_ours:
            self._lock(func.pg_advisory_xact_lock(cast(JOURNAL_LOCK, BigInteger)))
            self._journal_is_ours = True

    def _lock(self, call: Any) -> None:
        self._connection.execute(select(call))

    # -- inbox ---------------------------------------------------------------------------------

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of the transaction that is undone by itself when an exception passes."""
        held = self._journal_is_ours
        try:
            with self._connection.begin_nested():
                yield
        except BaseException:
            self._journal_is_ours = held  # a lock taken inside went with it
            self._memory.clear()
            raise

    def receive_all(self, updates: Sequence[InboxUpdate]) -> int:
        """Keep raw updates; those whose update_id is already kept are left out."""
        fresh = {each.update_id: each for each in updates}
        row = chat.InboxUpdateRow
        known = select(row.update_id).where(row.update_id.in_(list(fresh)))
        for number in self._connection.execute(known).scalars():
            del fresh[number]
        return self._inbox.add_all(fresh.values())

    def claim_update(self, update: InboxUpdate) -> bool:
        """Take a waiting update in hand until the transaction ends; False when that may not be."""
        return self._connection.execute(_claim_of_update(), {"key": update.id}).first() is not None

    def waiting_updates(self, limit: int = 100) -> tuple[InboxUpdate, ...]:
        """Updates not yet handled, in order of arrival."""
        row = chat.InboxUpdateRow
        return self._inbox.chosen(row.state == InboxState.WAITING, order=(row.id,), limit=limit)

    # -- outbox --------------------------------------------------------------------------------

    def last_posting(self) -> int:
        """The number of the newest posting, 0 when there is none."""
        return self._connection.execute(select(func.max(chat.PostingRow.id))).scalar() or 0

    def next_of_each_chat(self, now: datetime, limit: int = 100) -> tuple[Posting, ...]:
        """The posting whose turn it is in each chat that may be sent to now, by urgency."""
        row, other, wait = chat.PostingRow, aliased(chat.PostingRow), chat.ChatWaitRow
        order = (row.priority, row.created_at, row.id)
        turn = func.row_number().over(partition_by=row.chat_id, order_by=order)
        come = or_(row.not_before.is_(None), row.not_before <= now)
        queue = (
            select(row.id, turn.label("turn"))
            .where(row.state == PostingState.PENDING, or_(come, row.attempts > 0))
            .subquery()
        )
        heads = select(queue.c.id).where(queue.c.turn == 1)
        busy = exists().where(other.chat_id == row.chat_id, other.state == PostingState.SENDING)
        muted = exists().where(wait.chat_id == row.chat_id, wait.set_at <= now, wait.until > now)
        jumped = and_(row.attempts > 0, row.not_before > now + CLOCK_JUMPED)
        return self._postings.chosen(
            row.id.in_(heads), or_(come, jumped), not_(busy), not_(muted), order=order, limit=limit
        )

    def claim_posting(self, posting: Posting, process: int) -> Posting | None:
        """Take a pending posting in hand as `sending`; None when somebody else was faster."""
        row = chat.PostingRow
        free = (row.id == posting.id, row.state == PostingState.PENDING)
        lock = select(row.id).where(*free).with_for_update(skip_locked=True)
        if self._connection.execute(lock).first() is None:
            return None
        self._connection.execute(
            update(row)
            .where(*free)
            .values(state=PostingState.SENDING, attempts=row.attempts + 1, claimed_by=process)
        )
        return self._postings.get(posting.id)

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
        row = chat.PostingRow
        statement = (
            update(row)
            .where(
                row.id == posting.id,
                row.claimed_by == posting.claimed_by,
                row.state.in_((PostingState.SENDING, PostingState.PENDING, PostingState.UNKNOWN)),
            )
            .values({name: getattr(posting, name) for name in OUTCOME})
        )
        return self._changed(statement)

    def in_hand(self) -> tuple[Posting, ...]:
        """Postings being sent, by this process or another."""
        return self._postings.find(state=PostingState.SENDING)

    def sent_before(self, chat_id: ChatId, count: int, now: datetime) -> datetime | None:
        """When the last message or edit but `count - 1` went to the chat, up to now."""
        row = chat.PostingRow
        sent = select(row.sent_at).where(row.chat_id == chat_id, row.sent_at <= now)
        nth = sent.order_by(row.sent_at.desc()).offset(count - 1).limit(1)
        return self._connection.execute(nth).scalar()

    def slot_message(self, chat_id: ChatId, slot: str) -> int | None:
        """The message that already shows this slot in this chat, if one was sent."""
        row = chat.PostingRow
        sent = select(row.message_id).where(
            row.chat_id == chat_id,
            row.slot == slot,
            row.slot != "",
            row.state == PostingState.SENT,
            row.message_id.is_not(None),
        )
        newest = sent.order_by(row.id.desc()).limit(1)
        return self._connection.execute(newest).scalar()

    def slot_shown_at(self, chat_id: ChatId, slot: str, now: datetime) -> datetime | None:
        """When this slot was last sent or edited in this chat, up to now."""
        row = chat.PostingRow
        shown = select(row.sent_at).where(
            row.chat_id == chat_id,
            row.slot == slot,
            row.state == PostingState.SENT,
            row.sent_at <= now,
        )
        newest = shown.order_by(row.sent_at.desc()).limit(1)
        return self._connection.execute(newest).scalar()

    def answer_expected_at(self, prompt_id: PromptId, message_id: int) -> None:
        """The message that asks the prompt's question has been sent."""
        row = chat.PromptRow
        self._connection.execute(
            update(row).where(row.id == prompt_id).values(message_id=message_id)
        )

    def wait_in(self, chat_id: ChatId, until: datetime, now: datetime) -> None:
        """Telegram demands silence in this chat until then."""
        row = chat.ChatWaitRow
        values = {"set_at": now, "until": until}
        if not self._changed(update(row).where(row.chat_id == chat_id).values(values)):
            self._connection.execute(insert(row).values(chat_id=chat_id, **values))

    def _supersede(self, posting: Posting) -> bool:
        """Put a pending posting away unless somebody has just taken it in hand."""
        row = chat.PostingRow
        return self._changed(
            update(row)
            .where(row.id == posting.id, row.state == PostingState.PENDING)
            .values(state=PostingState.SUPERSEDED)
        )

    def _changed(self, statement: Update) -> bool:
        return bool(self._connection.execute(statement).rowcount)

    # -- deadlines -----------------------------------------------------------------------------

    def mark_fired(self, deadlines: Sequence[Deadline], at: datetime) -> None:
        """These deadlines have fired."""
        row = chat.DeadlineRow
        fired = update(row).where(row.id.in_([each.id for each in deadlines])).values(fired_at=at)
        self._connection.execute(fired)

    # -- how it goes ---------------------------------------------------------------------------

    def beat(self, name: str, at: datetime) -> None:
        """Note that a worker was at work."""
        row = chat.BeatRow
        if not self._changed(update(row).where(row.name == name).values(at=at)):
            self._connection.execute(insert(row).values(name=name, at=at))

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
        oldest = self._connection.execute(select(func.min(began)).where(*unsent)).scalar_one()
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
            last_tick=self._connection.execute(select(beat.at).where(beat.name == TICK)).scalar(),
        )

    def _count(self, *conditions: Any) -> int:
        return int(self._connection.execute(select(func.count()).where(*conditions)).scalar_one())
