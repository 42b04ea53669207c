"""退回汇总: the draft of the plan is taken back, and proposals may be changed again."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.plan_number import plan_number
from inspection.planning import kept, plan_of
from inspection.plans import AnnualPlan
from inspection.refusal import Refusal


def reopen_plan(desk: Desk, *, actor: Person, year: int) -> AnnualPlan:
    """Undo the compiling while nothing rests on it.

    Refusals: permission, `plan_not_compiled`, `plan_cannot_reopen` once it is in force,
    `plan_bears_number` while a number certifies the draft as it is.
    """
    permit_role(actor, Deed.SETTLE_PLAN)
    plan = plan_of(desk, year)
    if plan.compiled_at is None:
        raise Refusal("plan_not_compiled", {"year": year})
    if plan.in_force_at is not None or plan.issued_on is not None:
        raise Refusal("plan_cannot_reopen", {"year": year})
    number = plan_number(desk, year)
    if number:
        raise Refusal("plan_bears_number", {"year": year, "number": number})
    plan = kept(desk, replace(plan, compiled_by=None, compiled_at=None))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="plan_reopened",
        facts={"year": year},
    )
    return plan
