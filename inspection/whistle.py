"""吹哨: the lead department calls the team to a stage, with a deadline to report."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inspection.ids import UNSAVED, DepartmentId, PersonId, TaskId, WhistleId
from inspection.tasks import Stage


class WhistleState(StrEnum):
    """哨的状态: 未销哨、已销哨、已撤哨."""

    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True, slots=True)
class Whistle:
    """吹哨: one call at one stage of one task (信阳第六条; 新县二(四)).

    `escalate_to_office` is frozen with the whistle, so that a later change of settings does not
    change what was announced. `remark` is what the lead department added.
    """

    id: WhistleId = WhistleId(UNSAVED)
    task_id: TaskId
    stage: Stage
    blown_by: PersonId
    blown_at: datetime
    due_at: datetime
    remark: str = ""
    state: WhistleState = WhistleState.OPEN
    closed_at: datetime | None = None


class CheckInAnswer(StrEnum):
    """报到答复."""

    AGREE = "agree"  # 报到，无意见
    OBJECT = "object"  # 报到，有意见
    DECLINE = "decline"  # 不能参加


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckIn:
    """报到: one department's answer to one whistle; one per department and whistle.

    `reply` is how the lead department dealt with an objection.
    """

    id: int = UNSAVED
    whistle_id: WhistleId
    department_id: DepartmentId
    person_id: PersonId
    at: datetime
    on_time: bool
    answer: CheckInAnswer = CheckInAnswer.AGREE
    remark: str = ""
    reply: str = ""
