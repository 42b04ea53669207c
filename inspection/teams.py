"""联合检查组: which inspectors visit which subject, and how one is replaced."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inspection.ids import UNSAVED, DepartmentId, PersonId, SubjectId, TaskId


@dataclass(frozen=True, kw_only=True, slots=True)
class Assignment:
    """匹配: one inspector matched to one subject for one department.

    `round` counts the matching rounds (SSJ-MATCH/1); `active` is false once replaced. `lent_by`
    is the department whose base the inspector came from where it is not the one they check for
    (忻州第十七条).
    """

    id: int = UNSAVED
    task_id: TaskId
    subject_id: SubjectId
    department_id: DepartmentId
    person_id: PersonId
    round: int
    leader: bool
    active: bool = True
    lent_by: DepartmentId | None = None

    @property
    def home_id(self) -> DepartmentId:
        """The department whose inspector this is."""
        return self.lent_by or self.department_id


@dataclass(frozen=True, kw_only=True, slots=True)
class Recusal:
    """回避: an inspector declares an interest in a subject (忻州第十七条 names it)."""

    id: int = UNSAVED
    task_id: TaskId
    person_id: PersonId
    subject_id: SubjectId
    reason: str
    declared_at: datetime


class ReplacementState(StrEnum):
    """更换审批状态."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True, slots=True)
class Replacement:
    """更换人员: asked by one person, decided by the department head, never by the asker."""

    id: int = UNSAVED
    task_id: TaskId
    department_id: DepartmentId
    outgoing_id: PersonId
    incoming_id: PersonId | None = None
    reason: str
    asked_by: PersonId
    asked_at: datetime
    state: ReplacementState = ReplacementState.ASKED
    decided_by: PersonId | None = None
    decided_at: datetime | None = None
