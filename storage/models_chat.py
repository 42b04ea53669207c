"""Rows of the clock, the chat and the journal: 时限、提问、群消息、收件、留痕."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from inspection.deadlines import DeadlineKind
from inspection.inbox import InboxState
from inspection.posting import PostingState, Priority
from storage.columns import Chosen, Plainly, Ranked
from storage.models_base import Row, points_to, telegram_number

IN_HAND = text("state = 'sending'")
WAITING = text("state = 'waiting'")
STILL_AHEAD = text("fired_at IS NULL AND cancelled_at IS NULL")


class DeadlineRow(Row):
    """时限: found by moment while neither fired nor cancelled (R7)."""

    __tablename__ = "deadlines"
    __table_args__ = (
        Index(
            "ix_deadlines_ahead",
            "due_at",
            sqlite_where=STILL_AHEAD,
            postgresql_where=STILL_AHEAD,
        ),
        Index("ix_deadlines_about", "kind", "about_id"),
    )

    kind: Mapped[DeadlineKind] = mapped_column(Chosen(DeadlineKind))
    task_id: Mapped[int | None] = points_to("tasks", index=True)
    about_id: Mapped[int]
    due_at: Mapped[datetime]
    fired_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]


class PromptRow(Row):
    """待答提问."""

    __tablename__ = "prompts"
    __table_args__ = (Index("ix_prompts_chat", "chat_id", "person_id"),)

    chat_id: Mapped[int] = telegram_number()
    person_id: Mapped[int] = points_to("people", index=True)
    asks: Mapped[str]
    about: Mapped[dict[str, object]] = mapped_column(Plainly)
    wants: Mapped[str]
    asked_at: Mapped[datetime]
    message_id: Mapped[int | None] = telegram_number()
    closed_at: Mapped[datetime | None]


class PostingRow(Row):
    """群消息: its dedupe key is unique (R2); in each chat at most one is being sent."""

    __tablename__ = "postings"
    __table_args__ = (
        UniqueConstraint("dedupe"),
        Index("ix_postings_turn", "state", "priority"),
        Index("ix_postings_slot", "chat_id", "slot"),
        Index("ix_postings_spent", "chat_id", "sent_at"),
        Index(
            "uq_postings_in_hand",
            "chat_id",
            unique=True,
            sqlite_where=IN_HAND,
            postgresql_where=IN_HAND,
        ),
    )

    chat_id: Mapped[int] = telegram_number()
    kind: Mapped[str]
    facts: Mapped[dict[str, object]] = mapped_column(Plainly)
    dedupe: Mapped[str]
    priority: Mapped[Priority] = mapped_column(Ranked(Priority))
    created_at: Mapped[datetime]
    not_before: Mapped[datetime | None]
    slot: Mapped[str]
    edits: Mapped[int | None] = telegram_number()
    reply_to: Mapped[int | None] = telegram_number()
    document_id: Mapped[int | None] = points_to("documents")
    file_id: Mapped[int | None] = points_to("files")
    bundle: Mapped[str]
    prompt_id: Mapped[int | None] = points_to("prompts")
    task_id: Mapped[int | None] = points_to("tasks", index=True)
    state: Mapped[PostingState] = mapped_column(Chosen(PostingState))
    attempts: Mapped[int]
    message_id: Mapped[int | None] = telegram_number()
    sent_at: Mapped[datetime | None]
    failure: Mapped[str]
    claimed_by: Mapped[int | None] = telegram_number()
    pieces: Mapped[int] = mapped_column(default=0)


class InboxUpdateRow(Row):
    """收件: an update is kept once (R1)."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index("ix_inbox_turn", "state", "chat_id", "id"),
        Index("ix_inbox_waiting", "id", sqlite_where=WAITING, postgresql_where=WAITING),
    )

    update_id: Mapped[int] = telegram_number(unique=True)
    raw: Mapped[dict[str, object]] = mapped_column(Plainly)
    chat_id: Mapped[int] = telegram_number()
    received_at: Mapped[datetime]
    state: Mapped[InboxState] = mapped_column(Chosen(InboxState))
    failure: Mapped[str]


class EventRow(Row):
    """留痕: append-only by trigger; no two events follow the same one, so the chain cannot fork."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("previous_hash"),)

    at: Mapped[datetime]
    actor_id: Mapped[int | None] = points_to("people")
    task_id: Mapped[int | None] = points_to("tasks", index=True)
    verb: Mapped[str]
    facts: Mapped[dict[str, object]] = mapped_column(Plainly)
    previous_hash: Mapped[str]
    hash: Mapped[str]


class ChatWaitRow(Row):
    """限流等待: one a chat."""

    __tablename__ = "chat_waits"

    chat_id: Mapped[int] = telegram_number(unique=True)
    set_at: Mapped[datetime]
    until: Mapped[datetime]


class BeatRow(Row):
    """脉搏: one a worker."""

    __tablename__ = "beats"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[str]
    at: Mapped[datetime]
