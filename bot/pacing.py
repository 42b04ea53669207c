"""Pacing: Telegram's budget of a chat, counted in the ledger: all processes share it (R4)."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from inspection.ledger import Ledger
from inspection.posting import Posting

GROUP_PER_MINUTE = 18
"""Messages and edits a minute in one group; Telegram allows about 20."""
PER_SECOND = 28
"""Messages and edits a second in all chats together; Telegram allows about 30."""
EDIT_EVERY = timedelta(seconds=3)
"""A message that is edited again and again changes at most this often; the last edit wins."""
MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Pacing:
    """Says whether a posting may be sent now. `per_minute` 0 lifts every limit: rehearsals."""

    per_minute: int = GROUP_PER_MINUTE
    _sent: deque[float] = field(default_factory=deque)

    def in_time(self, moment: float) -> bool:
        """Whether one more call fits this second; `moment` is the loop's own clock."""
        while self._sent and self._sent[0] <= moment - 1:
            self._sent.popleft()
        if self.per_minute > 0 and len(self._sent) >= PER_SECOND:
            return False
        self._sent.append(moment)
        return True

    def group_spent_until(self, ledger: Ledger, posting: Posting, now: datetime) -> datetime | None:
        """When the group may have its next message, if it has had those of the last minute."""
        if self.per_minute <= 0 or posting.chat_id > 0:
            return None
        first = ledger.sent_before(posting.chat_id, self.per_minute, now)
        return first + MINUTE if first is not None and first + MINUTE > now else None

    def edit_from(self, ledger: Ledger, posting: Posting, now: datetime) -> datetime | None:
        """The moment from which this edit may be sent, when that is still to come."""
        if self.per_minute <= 0 or not posting.slot:
            return None
        shown = ledger.slot_shown_at(posting.chat_id, posting.slot, now)
        earliest = shown + EDIT_EVERY if shown else now
        return earliest if earliest > now else None
