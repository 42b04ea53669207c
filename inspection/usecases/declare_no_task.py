"""无牵头任务: a department says that it leads no joint task in a year, or takes that back."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.planning import ANSWERS, kept, plan_of, require_gathering, require_year
from inspection.plans import AnnualPlan
from inspection.refusal import Refusal


def declare_no_task(desk: Desk, *, actor: Person, year: int, none: bool) -> AnnualPlan:
    """The actor's department leads none (or, after all, may).

    Refusals: permission, `plan_year_wanted`, `plan_compiled`, `department_has_proposals`.
    """
    permit_role(actor, Deed.PROPOSE_PLAN)
    require_year(year)
    plan = plan_of(desk, year)
    require_gathering(desk, plan)
    own = desk.ledger.plan_proposals.find(year=year, lead_id=actor.department_id, state=ANSWERS)
    if none and own:
        raise Refusal("department_has_proposals", {"year": year, "count": len(own)})
    others = tuple(each for each in plan.none_from if each != actor.department_id)
    plan = kept(desk, replace(plan, none_from=(*others, actor.department_id) if none else others))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="no_task_declared" if none else "no_task_taken_back",
        facts={"year": year, "department": actor.department_id},
    )
    return plan
