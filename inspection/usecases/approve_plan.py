"""登记审定: the plan has been approved as the circular asks (忻州第十三条: 报市政府审定)."""

from dataclasses import replace
from datetime import date

from inspection.desk import Desk
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.plan_news import tell_in_force
from inspection.plan_papers import draft_annual_plan
from inspection.planning import bring_into_force, kept, plan_of, require_compiled
from inspection.plans import AnnualPlan
from inspection.refusal import Refusal


def approve_plan(desk: Desk, *, actor: Person, year: int, day: date, words: str) -> AnnualPlan:
    """Register the approval; the plan is in force from now on.

    Refusals: permission, `plan_step_not_provided` where the locality asks no approval,
    `plan_not_compiled`, `plan_step_done`.
    """
    permit_role(actor, Deed.SETTLE_PLAN)
    rule = desk.profile.plan.approver
    plan = plan_of(desk, year)
    if rule.silent:
        raise Refusal("plan_step_not_provided", {"step": "approve", "year": year})
    require_compiled(desk, plan)
    if plan.approved_on is not None:
        raise Refusal("plan_step_done", {"step": "approve", "year": year})
    plan = kept(desk, replace(plan, approved_on=day, approval=words))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="plan_approved",
        facts={"year": year, "approver": rule.value, "day": day.isoformat(), "note": words},
    )
    plan = bring_into_force(desk, plan)
    tell_in_force(desk, plan)
    draft_annual_plan(desk, plan, actor)
    return plan
