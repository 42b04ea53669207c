"""办公桌: what every verb has in hand."""

from dataclasses import dataclass
from datetime import datetime

from inspection.ledger import Ledger
from inspection.profile import Profile
from inspection.workdays import Calendar


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """办公桌: the ledger in one transaction, the locality's law, the working days, the moment.

    `now` is aware, in Asia/Shanghai.
    """

    ledger: Ledger
    profile: Profile
    calendar: Calendar
    now: datetime
