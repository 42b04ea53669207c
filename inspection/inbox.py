"""收件: a raw Telegram update, kept before Telegram is told that it arrived (R1)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inspection.ids import UNSAVED
from inspection.plain import Facts


class InboxState(StrEnum):
    """收件状态."""

    WAITING = "waiting"
    DONE = "done"
    FAULTY = "faulty"  # handling raised a fault; kept for the operator


@dataclass(frozen=True, kw_only=True, slots=True)
class InboxUpdate:
    """收件: one update; `update_id` is unique, so a duplicate delivery is kept once."""

    id: int = UNSAVED
    update_id: int
    raw: Facts
    received_at: datetime
    state: InboxState = InboxState.WAITING
    failure: str = ""
