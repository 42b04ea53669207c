"""拟申报: a task for next year's plan is written down; it counts once it is handed in."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.planning import plan_of, require_own, require_proposals_taken, require_year
from inspection.plans import PlanProposal, ProposalState
from inspection.refusal import Refusal


def draft_proposal(desk: Desk, *, actor: Person, proposal: PlanProposal) -> PlanProposal:
    """Keep a draft of the proposal.

    Refusals: permission, `plan_year_wanted`, `plan_compiled`, `not_own_proposal`,
    `proposal_no_items` (清单之外无抽查, 忻州第五条), `period_outside_year`.
    """
    permit_role(actor, Deed.PROPOSE_PLAN)
    require_year(proposal.year)
    require_proposals_taken(desk, plan_of(desk, proposal.year))
    require_own(actor, proposal)
    if not proposal.item_ids:
        raise Refusal("proposal_no_items", {"industry": proposal.industry})
    if proposal.starts_on.year != proposal.year or proposal.ends_on < proposal.starts_on:
        raise Refusal("period_outside_year", {"year": proposal.year})
    draft = replace(
        proposal,
        state=ProposalState.DRAFT,
        proposed_by=actor.id,
        proposed_at=desk.now,
    )
    draft = desk.ledger.plan_proposals.add(draft)
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="proposal_drafted",
        facts={"proposal": draft.id, "year": draft.year, "name": draft.name},
    )
    return draft
