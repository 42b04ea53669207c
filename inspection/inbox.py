"""收件: a raw Telegram update, kept before Telegram is told that it arrived (R1)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inspection.ids import UNSAVED, ChatId
from inspection.plain import Facts

NO_CHAT = ChatId(0)
"""An update that belongs to no chat."""


class InboxState(StrEnum):
    """收件状态."""

    WAITING = "waiting"
    DONE = "done"
    FAULTY = "faulty"  # handling raised a fault; kept for the operator


@dataclass(frozen=True, kw_only=True, slots=True)
class InboxUpdate:
    """收件: one update; `update_id` is unique, so a duplicate delivery is kept once.

    Updates of one `chat_id` are handled one after another, in order of arrival.
    """

    id: int = UNSAVED
    update_id: int
    raw: Facts
    chat_id: ChatId = NO_CHAT
    received_at: datetime
    state: InboxState = InboxState.WAITING
    failure: str = ""
