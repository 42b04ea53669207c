"""年度抽查计划: what the county has announced for the year."""

from dataclasses import dataclass
from datetime import date

from inspection.ids import UNSAVED, DepartmentId, ItemId, PlanEntryId


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanEntry:
    """计划条目: one joint task of the annual plan (新县二(三): 名称、部门、事项、对象、比例、时间).

    `rates` maps a credit-risk class to a draw rate in 1/10000 (10% is 1000); the key "" holds for
    every class not named. `number` is unique within the plan.
    """

    id: PlanEntryId = PlanEntryId(UNSAVED)
    year: int
    number: str
    name: str
    industry: str
    lead_id: DepartmentId
    partner_ids: tuple[DepartmentId, ...]
    item_ids: tuple[ItemId, ...]
    rates: dict[str, int]
    starts_on: date
    ends_on: date
