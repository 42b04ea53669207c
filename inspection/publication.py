"""录入与公示: the duty to enter and publish a visit's results within 20 working days."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from inspection.ids import UNSAVED, DepartmentId, PersonId, TaskId, VisitId
from inspection.subjects import SubjectKind


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryDuty:
    """录入公示义务: one department's duty for one visit (信阳第二十二条 and its counterparts).

    `due_on` is the last day; `provisional` when a year without a State Council notice is involved.
    `withheld_at` is when the head approved not to publish (忻州第二十条（三）).
    """

    id: int = UNSAVED
    visit_id: VisitId
    department_id: DepartmentId
    due_on: date
    provisional: bool
    entered_at: datetime | None = None
    entered_by: PersonId | None = None
    published_at: datetime | None = None
    published_by: PersonId | None = None
    platform_number: str = ""
    withheld_at: datetime | None = None

    @property
    def settled(self) -> bool:
        """Nothing is left to do: published, or not to be published by approval."""
        return self.published_at is not None or self.withheld_at is not None


class DutyLine(NamedTuple):
    """义务一行: whose turn it is and until when, so that thousands can be read in a row."""

    id: int
    task_id: TaskId
    lead_id: DepartmentId
    department_id: DepartmentId
    due_on: date
    entered_at: datetime | None
    subject_kind: SubjectKind
