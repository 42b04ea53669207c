"""检查结果: what one department found on one item at one subject."""

from dataclasses import dataclass
from datetime import datetime

from inspection.ids import UNSAVED, DepartmentId, FindingId, ItemId, PersonId, VisitId

PROBLEMS = frozenset({"unpublished", "nocontact", "uncoop", "ordered", "pending", "fail"})
"""发现问题: the canonical results that count as a problem found."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """检查结果（逐项）: one per visit and item; `result` is the canonical key of the result code.

    `disposal` is what was done on the spot (责令整改 ...), empty when nothing was needed.
    `submitted_at` is None while the department may still change it.
    """

    id: FindingId = FindingId(UNSAVED)
    visit_id: VisitId
    item_id: ItemId
    department_id: DepartmentId
    result: str
    note: str = ""
    disposal: str = ""
    entered_by: PersonId
    entered_at: datetime
    submitted_at: datetime | None = None
