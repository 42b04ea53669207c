"""抽查任务: one joint inspection, from the plan to the archive."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from inspection.ids import (
    UNSAVED,
    ChatId,
    DepartmentId,
    ItemId,
    PersonId,
    PlanEntryId,
    TaskId,
)
from inspection.refusal import Refusal


class Stage(StrEnum):
    """环节: the four stages at which the lead department whistles (信阳第六条)."""

    SCHEME = "scheme"  # 方案制定
    DRAW = "draw"  # 随机抽取
    VISIT = "visit"  # 实地检查
    PUBLISH = "publish"  # 公示处理


STAGES = tuple(Stage)


class TaskState(StrEnum):
    """任务状态."""

    OPEN = "open"
    SUMMARISED = "summarised"
    ARCHIVED = "archived"


@dataclass(frozen=True, kw_only=True, slots=True)
class InspectionTask:
    """抽查任务: a plan entry being carried out by one joint team in one group chat.

    `number` is ours (`QH2026-001`); `platform_number` is the provincial platform's, once known.
    `chat_id` is the bound group, None until bound. `rates`, `count` and `at_least`
    as in `PlanEntry`.
    `officers` is how many inspectors each department sends to one visit, None until decided.
    """

    id: TaskId = TaskId(UNSAVED)
    number: str
    plan_entry_id: PlanEntryId
    name: str
    year: int
    industry: str
    lead_id: DepartmentId
    partner_ids: tuple[DepartmentId, ...]
    item_ids: tuple[ItemId, ...]
    rates: dict[str, int]
    starts_on: date
    ends_on: date
    opened_by: PersonId
    opened_at: datetime
    chat_id: ChatId | None = None
    state: TaskState = TaskState.OPEN
    officers: int | None = None
    platform_number: str = ""
    archived_at: datetime | None = None
    count: int | None = None
    at_least: bool = False

    @property
    def department_ids(self) -> tuple[DepartmentId, ...]:
        """All departments of the team, the lead department first."""
        return (self.lead_id, *self.partner_ids)


def require_open(task: InspectionTask) -> None:
    """Refuse any change to an archived task: `task_closed` (忻州第二十五条)."""
    if task.state is TaskState.ARCHIVED:
        raise Refusal("task_closed", {"task": task.name})
