"""时限: every moment at which the clock must speak, as a row."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inspection.ids import UNSAVED, TaskId


class DeadlineKind(StrEnum):
    """时限种类: what is said when the moment comes."""

    CHECK_IN_REMINDER = "check_in_reminder"  # 报到催办
    CHECK_IN_ESCALATION = "check_in_escalation"  # 逾期未报到督办
    ENTRY_REMINDER = "entry_reminder"  # 录入公示提醒
    ENTRY_OVERDUE = "entry_overdue"  # 逾期未录入
    FOLLOW_UP_REMINDER = "follow_up_reminder"  # 整改、移送到期提醒
    CREDIT_REPAIR = "credit_repair"  # 信用修复：停止公示负面信息
    JOURNAL_HEAD = "journal_head"  # 每周留痕末值
    PLAN_REMINDER = "plan_reminder"  # 年度计划到期提醒
    PLAN_OVERDUE = "plan_overdue"  # 年度计划逾期
    FINISH_REMINDER = "finish_reminder"  # 全年任务完成期限提醒
    FINISH_OVERDUE = "finish_overdue"  # 全年任务逾期未完成
    REPORT_REMINDER = "report_reminder"  # 年度报告到期提醒
    REPORT_OVERDUE = "report_overdue"  # 年度报告逾期


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """时限: fires once, when `due_at` has come, unless cancelled before.

    `about_id` is the id of the noun it watches, by `kind`: a whistle, an entry duty, a follow-up,
    a task; for what concerns the plan of a year it is that year, and there is no task.
    """

    id: int = UNSAVED
    kind: DeadlineKind
    task_id: TaskId | None
    about_id: int
    due_at: datetime
    fired_at: datetime | None = None
    cancelled_at: datetime | None = None
