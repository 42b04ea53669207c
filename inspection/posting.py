"""群消息与待答提问: what the bot has to say, and what it has asked."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from inspection.ids import (
    UNSAVED,
    ChatId,
    DocumentId,
    FileId,
    PersonId,
    PostingId,
    PromptId,
    TaskId,
)
from inspection.plain import Facts


class Priority(IntEnum):
    """发送次序: lower goes first (R4: whistle > escalation > answer > status)."""

    WHISTLE = 1
    ESCALATION = 2
    ANSWER = 3
    STATUS = 4


class PostingState(StrEnum):
    """发送状态: R2: a row found `sending` at start becomes `unknown`."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"
    SUPERSEDED = "superseded"  # a later edit of the same slot took its place


@dataclass(frozen=True, kw_only=True, slots=True)
class Posting:
    """群消息: one message to send or edit; worded by the template named `kind` from `facts`.

    `dedupe` is unique: the same business fact is never posted twice. Postings that share a `slot`
    in one chat are one message: the first is sent, later ones edit it. `edits` names a message to
    edit outright (a pressed menu). One of `document_id`, `file_id` and `bundle` may travel with the
    text; a bundle (`draw_pack:7:public`, `dossier:3`) is put together when it is sent.
    `claimed_by` is the number of the process that has it in hand, `pieces` how many of its messages
    have already been sent.
    """

    id: PostingId = PostingId(UNSAVED)
    chat_id: ChatId
    kind: str
    facts: Facts
    dedupe: str
    priority: Priority
    created_at: datetime
    not_before: datetime | None = None
    slot: str = ""
    edits: int | None = None
    reply_to: int | None = None
    document_id: DocumentId | None = None
    file_id: FileId | None = None
    bundle: str = ""
    prompt_id: PromptId | None = None
    task_id: TaskId | None = None
    state: PostingState = PostingState.PENDING
    attempts: int = 0
    message_id: int | None = None
    sent_at: datetime | None = None
    failure: str = ""
    claimed_by: int | None = None
    pieces: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Prompt:
    """待答提问: an open question: where, of whom, about what.

    `asks` names the answer handler; `about` carries what it needs. An answer is a reply to
    `message_id`, or, in a private chat, the person's next text. `wants` is text or photo.
    """

    id: PromptId = PromptId(UNSAVED)
    chat_id: ChatId
    person_id: PersonId
    asks: str
    about: Facts
    wants: str = "text"
    asked_at: datetime
    message_id: int | None = None
    closed_at: datetime | None = None
