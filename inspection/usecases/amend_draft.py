"""修改申报草稿: name, objects and items of a proposal that has not been handed in."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.ids import ItemId, PlanProposalId
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.planning import partners_of, proposal, require_own
from inspection.plans import PlanProposal, ProposalState
from inspection.refusal import Refusal
from inspection.said import said

LONGEST_NAME = 60
LONGEST_SCOPE = 200


def amend_draft(
    desk: Desk,
    *,
    actor: Person,
    proposal_id: PlanProposalId,
    name: str | None = None,
    scope: str | None = None,
    item_ids: tuple[ItemId, ...] | None = None,
) -> PlanProposal:
    """Another name or scope, or other items and with them other partners.

    Refusals: permission, `not_own_proposal`, `proposal_not_draft`, `proposal_no_items`,
    `reason_missing`, `text_too_long`.
    """
    permit_role(actor, Deed.PROPOSE_PLAN)
    draft = proposal(desk, proposal_id)
    require_own(actor, draft)
    if draft.state is not ProposalState.DRAFT:
        raise Refusal("proposal_not_draft", {"task": draft.name})
    if name is not None:
        draft = replace(draft, name=said(name, most=LONGEST_NAME))
    if scope is not None:
        draft = replace(draft, scope=said(scope, most=LONGEST_SCOPE))
    if item_ids is not None:
        if not item_ids:
            raise Refusal("proposal_no_items", {"industry": draft.industry})
        partners = partners_of(desk, draft.lead_id, item_ids)
        draft = replace(draft, item_ids=item_ids, partner_ids=partners)
    draft = desk.ledger.plan_proposals.save(draft)
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="proposal_amended",
        facts={"proposal": draft.id, "year": draft.year, "name": draft.name},
    )
    return draft
