"""年度抽查计划: what departments propose, what the office makes of it, what is in force."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum

from inspection.ids import (
    UNSAVED,
    DepartmentId,
    ItemId,
    PersonId,
    PlanAdjustmentId,
    PlanEntryId,
    PlanProposalId,
)
from inspection.plain import Facts

PLAN_PAPER = "年度联合抽查计划"
ADJUSTMENT_PAPER = "计划调整备案表"
"""The forms in which the plan and an adjustment of it are printed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedTask:
    """计划任务: what a joint task of a plan is, proposed or in force.

    新县二(三): 名称、部门、事项、对象、比例、时间.

    `rates` maps a credit-risk class to a draw rate in 1/10000 (10% is 1000); the key "" holds for
    every class not named. `count` is a number of subjects: drawn where no rates stand, a lower
    bound beside them when `at_least` (不少于2所), otherwise only what somebody reckoned (20户).
    `per_year` is how often (2次/年), None where the plan does not say. `scope` (检查对象范围) and
    `checker` (实施主体) as written, empty where they are the roster's trade and the items' own
    departments.
    """

    id: int = UNSAVED
    year: int
    name: str
    industry: str
    lead_id: DepartmentId
    partner_ids: tuple[DepartmentId, ...]
    item_ids: tuple[ItemId, ...]
    rates: dict[str, int]
    starts_on: date
    ends_on: date
    count: int | None = None
    at_least: bool = False
    per_year: int | None = None
    scope: str = ""
    checker: str = ""


PLANNED = tuple(each.name for each in fields(PlannedTask) if each.name != "id")
"""What an entry takes over from the proposal."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanEntry(PlannedTask):
    """计划条目: one joint task of the annual plan; `number` is unique within the plan.

    `cancelled` by an adjustment.
    """

    id: PlanEntryId = PlanEntryId(UNSAVED)
    number: str
    cancelled: bool = False


class ProposalState(StrEnum):
    """申报状态."""

    DRAFT = "draft"  # 草稿，未报送
    SUBMITTED = "submitted"  # 已报送，待办公室处理
    ACCEPTED = "accepted"  # 已采用
    DROPPED = "dropped"  # 不采用
    MERGED = "merged"  # 已并入另一项
    WITHDRAWN = "withdrawn"  # 部门撤回


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanProposal(PlannedTask):
    """计划申报: a task that a department proposes for a year's plan; not in force by itself.

    One that the office put together keeps the ids of its parts in `merged_from`, and each part has
    `merged_into`. `reason` says why it was dropped.
    """

    id: PlanProposalId = PlanProposalId(UNSAVED)
    state: ProposalState = ProposalState.DRAFT
    proposed_by: PersonId
    proposed_at: datetime
    merged_from: tuple[PlanProposalId, ...] = ()
    merged_into: PlanProposalId | None = None
    reason: str = ""
    decided_by: PersonId | None = None
    decided_at: datetime | None = None

    @property
    def department_ids(self) -> tuple[DepartmentId, ...]:
        """All departments named, the lead first."""
        return (self.lead_id, *self.partner_ids)


class PlanStage(StrEnum):
    """计划阶段: how far the plan of a year has come."""

    GATHERING = "gathering"  # 各部门申报
    COMPILED = "compiled"  # 已汇总成稿
    APPROVED = "approved"  # 已审定
    ISSUED = "issued"  # 已印发公布
    FILED = "filed"  # 已备案


@dataclass(frozen=True, kw_only=True, slots=True)
class AnnualPlan:
    """年度抽查计划: one row a year, with each step as it is registered.

    `none_from` are departments that have no task to lead this year. `approval`, `document_number`
    and `filing` are what stands on the papers: 审定文号, 发文字号 (or, where the plan was
    published without one, who did so and where), 备案回执. `in_force_at` is when
    its entries came into force.
    """

    id: int = UNSAVED
    year: int
    opened_at: datetime
    none_from: tuple[DepartmentId, ...] = ()
    compiled_by: PersonId | None = None
    compiled_at: datetime | None = None
    approved_on: date | None = None
    approval: str = ""
    issued_on: date | None = None
    document_number: str = ""
    filed_on: date | None = None
    filing: str = ""
    in_force_at: datetime | None = None

    @property
    def stage(self) -> PlanStage:
        """The last step that is registered."""
        if self.filed_on is not None:
            return PlanStage.FILED
        if self.issued_on is not None:
            return PlanStage.ISSUED
        if self.approved_on is not None:
            return PlanStage.APPROVED
        return PlanStage.COMPILED if self.compiled_at is not None else PlanStage.GATHERING


class AdjustmentPoint(StrEnum):
    """调整项目: what of an entry in force is to change."""

    PERIOD = "period"  # 抽查时间
    SHARE = "share"  # 抽查比例
    CANCEL = "cancel"  # 取消任务
    ADD = "add"  # 新增任务


class AdjustmentState(StrEnum):
    """调整状态."""

    ASKED = "asked"  # 待办公室审核
    APPROVED = "approved"  # 已同意，已生效
    REFUSED = "refused"  # 不同意
    WITHDRAWN = "withdrawn"  # 部门撤回


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanAdjustment:
    """计划调整: one change of an entry in force, with before and after (忻州第十三条).

    `before` and `after` hold the fields of the entry that change, days as ISO text. `filed_on` and
    `filing` are set where the circular wants changes filed.
    """

    id: PlanAdjustmentId = PlanAdjustmentId(UNSAVED)
    entry_id: PlanEntryId
    year: int
    point: AdjustmentPoint
    before: Facts
    after: Facts
    reason: str
    asked_by: PersonId
    asked_at: datetime
    state: AdjustmentState = AdjustmentState.ASKED
    reply: str = ""
    decided_by: PersonId | None = None
    decided_at: datetime | None = None
    filed_on: date | None = None
    filing: str = ""
