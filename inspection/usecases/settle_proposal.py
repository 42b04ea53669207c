"""处理申报: the office accepts a proposal, drops it with the reason, or takes that back."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.ids import PlanProposalId
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.plan_news import tell_dropped
from inspection.planning import (
    plan_of,
    proposal,
    require_gathering,
    require_proposals_taken,
)
from inspection.plans import PlanProposal, ProposalState
from inspection.refusal import Refusal
from inspection.said import said

VERBS = {
    ProposalState.ACCEPTED: "proposal_accepted",
    ProposalState.DROPPED: "proposal_dropped",
    ProposalState.SUBMITTED: "proposal_reopened",
}
"""What may become of a proposal here, and the journal's word for it."""


def settle_proposal(
    desk: Desk,
    *,
    actor: Person,
    proposal_id: PlanProposalId,
    state: ProposalState,
    reason: str = "",
) -> PlanProposal:
    """Accept, drop (`reason` is needed) or, SUBMITTED, undo either.

    Once the plan is in force only dropping is left here, and the department is told at once.

    Refusals: permission, `plan_compiled`, `proposal_settled`, `reason_missing`, `text_too_long`.
    """
    permit_role(actor, Deed.SETTLE_PLAN)
    found = proposal(desk, proposal_id)
    plan = plan_of(desk, found.year)
    if state is ProposalState.DROPPED:
        require_proposals_taken(desk, plan)
    else:
        require_gathering(desk, plan)
    if found.state not in VERBS or found.state is state:
        raise Refusal("proposal_settled", {"task": found.name})
    what = VERBS[state]
    undone = state is ProposalState.SUBMITTED
    settled = desk.ledger.plan_proposals.save(
        replace(
            found,
            state=state,
            reason=said(reason) if state is ProposalState.DROPPED else "",
            decided_by=None if undone else actor.id,
            decided_at=None if undone else desk.now,
        )
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb=what,
        facts={
            "proposal": found.id,
            "year": found.year,
            "name": found.name,
            "department": found.lead_id,
            "reason": settled.reason,
        },
    )
    if plan.in_force_at is not None:
        tell_dropped(desk, settled)
    return settled
