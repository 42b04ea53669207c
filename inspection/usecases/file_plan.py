"""登记备案: the plan has been filed with the authority above (忻州第十三条: 报省办备案)."""

from dataclasses import replace
from datetime import date

from inspection.desk import Desk
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.planning import kept, plan_of, require_approved, require_compiled
from inspection.plans import AnnualPlan
from inspection.refusal import Refusal


def file_plan(desk: Desk, *, actor: Person, year: int, day: date, words: str) -> AnnualPlan:
    """Register day and receipt.

    Refusals: permission, `plan_step_not_provided` where the locality asks no filing,
    `plan_not_compiled`, `plan_not_approved`, `plan_step_done`.
    """
    permit_role(actor, Deed.SETTLE_PLAN)
    rule = desk.profile.plan.filed_with
    plan = plan_of(desk, year)
    if rule.silent:
        raise Refusal("plan_step_not_provided", {"step": "file", "year": year})
    require_compiled(desk, plan)
    require_approved(desk, plan)
    if plan.filed_on is not None:
        raise Refusal("plan_step_done", {"step": "file", "year": year})
    plan = kept(desk, replace(plan, filed_on=day, filing=words))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="plan_filed",
        facts={"year": year, "receiver": rule.value, "day": day.isoformat(), "note": words},
    )
    return plan
