"""Examples of the annual plan: the plan of a year, a proposal, an adjustment."""

from typing import Any

from inspection.plans import (
    AdjustmentPoint,
    AdjustmentState,
    AnnualPlan,
    PlanAdjustment,
    PlanProposal,
    ProposalState,
)
from tests.storage.example_values import AT, DAY, LAST_DAY, LATER

PROPOSED: dict[str, Any] = {
    "year": 2027,
    "name": "学校食堂联合抽查",
    "industry": "餐饮",
    "lead_id": 1,
    "starts_on": DAY,
    "ends_on": LAST_DAY,
    "proposed_by": 1,
    "proposed_at": AT,
}
ASKED: dict[str, Any] = {
    "entry_id": 1,
    "year": 2026,
    "point": AdjustmentPoint.PERIOD,
    "before": {"ends_on": "2026-06-30"},
    "after": {"ends_on": "2026-09-30"},
    "reason": "与专项整治结合",
    "asked_by": 1,
    "asked_at": AT,
}

OF_THE_PLAN: list[tuple[str, Any, Any]] = [
    (
        "annual_plans",
        AnnualPlan(
            year=2026,
            opened_at=AT,
            none_from=(2,),
            compiled_by=1,
            compiled_at=AT,
            approved_on=DAY,
            approval="市政府审定",
            issued_on=DAY,
            document_number="青市监〔2026〕0号",
            filed_on=LAST_DAY,
            filing="已收",
            in_force_at=LATER,
        ),
        AnnualPlan(year=2027, opened_at=AT),
    ),
    (
        "plan_proposals",
        PlanProposal(
            partner_ids=(2,),
            item_ids=(1,),
            rates={"A": 100, "": 1000},
            count=2,
            at_least=True,
            per_year=2,
            scope="全县学校食堂",
            checker="县级",
            state=ProposalState.MERGED,
            merged_from=(1, 2),
            merged_into=1,
            reason="与别的任务重复",
            decided_by=1,
            decided_at=LATER,
            **PROPOSED,
        ),
        PlanProposal(partner_ids=(), item_ids=(), rates={}, **PROPOSED),
    ),
    (
        "plan_adjustments",
        PlanAdjustment(
            state=AdjustmentState.APPROVED,
            reply="同意",
            decided_by=2,
            decided_at=LATER,
            filed_on=LAST_DAY,
            filing="已报备",
            **ASKED,
        ),
        PlanAdjustment(**ASKED),
    ),
]
"""(shelf, full, minimal)."""
