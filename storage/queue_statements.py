"""问句: what the queues ask and tell again and again; written here, compiled once (see `quick`)."""

from typing import Any, cast

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Integer,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    exists,
    func,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy import cast as as_type
from sqlalchemy.orm import aliased

from inspection.inbox import InboxState
from inspection.posting import PostingState
from storage import models_chat as chat
from storage.any_of import AnyOf
from storage.shelf import whole_rows

OUTCOME = ("state", "attempts", "not_before", "message_id", "sent_at", "failure", "pieces")


def table_of(row: Any) -> Table:
    """The table behind a row class."""
    return cast(Table, row.__table__)


def mark_of_updates() -> Update:
    """What became of several updates."""
    table = table_of(chat.InboxUpdateRow)
    values: dict[str, Any] = {"state": bindparam("became"), "failure": bindparam("why")}
    return update(table).where(AnyOf(table.c.id, "keys")).values(values)


def end_of_journal() -> Select[int, str]:
    """Number and hash of the last event."""
    row = chat.EventRow
    return select(row.id, row.hash).order_by(row.id.desc()).limit(1)


def turn(*, shared: bool) -> Select[Any]:
    """The advisory lock of a number, until the transaction ends."""
    take = func.pg_advisory_xact_lock_shared if shared else func.pg_advisory_xact_lock
    return select(take(as_type(bindparam("number"), BigInteger)))


def turns_of_lanes() -> Select[Any]:
    """The advisory locks of chats, one after another, until the transaction ends."""
    lanes = func.unnest(bindparam("lanes", type_=ARRAY(Integer))).column_valued("lane")
    return select(func.pg_advisory_xact_lock(as_type(bindparam("kind"), Integer), lanes))


def first_waiting() -> Select[Any]:
    """The oldest updates that wait and are in nobody's hands."""
    table = table_of(chat.InboxUpdateRow)
    return (
        whole_rows(table)
        .where(chat.WAITING)  # in so many words: PostgreSQL sees that there is an index
        .order_by(table.c.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(of=table, skip_locked=True)
    )


def claim_of_updates() -> Select[Any]:
    """Those of these updates that still wait, unless an earlier one of their chat waits elsewhere.

    "Elsewhere" is: not among them. An update in the hands of another process is passed over.
    """
    table = table_of(chat.InboxUpdateRow)
    row, earlier = table.c, table.alias().c
    before = exists().where(
        earlier.state == InboxState.WAITING,
        earlier.chat_id == row.chat_id,
        earlier.id < row.id,
        not_(AnyOf(earlier.id, "keys")),
    )
    these = AnyOf(row.id, "keys")
    return (
        select(row.id)
        .where(these, row.state == InboxState.WAITING, not_(before))
        .with_for_update(of=table, skip_locked=True)
    )


def next_of_each_chat() -> Select[Any]:
    """The posting at the head of each chat that may be sent to now."""
    row, other, wait = chat.PostingRow, aliased(chat.PostingRow), chat.ChatWaitRow
    now = bindparam("now", type_=row.created_at.type)
    jumped = bindparam("jumped", type_=row.created_at.type)
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
    late = and_(row.attempts > 0, row.not_before > jumped)
    table = table_of(row)
    return (
        whole_rows(table)
        .where(row.id.in_(heads), or_(come, late), not_(busy), not_(muted))
        .order_by(*order)
        .limit(bindparam("most", type_=Integer))
    )


def claim_of_postings() -> Update:
    """Pending postings go into the hands of a process, but those that somebody has just taken."""
    table = table_of(chat.PostingRow)
    row = table.c
    free = (AnyOf(row.id, "keys"), row.state == PostingState.PENDING)
    locked = select(row.id).where(*free).with_for_update(skip_locked=True)
    claimed = {
        "state": PostingState.SENDING,
        "attempts": row.attempts + 1,
        "claimed_by": bindparam("process", type_=row.claimed_by.type),
    }
    return update(table).where(row.id.in_(locked)).values(claimed).returning(*row)


def outcome_of_posting() -> Update:
    """What became of a posting in the hands of a process."""
    row = chat.PostingRow
    columns = table_of(row).c
    held = (PostingState.SENDING, PostingState.PENDING, PostingState.UNKNOWN)
    return (
        update(row)
        .where(
            row.id == bindparam("key"),
            row.claimed_by == bindparam("process"),
            or_(*(row.state == each for each in held)),
        )
        .values({name: bindparam(f"new_{name}", type_=columns[name].type) for name in OUTCOME})
    )


def known_postings() -> Select[Any]:
    """Which of these `dedupe` keys are in the outbox."""
    row = table_of(chat.PostingRow).c
    return select(row.dedupe).where(AnyOf(row.dedupe, "keys"))


def superseding() -> Update:
    """The pending postings of a slot are put away; brings back how urgent each was."""
    row = chat.PostingRow
    free = (row.chat_id == bindparam("chat"), row.slot == bindparam("slot"))
    pending = row.state == PostingState.PENDING
    put_away = update(row).where(*free, pending).values(state=PostingState.SUPERSEDED)
    return put_away.returning(row.priority)


def message_of_slot() -> Select[Any]:
    """The newest message that shows a slot of a chat."""
    row = chat.PostingRow
    return (
        select(row.message_id)
        .where(
            row.chat_id == bindparam("chat"),
            row.slot == bindparam("slot"),
            row.slot != "",
            row.state == PostingState.SENT,
            row.message_id.is_not(None),
        )
        .order_by(row.id.desc())
        .limit(1)
    )


def sent_before() -> Select[Any]:
    """When the messages and edits of a chat went out, newest first, from the nth on."""
    row = chat.PostingRow
    now = bindparam("now", type_=row.sent_at.type)
    return (
        select(row.sent_at)
        .where(row.chat_id == bindparam("chat"), row.sent_at <= now)
        .order_by(row.sent_at.desc())
        .offset(bindparam("skipped", type_=Integer))
        .limit(1)
    )


def slot_shown_at() -> Select[Any]:
    """When a slot of a chat was last sent or edited."""
    row = chat.PostingRow
    return (
        select(row.sent_at)
        .where(
            row.chat_id == bindparam("chat"),
            row.slot == bindparam("slot"),
            row.state == PostingState.SENT,
            row.sent_at <= bindparam("now", type_=row.sent_at.type),
        )
        .order_by(row.sent_at.desc())
        .limit(1)
    )


def deadlines_come() -> Select[Any]:
    """The first deadlines still ahead in the ledger whose moment has come."""
    row = chat.DeadlineRow
    return (
        whole_rows(table_of(row))
        .where(
            row.fired_at.is_(None),
            row.cancelled_at.is_(None),
            row.due_at <= bindparam("now", type_=row.due_at.type),
        )
        .order_by(row.due_at, row.id)
        .limit(bindparam("most", type_=Integer))
    )


def marking_fired() -> Update:
    """These deadlines have fired."""
    table = table_of(chat.DeadlineRow)
    fired = update(table).where(AnyOf(table.c.id, "fired"))
    return fired.values(fired_at=bindparam("at", type_=table.c.fired_at.type))


def last_posting() -> Select[int]:
    """The number of the newest posting."""
    return select(func.max(chat.PostingRow.id))
