"""登记印发公布: the plan has been issued and published (信阳第五条, 新县二（三）, 卧龙一（二）)."""

from dataclasses import replace
from datetime import date

from inspection.desk import Desk
from inspection.issued_version import issue_version, keep_code
from inspection.numbering import code_of, read_number
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.plan_news import tell_in_force
from inspection.plan_number import plan_number
from inspection.plan_papers import draft_annual_plan
from inspection.plan_registering import number_to_enter
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

    A number that the register has not given yet enters it with the plan's paper, which is issued
    by that. Refusals: permission, `plan_not_compiled`, `plan_not_approved`, `plan_step_done`, those
    of `number_to_enter`.
    """
    permit_role(actor, Deed.SETTLE_PLAN)
    plan = plan_of(desk, year)
    require_compiled(desk, plan)
    require_approved(desk, plan)
    if plan.issued_on is not None:
        raise Refusal("plan_step_done", {"step": "issue", "year": year})
    number = number_to_enter(desk, year, words, day.year)
    bears = number or plan_number(desk, year) or words
    plan = kept(desk, replace(plan, issued_on=day, document_number=bears))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="plan_issued",
        facts={"year": year, "day": day.isoformat(), "number": bears, "note": words},
    )
    if plan.in_force_at is None:
        plan = bring_into_force(desk, plan)
        tell_in_force(desk, plan)
    draft = draft_annual_plan(desk, plan, actor)
    if number:
        if not code_of(desk.ledger, draft.issuer_id):
            keep_code(desk, draft, actor, read_number(number)[0])
        issue_version(desk, draft, actor, number=number, day=day)
    return plan
