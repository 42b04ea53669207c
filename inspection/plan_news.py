"""计划消息: what the office and the departments are told about the plan, in private."""

from collections.abc import Iterable

from inspection.announce import to_person
from inspection.desk import Desk
from inspection.ids import DepartmentId, PersonId
from inspection.people import Role
from inspection.plain import Facts, Plain
from inspection.planning import proposals_in, unanswered
from inspection.plans import (
    AnnualPlan,
    PlanAdjustment,
    PlanEntry,
    PlanProposal,
    ProposalState,
)
from inspection.posting import Priority
from inspection.roster import with_role


def tell_office(desk: Desk, proposal: PlanProposal) -> None:
    """One message that grows: how many proposals have come, and the newest."""
    plan = desk.ledger.annual_plans.one(year=proposal.year)
    facts: Facts = {
        "year": proposal.year,
        "task": proposal.name,
        "department": desk.ledger.departments.get(proposal.lead_id).short_name,
        "waiting": len(proposals_in(desk, proposal.year, ProposalState.SUBMITTED)),
        "missing": len(unanswered(desk, plan)) if plan else 0,
    }
    for person in with_role(desk.ledger, Role.OFFICE):
        to_person(
            desk,
            person.id,
            "proposal_received",
            facts,
            dedupe=f"proposal:{proposal.id}",
            priority=Priority.STATUS,
            slot=f"proposals:{proposal.year}",
        )


def tell_settled(desk: Desk, plan: AnnualPlan) -> None:
    """Each department learns once what became of its proposals."""
    shown = (ProposalState.ACCEPTED, ProposalState.MERGED, ProposalState.DROPPED)
    by_department: dict[DepartmentId, list[PlanProposal]] = {}
    for each in proposals_in(desk, plan.year, *shown):
        if not each.merged_from:
            by_department.setdefault(each.lead_id, []).append(each)
    for department_id, own in by_department.items():
        facts: Facts = {
            "year": plan.year,
            "office": desk.profile.names.office_short,
            "proposals": [_settled(desk, each) for each in own],
        }
        tell_department(
            desk, department_id, "proposals_settled", facts, dedupe=f"settled:{_moment(plan)}"
        )


def tell_dropped(desk: Desk, proposal: PlanProposal) -> None:
    """The department learns why a late proposal was not taken."""
    facts: Facts = {
        "year": proposal.year,
        "task": proposal.name,
        "office": desk.profile.names.office_short,
        "reason": proposal.reason,
    }
    dedupe = f"dropped:{proposal.id}"
    tell_department(desk, proposal.lead_id, "proposal_dropped", facts, dedupe=dedupe)


def tell_in_force(desk: Desk, plan: AnnualPlan) -> None:
    """The lead departments learn that they may open their tasks."""
    entries = desk.ledger.plan_entries.find(year=plan.year, cancelled=False)
    for department_id in dict.fromkeys(entry.lead_id for entry in entries):
        own = [entry for entry in entries if entry.lead_id == department_id]
        facts: Facts = {
            "year": plan.year,
            "entries": [{"number": each.number, "name": each.name} for each in own],
        }
        tell_department(desk, department_id, "plan_in_force", facts, dedupe=f"force:{plan.year}")


def tell_adjusted(desk: Desk, entry: PlanEntry, adjustment: PlanAdjustment, facts: Facts) -> None:
    """All departments of the task learn of the change."""
    for department_id in (entry.lead_id, *entry.partner_ids):
        tell_department(
            desk, department_id, "plan_adjusted", facts, dedupe=f"adjusted:{adjustment.id}"
        )


def tell_department(
    desk: Desk, department_id: DepartmentId, kind: str, facts: Facts, *, dedupe: str
) -> None:
    """Liaisons and heads of a department, each once."""
    people = (
        person.id
        for role in (Role.LIAISON, Role.HEAD)
        for person in with_role(desk.ledger, role, department_id)
    )
    tell(desk, people, kind, facts, dedupe=dedupe)


def tell(desk: Desk, people: Iterable[PersonId], kind: str, facts: Facts, *, dedupe: str) -> None:
    """These people, each once."""
    for person_id in sorted(set(people)):
        to_person(desk, person_id, kind, facts, dedupe=dedupe)


def _settled(desk: Desk, proposal: PlanProposal) -> Plain:
    whole = desk.ledger.plan_proposals.get(proposal.merged_into) if proposal.merged_into else None
    lead = desk.ledger.departments.get(whole.lead_id).short_name if whole else ""
    return {
        "name": proposal.name,
        "state": proposal.state.value,
        "into": whole.name if whole else "",
        "lead": lead,
        "reason": proposal.reason,
    }


def _moment(plan: AnnualPlan) -> str:
    return f"{plan.year}:{plan.compiled_at.isoformat() if plan.compiled_at else ''}"
