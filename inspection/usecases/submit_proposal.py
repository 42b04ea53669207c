"""报送申报: a drafted proposal goes to the office (新县三（一）、卧龙一（二）: 报送)."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.ids import DepartmentId, PlanProposalId
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.plan_news import tell_office
from inspection.plan_watch import watch_plan
from inspection.planning import (
    kept,
    plan_of,
    proposal,
    require_own,
    require_proposals_taken,
    same_content,
)
from inspection.plans import PlanProposal, ProposalState
from inspection.refusal import Refusal


def submit_proposal(desk: Desk, *, actor: Person, proposal_id: PlanProposalId) -> PlanProposal:
    """Hand the draft in; it takes the place of an earlier one of the same name.

    One that says the same as before is not entered twice. Refusals: permission,
    `not_own_proposal`, `plan_compiled`, `proposal_not_draft`, `proposal_taken`.
    """
    permit_role(actor, Deed.PROPOSE_PLAN)
    draft = proposal(desk, proposal_id)
    require_own(actor, draft)
    plan = plan_of(desk, draft.year)
    require_proposals_taken(desk, plan)
    if draft.state is not ProposalState.DRAFT:
        raise Refusal("proposal_not_draft", {"task": draft.name})
    earlier = _earlier(desk, draft)
    if earlier is not None and same_content(earlier, draft):
        desk.ledger.plan_proposals.save(replace(draft, state=ProposalState.WITHDRAWN))
        _record(desk, actor, "proposal_repeated", earlier)
        return earlier
    if earlier is not None:
        desk.ledger.plan_proposals.save(replace(earlier, state=ProposalState.WITHDRAWN))
    handed_in = desk.ledger.plan_proposals.save(
        replace(draft, state=ProposalState.SUBMITTED, proposed_by=actor.id, proposed_at=desk.now)
    )
    none_from = tuple(DepartmentId(each) for each in plan.none_from if each != draft.lead_id)
    kept(desk, replace(plan, none_from=none_from))
    _record(desk, actor, "proposal_submitted", handed_in)
    tell_office(desk, handed_in)
    watch_plan(desk, draft.year)
    return handed_in


def _earlier(desk: Desk, draft: PlanProposal) -> PlanProposal | None:
    """The proposal of that name that waits at the office; one already settled is refused."""
    named = desk.ledger.plan_proposals.find(year=draft.year, lead_id=draft.lead_id, name=draft.name)
    if any(
        each.state in (ProposalState.ACCEPTED, ProposalState.MERGED)
        and not same_content(each, draft)
        for each in named
    ):
        raise Refusal("proposal_taken", {"task": draft.name})
    waiting = (ProposalState.SUBMITTED, ProposalState.ACCEPTED, ProposalState.MERGED)
    return next((each for each in reversed(named) if each.state in waiting), None)


def _record(desk: Desk, actor: Person, verb: str, about: PlanProposal) -> None:
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb=verb,
        facts={
            "proposal": about.id,
            "year": about.year,
            "name": about.name,
            "department": about.lead_id,
        },
    )
