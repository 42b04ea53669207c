"""汇总成稿: the office closes the gathering; the accepted proposals are the draft of the plan."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.plan_news import tell_settled
from inspection.plan_papers import draft_annual_plan
from inspection.planning import kept, plan_of, proposals_in, require_gathering
from inspection.plans import AnnualPlan, ProposalState
from inspection.refusal import Refusal


def compile_plan(desk: Desk, *, actor: Person, year: int) -> AnnualPlan:
    """Every proposal is settled; departments learn what became of theirs.

    Refusals: permission, `plan_compiled`, `proposals_undecided`, `plan_empty`.
    """
    permit_role(actor, Deed.SETTLE_PLAN)
    plan = plan_of(desk, year)
    require_gathering(desk, plan)
    waiting = proposals_in(desk, year, ProposalState.SUBMITTED)
    if waiting:
        facts = {"count": len(waiting), "names": [each.name for each in waiting[:5]]}
        raise Refusal("proposals_undecided", facts)
    accepted = proposals_in(desk, year, ProposalState.ACCEPTED)
    if not accepted:
        raise Refusal("plan_empty", {"year": year})
    plan = kept(desk, replace(plan, compiled_by=actor.id, compiled_at=desk.now))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="plan_compiled",
        facts={"year": year, "count": len(accepted), "names": [each.name for each in accepted]},
    )
    tell_settled(desk, plan)
    draft_annual_plan(desk, plan, actor)
    return plan
