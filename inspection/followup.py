"""后续处理: what follows from a problem found: 责令改正、线索移送、立案."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from inspection.ids import UNSAVED, FindingId, FollowUpId, PersonId, TaskId


class FollowUpKind(StrEnum):
    """后续处理方式 (新华第十七条, 忻州第二十二条)."""

    RECTIFY = "rectify"  # 责令限期改正
    REFER = "refer"  # 线索移送
    CASE = "case"  # 立案


class FollowUpState(StrEnum):
    """后续处理状态."""

    OPEN = "open"
    DONE = "done"
    FAILED = "failed"  # 逾期未改正


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUp:
    """后续处理: one rectification, referral or case that a finding led to.

    `due_on` is the last day to rectify or to send the receipt. `receiver` is who took a referral
    or a case. `outcome` is the result of the re-inspection, the receipt or the case number.
    """

    id: FollowUpId = FollowUpId(UNSAVED)
    task_id: TaskId
    finding_id: FindingId
    kind: FollowUpKind
    state: FollowUpState = FollowUpState.OPEN
    due_on: date | None = None
    demand: str = ""
    receiver: str = ""
    opened_by: PersonId
    opened_at: datetime
    outcome: str = ""
    closed_by: PersonId | None = None
    closed_at: datetime | None = None
