"""实地检查: one joint visit to one drawn subject."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inspection.ids import (
    UNSAVED,
    DepartmentId,
    FileId,
    ItemId,
    PersonId,
    SubjectId,
    TaskId,
    VisitId,
)


class VisitState(StrEnum):
    """检查状态: 待检查、检查中、已完成."""

    PLANNED = "planned"
    OPEN = "open"
    FINISHED = "finished"


class Confirmation(StrEnum):
    """现场确认 (信阳第二十一条, 忻州第二十条(三)): 签字盖章或拒签."""

    SIGNED = "signed"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """实地检查: the visit of the joint team to one subject.

    `notice_way` is how the subject was told beforehand (电话、传真、邮件、书面), or why not.
    `network_note` is what the 网络检查 found, when done (新华第十六条(一)).
    """

    id: VisitId = VisitId(UNSAVED)
    task_id: TaskId
    subject_id: SubjectId
    state: VisitState = VisitState.PLANNED
    notice_way: str = ""
    notified_at: datetime | None = None
    network_note: str = ""
    network_checked_at: datetime | None = None
    opened_by: PersonId | None = None
    opened_at: datetime | None = None
    confirmation: Confirmation | None = None
    refusal_reason: str = ""
    finished_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """取证材料: a photo or file taken on a visit, kept with its SHA-256."""

    id: int = UNSAVED
    visit_id: VisitId
    item_id: ItemId | None
    department_id: DepartmentId
    file_id: FileId
    added_by: PersonId
    added_at: datetime
