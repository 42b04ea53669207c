"""新增任务: a proposal that came after the plan was in force is added, as an adjustment."""

from dataclasses import replace

from inspection.adjustments import adjustment_facts, values_of
from inspection.desk import Desk
from inspection.ids import PlanProposalId
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.plan_news import tell_adjusted
from inspection.plan_papers import draft_adjustment, draft_annual_plan
from inspection.planning import enter, plan_of, proposal, require_approved
from inspection.plans import (
    AdjustmentPoint,
    AdjustmentState,
    PlanAdjustment,
    ProposalState,
)
from inspection.refusal import Refusal
from inspection.said import said


def add_task_to_plan(
    desk: Desk, *, actor: Person, proposal_id: PlanProposalId, reason: str
) -> PlanAdjustment:
    """Accept the proposal into the plan in force; journalled and filed like any adjustment.

    Refusals: permission, `proposal_settled`, `plan_not_in_force`, `plan_not_approved`,
    `reason_missing`, `text_too_long`.
    """
    permit_role(actor, Deed.SETTLE_PLAN)
    found = proposal(desk, proposal_id)
    plan = plan_of(desk, found.year)
    if found.state is not ProposalState.SUBMITTED:
        raise Refusal("proposal_settled", {"task": found.name})
    if plan.in_force_at is None:
        raise Refusal("plan_not_in_force", {"year": found.year})
    require_approved(desk, plan)
    accepted = desk.ledger.plan_proposals.save(
        replace(found, state=ProposalState.ACCEPTED, decided_by=actor.id, decided_at=desk.now)
    )
    entry = enter(desk, accepted)
    after = values_of(entry, AdjustmentPoint.ADD)
    added = desk.ledger.plan_adjustments.add(
        PlanAdjustment(
            entry_id=entry.id,
            year=entry.year,
            point=AdjustmentPoint.ADD,
            before={**after, "cancelled": True},
            after=after,
            reason=said(reason),
            asked_by=found.proposed_by,
            asked_at=found.proposed_at,
            state=AdjustmentState.APPROVED,
            decided_by=actor.id,
            decided_at=desk.now,
        )
    )
    facts = adjustment_facts(desk, added)
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="task_added_to_plan",
        facts={
            "plan": entry.number,
            "year": entry.year,
            "name": entry.name,
            "department": entry.lead_id,
            "reason": added.reason,
        },
    )
    draft_adjustment(desk, added, actor)
    draft_annual_plan(desk, plan, actor)
    tell_adjusted(desk, entry, added, facts)
    return added
