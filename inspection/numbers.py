"""发文字号: what the register of numbers holds."""

from dataclasses import dataclass
from datetime import datetime

from inspection.ids import UNSAVED, DepartmentId, DocumentId, PersonId


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentNumber:
    """发文字号: one entry of the register; `issuer_id` is None for the office.

    `text` is the whole number as printed. `cancelled_at`, `cancelled_by` and `reason` are set when
    the number was cancelled.
    """

    id: int = UNSAVED
    issuer_id: DepartmentId | None
    year: int
    serial: int
    text: str
    document_id: DocumentId
    title: str
    taken_by: PersonId
    taken_at: datetime
    cancelled_by: PersonId | None = None
    cancelled_at: datetime | None = None
    reason: str = ""
