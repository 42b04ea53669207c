"""汇总一览: the proposals of a year as the office sees them, and why some look alike."""

from inspection.desk import Desk
from inspection.figures import period_words
from inspection.plain import Facts, Plain
from inspection.plan_likeness import UNDECIDED, Likeness, alike, overlap
from inspection.plan_status import proposal_line
from inspection.plan_words import planned_facts, role_words
from inspection.planning import plan_of, proposals_in, unanswered
from inspection.plans import PlanProposal, ProposalState

SHOWN = 6
"""Proposals that are shown with buttons in one message; the others follow as these are settled."""


def gathered_facts(desk: Desk, year: int) -> Facts:
    """Pairs that look alike, what waits, and what the draft of the plan holds so far."""
    waiting = proposals_in(desk, year, ProposalState.SUBMITTED)
    accepted = proposals_in(desk, year, ProposalState.ACCEPTED)
    settled = proposals_in(desk, year, ProposalState.DROPPED, ProposalState.MERGED)
    plan = plan_of(desk, year)
    in_force = plan.in_force_at is not None
    pairs = [] if in_force else alike(desk.ledger, proposals_in(desk, year, *UNDECIDED))
    return {
        "year": year,
        "in_force": in_force,
        "pairs": [likeness_facts(desk, each) for each in pairs[:SHOWN]],
        "more_pairs": max(0, len(pairs) - SHOWN),
        "waiting": [proposal_line(desk, each) for each in waiting[:SHOWN]],
        "all": len(waiting),
        "accepted": [proposal_line(desk, each) for each in accepted],
        "settled": len(settled) + len(accepted),
        "missing": [] if in_force else [each.short_name for each in unanswered(desk, plan)],
        "basis": desk.profile.plan.merging.cited(),
        "by_law": not desk.profile.plan.merging.silent,
        "words": role_words(desk),
    }


def settled_facts(desk: Desk, year: int) -> Facts:
    """What is settled, with how."""
    states = (ProposalState.ACCEPTED, ProposalState.DROPPED, ProposalState.MERGED)
    found = proposals_in(desk, year, *states)
    return {"year": year, "proposals": [proposal_line(desk, each) for each in found]}


def likeness_facts(desk: Desk, like: Likeness) -> Facts:
    """Two proposals and what they have in common."""
    first = max(like.first.starts_on, like.second.starts_on)
    last = min(like.first.ends_on, like.second.ends_on)
    return {
        "first": proposal_line(desk, like.first),
        "second": proposal_line(desk, like.second),
        "industry": like.first.industry if like.same_industry else "",
        "items": list(like.items),
        "objects": like.same_objects,
        "methods": list(like.methods),
        "both": period_words(first, last),
    }


def merger_facts(desk: Desk, first: PlanProposal, second: PlanProposal) -> Facts:
    """Two proposals side by side, with the ways to put them together."""
    leads: list[Plain] = [
        {"id": key, "name": desk.ledger.departments.get(key).short_name}
        for key in dict.fromkeys((first.lead_id, second.lead_id))
    ]
    pair = alike(desk.ledger, (first, second))
    starts, ends = min(first.starts_on, second.starts_on), max(first.ends_on, second.ends_on)
    return {
        "year": first.year,
        "first": planned_facts(desk, first),
        "second": planned_facts(desk, second),
        "likeness": likeness_facts(desk, pair[0]) if pair else None,
        "leads": leads,
        "overlap": overlap(first, second),
        "whole": period_words(starts, ends),
        "basis": desk.profile.plan.merging.cited(),
        "by_law": not desk.profile.plan.merging.silent,
        "words": role_words(desk),
    }


def whole_facts(desk: Desk, proposal: PlanProposal) -> Facts:
    """One proposal in full, with what it was put together from."""
    parts = (desk.ledger.plan_proposals.get(each) for each in proposal.merged_from)
    return {
        **planned_facts(desk, proposal),
        "year": proposal.year,
        "state": proposal.state.value,
        "parts": [proposal_line(desk, each) for each in parts],
    }
