"""登记调整备案: a changed plan has been filed (忻州第十三条: 及时报省领导小组办公室备案)."""

from dataclasses import replace
from datetime import date

from inspection.adjustments import adjustment_of
from inspection.desk import Desk
from inspection.ids import PlanAdjustmentId
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.plan_papers import draft_adjustment
from inspection.plans import AdjustmentState, PlanAdjustment
from inspection.refusal import Refusal


def file_adjustment(
    desk: Desk, *, actor: Person, adjustment_id: PlanAdjustmentId, day: date, words: str
) -> PlanAdjustment:
    """Register day and receipt.

    Refusals: permission, `plan_step_not_provided` where changes need not be filed,
    `adjustment_not_approved`, `plan_step_done`.
    """
    permit_role(actor, Deed.SETTLE_PLAN)
    rule = desk.profile.plan.refiled_with
    asked = adjustment_of(desk, adjustment_id)
    if rule.silent:
        raise Refusal("plan_step_not_provided", {"step": "refile", "year": asked.year})
    if asked.state is not AdjustmentState.APPROVED:
        raise Refusal("adjustment_not_approved")
    if asked.filed_on is not None:
        raise Refusal("plan_step_done", {"step": "refile", "year": asked.year})
    filed = desk.ledger.plan_adjustments.save(replace(asked, filed_on=day, filing=words))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="adjustment_filed",
        facts={
            "year": asked.year,
            "receiver": rule.value,
            "day": day.isoformat(),
            "note": words,
        },
    )
    draft_adjustment(desk, filed, actor)
    return filed
