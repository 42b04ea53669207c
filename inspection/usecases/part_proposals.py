"""撤销合并: what the office put together comes apart again, each as it was handed in."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.ids import PlanProposalId
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.planning import plan_of, proposal, require_gathering
from inspection.plans import PlanProposal, ProposalState
from inspection.refusal import Refusal


def part_proposals(
    desk: Desk, *, actor: Person, proposal_id: PlanProposalId
) -> tuple[PlanProposal, ...]:
    """Undo a merger; the parts wait at the office again.

    Refusals: permission, `plan_compiled`, `proposal_not_merged`.
    """
    permit_role(actor, Deed.SETTLE_PLAN)
    whole = proposal(desk, proposal_id)
    require_gathering(desk, plan_of(desk, whole.year))
    if not whole.merged_from or whole.state not in (
        ProposalState.SUBMITTED,
        ProposalState.ACCEPTED,
    ):
        raise Refusal("proposal_not_merged", {"task": whole.name})
    desk.ledger.plan_proposals.save(replace(whole, state=ProposalState.WITHDRAWN))
    parts = tuple(
        desk.ledger.plan_proposals.save(
            replace(
                proposal(desk, each),
                state=ProposalState.SUBMITTED,
                merged_into=None,
                decided_by=None,
                decided_at=None,
            )
        )
        for each in whole.merged_from
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="merger_undone",
        facts={"proposal": whole.id, "year": whole.year, "name": whole.name},
    )
    return parts
