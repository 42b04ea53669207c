"""联席会议办公室: the one office that an installation serves, and holiday notices it imported."""

from dataclasses import dataclass
from datetime import date, datetime

from inspection.ids import UNSAVED, PersonId


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """联席会议办公室（领导小组办公室）: whose county, which local rules, how tasks are numbered.

    `county` is the place as printed (青禾县); `code` begins task numbers (QH); `locality` names the
    profile. `defaults_adopted_at` is when the office adopted the defaults for what its circular
    leaves open, None before. Exactly one row.
    """

    id: int = UNSAVED
    county: str
    code: str
    locality: str
    number_code: str = ""
    defaults_adopted_at: datetime | None = None
    defaults_adopted_by: PersonId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class HolidayNotice:
    """放假通知: the State Council's arrangement for one year, imported over the library's."""

    id: int = UNSAVED
    year: int
    holidays: tuple[date, ...]
    shifted_working_days: tuple[date, ...]
    source: str
