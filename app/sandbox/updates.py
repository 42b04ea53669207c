"""The queue of updates waiting for one bot: order, expiry, confirmation, allowed kinds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

PRESS_LIFE = timedelta(seconds=150)
UPDATE_LIFE = timedelta(hours=24)
ALL_KINDS = frozenset(
    ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")
)
DEFAULT_KINDS = ALL_KINDS - {"chat_member"}


@dataclass(frozen=True)
class PendingUpdate:
    """One update as the bot will get it; payload is the whole Update object."""

    update_id: int
    kind: str
    payload: dict[str, Any]
    at: datetime

    def expired(self, now: datetime) -> bool:
        """Presses live 150 s in the queue, everything else 24 h."""
        life = PRESS_LIFE if self.kind == "callback_query" else UPDATE_LIFE
        return now - self.at > life


class UpdateQueue:
    """待取更新: what one bot has not confirmed yet, oldest first."""

    def __init__(self, now: Callable[[], datetime], first_id: int) -> None:
        self._now = now
        self.next_id = first_id
        self._pending: list[PendingUpdate] = []
        self._again: list[PendingUpdate] = []
        self.allowed: frozenset[str] = DEFAULT_KINDS
        self.dropped: list[PendingUpdate] = []

    def allow(self, kinds: list[str] | None) -> None:
        """Remember the kinds a request names: None keeps the last list, [] restores the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) if kinds else DEFAULT_KINDS

    def add(self, kind: str, payload: dict[str, Any], *, twice: bool = False) -> int | None:
        """Queue one update; None when the bot did not ask for this kind. twice: see Faults."""
        if kind not in self.allowed:
            return None
        update_id = self.next_id
        self.next_id += 1
        update = PendingUpdate(
            update_id, kind, {"update_id": update_id, kind: payload}, self._now()
        )
        self._pending.append(update)
        if twice:
            self._again.append(update)
        return update_id

    def pending(self) -> list[PendingUpdate]:
        """The unconfirmed updates, those too old for Telegram to keep left out for good."""
        now = self._now()
        self.dropped += [update for update in self._pending if update.expired(now)]
        self._pending = [update for update in self._pending if not update.expired(now)]
        return list(self._pending)

    def confirm(self, offset: int) -> int:
        """Forget every update below offset; a negative offset keeps that many from the end."""
        before = len(self._pending)
        if offset < 0:
            self._pending = self._pending[offset:]
            return before - len(self._pending)
        gone = {update.update_id for update in self._pending if update.update_id < offset}
        self._pending = [update for update in self._pending if update.update_id >= offset]
        repeated = [update for update in self._again if update.update_id in gone]
        self._again = [update for update in self._again if update.update_id not in gone]
        self._pending = repeated + self._pending
        return before - len(self._pending)

    def clear(self) -> None:
        """drop_pending_updates."""
        self._pending.clear()
        self._again.clear()
