"""Pacing: Telegram's budget of a chat, and the waits it has imposed (R4)."""

from collections import deque
from datetime import datetime, timedelta

from inspection.ids import ChatId

GROUP_PER_MINUTE = 18
"""Messages and edits a minute in one group; Telegram allows about 20."""
_MINUTE = timedelta(minutes=1)


class Pacing:
    """Says whether a chat may be sent to now. Kept in memory only: a restart forgets no message."""

    def __init__(self, per_minute: int = GROUP_PER_MINUTE) -> None:
        self._per_minute = per_minute
        self._spent: dict[ChatId, deque[datetime]] = {}
        self._until: dict[ChatId, datetime] = {}

    def ready(self, chat: ChatId, now: datetime) -> bool:
        """Whether one more message fits the chat's budget and no wait is in force."""
        if now < self._until.get(chat, now):
            return False
        if chat > 0 or self._per_minute <= 0:
            return True
        spent = self._spent.setdefault(chat, deque())
        while spent and spent[0] <= now - _MINUTE:
            spent.popleft()
        return len(spent) < self._per_minute

    def spent(self, chat: ChatId, now: datetime) -> None:
        """One message or edit went to the chat."""
        self._spent.setdefault(chat, deque()).append(now)

    def pause(self, chat: ChatId, until: datetime) -> None:
        """Telegram demands a wait in this chat."""
        self._until[chat] = until
