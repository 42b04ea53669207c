"""登记印发公布: the plan has been issued and published (信阳第五条, 新县二（三）, 卧龙一（二）)."""

from dataclasses import replace
from datetime import date

from inspection.desk import Desk
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.plan_news import tell_in_force
from inspection.plan_papers import draft_annual_plan
from inspection.planning import (
    bring_into_force,
    kept,
    plan_of,
    require_approved,
    require_compiled,
)
from inspection.plans import AnnualPlan
from inspection.refusal import Refusal


def issue_plan(desk: Desk, *, actor: Person, year: int, day: date, words: str) -> AnnualPlan:
    """Register day and document number; where no approval is asked the plan is in force by this.

    Refusals: permission, `plan_not_compiled`, `plan_not_approved`, `plan_step_done`.
    """
    permit_role(actor, Deed.SETTLE_PLAN)
    plan = plan_of(desk, year)
    require_compiled(desk, plan)
    require_approved(desk, plan)
    if plan.issued_on is not None:
        raise Refusal("plan_step_done", {"step": "issue", "year": year})
    plan = kept(desk, replace(plan, issued_on=day, document_number=words))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="plan_issued",
        facts={"year": year, "day": day.isoformat(), "note": words},
    )
    if plan.in_force_at is None:
        plan = bring_into_force(desk, plan)
        tell_in_force(desk, plan)
    draft_annual_plan(desk, plan, actor)
    return plan
