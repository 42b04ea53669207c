"""撤回申报: the department takes its proposal back while the office has not settled it."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.ids import PlanProposalId
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.planning import plan_of, proposal, require_own, require_proposals_taken
from inspection.plans import PlanProposal, ProposalState
from inspection.refusal import Refusal


def withdraw_proposal(desk: Desk, *, actor: Person, proposal_id: PlanProposalId) -> PlanProposal:
    """Take a draft or a proposal back.

    Refusals: permission, `not_own_proposal`, `plan_compiled`, `proposal_taken`.
    """
    permit_role(actor, Deed.PROPOSE_PLAN)
    found = proposal(desk, proposal_id)
    require_own(actor, found)
    require_proposals_taken(desk, plan_of(desk, found.year))
    if found.state not in (ProposalState.DRAFT, ProposalState.SUBMITTED):
        raise Refusal("proposal_taken", {"task": found.name})
    withdrawn = desk.ledger.plan_proposals.save(replace(found, state=ProposalState.WITHDRAWN))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="proposal_withdrawn",
        facts={"proposal": found.id, "year": found.year, "name": found.name},
    )
    return withdrawn
