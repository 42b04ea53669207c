"""专家库: experts and institutions that advise at an inspection, apart from the inspectors.

Source: 信阳第二十条 (听取专家咨询意见等方式辅助抽查), 新华第十条, 新县第二部分（二）,
忻州第十条 (在满足执法检查人数要求的基础上). They have no chat account, enter no finding and are no
officers.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from inspection.ids import UNSAVED, DepartmentId, PersonId, SubjectId, TaskId


class ExpertKind(StrEnum):
    """专家类别."""

    EXPERT = "expert"  # 专家
    TESTING = "testing"  # 检测机构
    RESEARCH = "research"  # 科研院所


EXPERT_KIND_NAMES = {
    "专家": ExpertKind.EXPERT,
    "检测机构": ExpertKind.TESTING,
    "科研院所": ExpertKind.RESEARCH,
}
"""专家类别 as the roster and the chat say it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Expert:
    """专家: an expert or an institution of the roster that one department keeps.

    `name` is a person or an institution, `organisation` where the person works. `phone` is
    personal. `appointed_until` is the last day of the appointment, None where it has no term.
    """

    id: int = UNSAVED
    department_id: DepartmentId
    name: str
    kind: ExpertKind
    organisation: str = ""
    expertise: tuple[str, ...] = ()
    phone: str = ""
    appointed_until: date | None = None
    active: bool = True

    def available_on(self, day: date) -> bool:
        """Whether the expert may be invited: on the roster and within the appointment."""
        return self.active and (self.appointed_until is None or self.appointed_until >= day)


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpertInvitation:
    """专家参加: one expert is to advise at the inspection of one subject.

    `advice` is what they said (专家咨询意见); `withdrawn_at` is set when they do not come.
    """

    id: int = UNSAVED
    task_id: TaskId
    subject_id: SubjectId
    expert_id: int
    invited_by: PersonId
    invited_at: datetime
    advice: str = ""
    advised_at: datetime | None = None
    withdrawn_at: datetime | None = None
