"""合并相近任务: the office puts proposals together into one (新华第十二条: 合并安排)."""

from collections.abc import Sequence
from dataclasses import replace

from inspection.desk import Desk
from inspection.ids import UNSAVED, DepartmentId, PlanProposalId
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.plan_merging import merged
from inspection.planning import plan_of, proposal, require_gathering
from inspection.plans import PlanProposal, ProposalState


def merge_proposals(
    desk: Desk,
    *,
    actor: Person,
    proposal_ids: Sequence[PlanProposalId],
    lead_id: DepartmentId,
    both_run: bool,
) -> PlanProposal:
    """One proposal in the place of several: led by `lead_id`, all departments, all items.

    It runs while all of them run (`both_run`) or from the first day of any to the last.
    Refusals: permission, `plan_compiled`, those of `merged`.
    """
    permit_role(actor, Deed.SETTLE_PLAN)
    parts = [proposal(desk, each) for each in dict.fromkeys(proposal_ids)]
    require_gathering(desk, plan_of(desk, parts[0].year))
    whole = merged(parts, lead_id=lead_id, both_run=both_run)
    whole = desk.ledger.plan_proposals.add(
        replace(
            whole,
            id=PlanProposalId(UNSAVED),
            state=ProposalState.SUBMITTED,
            proposed_by=actor.id,
            proposed_at=desk.now,
        )
    )
    for part in parts:
        desk.ledger.plan_proposals.save(
            replace(
                part,
                state=ProposalState.MERGED,
                merged_into=whole.id,
                decided_by=actor.id,
                decided_at=desk.now,
            )
        )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="proposals_merged",
        facts={
            "proposal": whole.id,
            "year": whole.year,
            "name": whole.name,
            "department": whole.lead_id,
            "parts": [part.name for part in parts],
            "period": [whole.starts_on.isoformat(), whole.ends_on.isoformat()],
        },
    )
    return whole
