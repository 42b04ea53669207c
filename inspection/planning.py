"""年度计划办理: what the steps of the plan share: which year, which stage, who is missing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from inspection.departments import Department
from inspection.desk import Desk
from inspection.ids import UNSAVED, DepartmentId, ItemId, PlanProposalId
from inspection.people import Person, Role
from inspection.plans import (
    PLANNED,
    AnnualPlan,
    PlanEntry,
    PlanProposal,
    PlanStage,
    ProposalState,
)
from inspection.refusal import Refusal
from inspection.roster import with_role

AHEAD = timedelta(days=90)
"""Proposals for a plan are gathered from so long before its last day; no circular says when."""
ANSWERS = (
    ProposalState.SUBMITTED,
    ProposalState.ACCEPTED,
    ProposalState.MERGED,
    ProposalState.DROPPED,
)
"""Proposals by which a department has answered, whatever the office made of them."""


def plan_due(desk: Desk, year: int) -> date | None:
    """The last day that the locality sets for the plan of a year; None where it sets none."""
    rule = desk.profile.plan.deadline.value
    return rule.for_plan_year(year) if rule else None


def planning_year(desk: Desk) -> int:
    """The year whose plan is being made: the latest for which gathering has begun."""
    today = desk.now.date()
    due = plan_due(desk, today.year + 1)
    begins = (due or date(today.year, 12, 31)) - AHEAD
    return today.year + 1 if today >= begins else today.year


def plan_of(desk: Desk, year: int) -> AnnualPlan:
    """The plan of a year, or one not entered yet."""
    found = desk.ledger.annual_plans.one(year=year)
    return found or AnnualPlan(year=year, opened_at=desk.now)


def kept(desk: Desk, plan: AnnualPlan) -> AnnualPlan:
    """Write the plan back, or enter it for the first time."""
    shelf = desk.ledger.annual_plans
    return shelf.add(plan) if plan.id == UNSAVED else shelf.save(plan)


def stage_of(desk: Desk, plan: AnnualPlan) -> PlanStage:
    """How far the plan has come; entries that the office imported count as compiled."""
    if plan.stage is PlanStage.GATHERING and desk.ledger.plan_entries.find(year=plan.year):
        return PlanStage.COMPILED
    return plan.stage


def require_year(year: int) -> None:
    """Refuse what is no year of a plan: `plan_year_wanted`."""
    if not 2000 <= year <= 2099:
        raise Refusal("plan_year_wanted", {"said": str(year)})


def require_gathering(desk: Desk, plan: AnnualPlan) -> None:
    """Refuse when proposals are no longer taken: `plan_compiled`."""
    if plan.compiled_at is not None or plan.in_force_at is not None:
        raise Refusal(
            "plan_compiled",
            {
                "year": plan.year,
                "office": desk.profile.names.office_short,
                "in_force": plan.in_force_at is not None,
            },
        )


def require_proposals_taken(desk: Desk, plan: AnnualPlan) -> None:
    """Refuse between compiling and coming into force: `plan_compiled`.

    A plan in force takes proposals again: what the office accepts is added by an adjustment.
    """
    if plan.in_force_at is None:
        require_gathering(desk, plan)


def require_compiled(desk: Desk, plan: AnnualPlan) -> None:
    """Refuse to register a step of a plan that is still being gathered: `plan_not_compiled`."""
    if stage_of(desk, plan) is PlanStage.GATHERING:
        raise Refusal("plan_not_compiled", {"year": plan.year})


def approval_lacking(desk: Desk, plan: AnnualPlan) -> bool:
    """Whether the locality wants the plan approved and nobody has registered that it was."""
    return bool(desk.profile.plan.approver.value) and plan.approved_on is None


def require_approved(desk: Desk, plan: AnnualPlan) -> None:
    """Refuse to act on a plan without the approval that the circular asks: `plan_not_approved`."""
    rule = desk.profile.plan.approver
    if approval_lacking(desk, plan):
        raise Refusal(
            "plan_not_approved",
            {
                "year": plan.year,
                "approver": rule.value,
                "office": desk.profile.names.office_short,
            },
            rule.citation,
        )


def require_in_force(desk: Desk, entry: PlanEntry) -> None:
    """Refuse to carry out an entry that is not in force: `plan_not_approved`,
    `plan_entry_cancelled`."""
    require_approved(desk, plan_of(desk, entry.year))
    if entry.cancelled:
        raise Refusal("plan_entry_cancelled", {"task": entry.name})


def proposals_in(desk: Desk, year: int, *states: ProposalState) -> tuple[PlanProposal, ...]:
    """The proposals of a year in these states, in order of entry."""
    return desk.ledger.plan_proposals.find(year=year, state=states)


def proposal(desk: Desk, key: PlanProposalId) -> PlanProposal:
    """A proposal; a button that names none is out of date."""
    try:
        return desk.ledger.plan_proposals.get(key)
    except LookupError:
        raise Refusal("button_out_of_date") from None


def require_own(actor: Person, proposal: PlanProposal) -> None:
    """Refuse to touch another department's proposal: `not_own_proposal`; the office may."""
    if Role.OFFICE not in actor.roles and actor.department_id != proposal.lead_id:
        raise Refusal("not_own_proposal", {"task": proposal.name})


def partners_of(
    desk: Desk, lead_id: DepartmentId, item_ids: Iterable[ItemId]
) -> tuple[DepartmentId, ...]:
    """The departments that check these items, but for the lead."""
    owners = (desk.ledger.items.get(each).department_id for each in item_ids)
    return tuple(dict.fromkeys(each for each in owners if each != lead_id))


def same_content(one: PlanProposal, other: PlanProposal) -> bool:
    """Whether two proposals ask for the same, whoever entered them when."""
    return all(getattr(one, name) == getattr(other, name) for name in PLANNED)


def unanswered(desk: Desk, plan: AnnualPlan) -> list[Department]:
    """Departments with a liaison that have neither proposed a task nor said they lead none."""
    answered = {each.lead_id for each in proposals_in(desk, plan.year, *ANSWERS)}
    answered |= set(plan.none_from)
    asked = {person.department_id for person in with_role(desk.ledger, Role.LIAISON)}
    return [each for each in desk.ledger.departments.find() if each.id in asked - answered]


def bring_into_force(desk: Desk, plan: AnnualPlan) -> AnnualPlan:
    """The accepted proposals become entries of the plan; again changes nothing."""
    if plan.in_force_at is not None:
        return plan
    for each in proposals_in(desk, plan.year, ProposalState.ACCEPTED):
        enter(desk, each)
    return kept(desk, replace(plan, in_force_at=desk.now))


def free_numbers(desk: Desk, year: int) -> Iterator[str]:
    """The numbers that entries entered now get, one after the other (QH-01)."""
    taken = {each.number for each in desk.ledger.plan_entries.find(year=year)}
    code = desk.ledger.office.find()[0].code
    numbers = (f"{code}-{place:02d}" for place in range(1, 10_000))
    return (each for each in numbers if each not in taken)


def enter(desk: Desk, accepted: PlanProposal) -> PlanEntry:
    """The proposal as an entry of its year's plan, under the next free number."""
    number = next(free_numbers(desk, accepted.year))
    planned = {name: getattr(accepted, name) for name in PLANNED}
    return desk.ledger.plan_entries.add(PlanEntry(number=number, **planned))
