"""合并后的任务: one proposal out of several, by rules that a person can follow."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from inspection.ids import DepartmentId
from inspection.plan_words import scope_words
from inspection.plans import PlanProposal, ProposalState
from inspection.refusal import Refusal

MERGEABLE = (ProposalState.SUBMITTED, ProposalState.ACCEPTED)


def merged(parts: Sequence[PlanProposal], *, lead_id: DepartmentId, both_run: bool) -> PlanProposal:
    """The whole, with the lead's name, trade and share; everybody's departments and items.

    Refusals: `merge_needs_two`, `merge_other_year`, `proposal_settled`, `merge_lead_foreign`,
    `periods_apart`.
    """
    if len(parts) < 2:
        raise Refusal("merge_needs_two")
    for part in parts:
        if part.state not in MERGEABLE:
            raise Refusal("proposal_settled", {"task": part.name})
        if part.year != parts[0].year:
            raise Refusal("merge_other_year")
    leading = next((part for part in parts if part.lead_id == lead_id), None)
    if leading is None:
        raise Refusal("merge_lead_foreign")
    ordered = [leading, *(part for part in parts if part is not leading)]
    starts_on, ends_on = _period(ordered, both_run)
    departments = dict.fromkeys(each for part in ordered for each in part.department_ids)
    scope = _scope(ordered)
    return replace(
        leading,
        partner_ids=tuple(each for each in departments if each != lead_id),
        item_ids=tuple(dict.fromkeys(each for part in ordered for each in part.item_ids)),
        scope="" if scope == leading.industry else scope,
        starts_on=starts_on,
        ends_on=ends_on,
        merged_from=tuple(part.id for part in ordered),
        merged_into=None,
    )


def _scope(parts: Sequence[PlanProposal]) -> str:
    """All scopes, each once, without one that stands within another."""
    said = dict.fromkeys(scope_words(part) for part in parts)
    whole = [each for each in said if not any(each != other and each in other for other in said)]
    return "；".join(whole)


def _period(parts: Sequence[PlanProposal], both_run: bool) -> tuple[date, date]:
    starts = [part.starts_on for part in parts]
    ends = [part.ends_on for part in parts]
    if not both_run:
        return min(starts), max(ends)
    if max(starts) > min(ends):
        raise Refusal("periods_apart")
    return max(starts), min(ends)
