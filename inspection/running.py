"""运行情况: what several processes must know of each other, and what the office asks about them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from inspection.ids import UNSAVED, ChatId
from inspection.plain import Facts

LATE_AFTER = timedelta(seconds=60)
"""An unsent posting older than this is late (R4)."""
OVERDUE_AFTER = timedelta(minutes=2)
"""A deadline due for longer than this and not fired was missed by the clock (R7)."""
TICK = "tick"
"""The beat of the clock."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatWait:
    """限流等待: Telegram demanded silence in a chat (429); all processes keep it.

    Not in force before `set_at`: a clock that was set back mutes no chat.
    """

    id: int = UNSAVED
    chat_id: ChatId
    set_at: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Beat:
    """脉搏: when a worker was last at work; `name` is unique."""

    id: int = UNSAVED
    name: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """运行情况: lengths of the queues and how late they are.

    `missed` counts deadlines due for longer than OVERDUE_AFTER and neither fired nor cancelled: the
    auditor's question, whose answer must be 0 (R7). `oldest` is the age of the oldest unsent
    posting whose time has come.
    """

    waiting: int
    faulty: int
    unsent: int
    late: int
    oldest: timedelta
    unknown: int
    failed: int
    muted: int
    missed: int
    last_tick: datetime | None

    @property
    def well(self) -> bool:
        """Nothing here needs a person."""
        return not (self.faulty or self.late or self.unknown or self.failed or self.missed)


def health_facts(health: Health) -> Facts:
    """The facts of the message `status`; `oldest` in whole seconds."""
    return {
        "well": health.well,
        "waiting": health.waiting,
        "faulty": health.faulty,
        "unsent": health.unsent,
        "late": health.late,
        "oldest": int(health.oldest.total_seconds()),
        "unknown": health.unknown,
        "failed": health.failed,
        "muted": health.muted,
        "missed": health.missed,
        "last_tick": health.last_tick.isoformat() if health.last_tick else None,
    }
