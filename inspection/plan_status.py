"""计划进展: what stage the plan of a year is in, what is missing from whom, what comes next."""

from datetime import date

from inspection.adjustments import unfiled_adjustments, waiting_adjustments
from inspection.desk import Desk
from inspection.figures import period_words
from inspection.people import Person, Role
from inspection.plain import Facts, Plain
from inspection.plan_likeness import alike
from inspection.plan_number import plan_number
from inspection.plan_words import role_words, share_of
from inspection.planning import (
    approval_lacking,
    plan_due,
    plan_of,
    proposals_in,
    stage_of,
    unanswered,
)
from inspection.plans import (
    PLAN_PAPER,
    AnnualPlan,
    PlanEntry,
    PlanProposal,
    PlanStage,
    ProposalState,
)
from inspection.roster import short_names
from inspection.rule import Rule


def plan_facts(desk: Desk, person: Person | None, year: int) -> Facts:
    """The whole state of a year's plan, as one person may see it; None is the operator."""
    plan = plan_of(desk, year)
    rules = desk.profile.plan
    stage = stage_of(desk, plan)
    undecided = proposals_in(desk, year, ProposalState.SUBMITTED)
    accepted = proposals_in(desk, year, ProposalState.ACCEPTED)
    return {
        "year": year,
        "title": rules.title.value or desk.profile.names.activity + "计划",
        "stage": stage.value,
        "imported": plan.compiled_at is None and stage is PlanStage.COMPILED,
        "in_force": bool(desk.ledger.plan_entries.find(year=year))
        and not approval_lacking(desk, plan),
        "taken_in": plan.in_force_at is not None,
        "is_office": person is None or Role.OFFICE in person.roles,
        "words": role_words(desk),
        "due": _due(desk, plan, stage),
        "waiting": len(undecided),
        "accepted": len(accepted),
        "alike": len(alike(desk.ledger, (*undecided, *accepted))),
        "missing": [each.short_name for each in unanswered(desk, plan)],
        "leading_none": list(short_names(desk.ledger, plan.none_from)),
        "own_none": person is not None and person.department_id in plan.none_from,
        "own": _own(desk, person, year) if person else [],
        "entries": len(desk.ledger.plan_entries.find(year=year, cancelled=False)),
        "approve": _step(rules.approver, plan.approved_on, plan.approval),
        "issue": _step(rules.issuer, plan.issued_on, plan.document_number),
        "number": plan_number(desk, year),
        "struck": _is_struck(desk, plan.document_number),
        "file": _step(rules.filed_with, plan.filed_on, plan.filing),
        "publish": {"basis": rules.public.cited(), "channel": rules.channel.value},
        "adjusting": len(waiting_adjustments(desk, year)),
        "unfiled": len(unfiled_adjustments(desk, year)),
        "paper": bool(desk.ledger.documents.find(task_id=None, form=PLAN_PAPER, year=year)),
        "next": next_step(desk, plan, stage),
    }


def next_step(desk: Desk, plan: AnnualPlan, stage: PlanStage) -> str:
    """gather, settle, compile, approve, issue, file or done."""
    if stage is PlanStage.GATHERING:
        if proposals_in(desk, plan.year, ProposalState.SUBMITTED):
            return "settle"
        accepted = proposals_in(desk, plan.year, ProposalState.ACCEPTED)
        return "compile" if accepted else "gather"
    if approval_lacking(desk, plan):
        return "approve"
    if plan.issued_on is None:
        return "issue"
    if desk.profile.plan.filed_with.value and plan.filed_on is None:
        return "file"
    return "done"


def entry_lines(desk: Desk, entries: tuple[PlanEntry, ...]) -> list[Plain]:
    """Entries as they are listed to choose one."""
    return [
        {
            "id": each.id,
            "number": each.number,
            "name": each.name,
            "lead": short_names(desk.ledger, (each.lead_id,))[0],
            "period": period_words(each.starts_on, each.ends_on),
            "share": share_of(each),
        }
        for each in entries
    ]


def proposal_line(desk: Desk, proposal: PlanProposal) -> Facts:
    """A proposal as it is listed."""
    whole = desk.ledger.plan_proposals.get(proposal.merged_into) if proposal.merged_into else None
    return {
        "id": proposal.id,
        "name": proposal.name,
        "lead": short_names(desk.ledger, (proposal.lead_id,))[0],
        "period": period_words(proposal.starts_on, proposal.ends_on),
        "share": share_of(proposal),
        "state": proposal.state.value,
        "into": whole.name if whole else "",
        "reason": proposal.reason,
        "merged": bool(proposal.merged_from),
    }


def _own(desk: Desk, person: Person, year: int) -> list[Plain]:
    own = desk.ledger.plan_proposals.find(year=year, lead_id=person.department_id)
    return [
        proposal_line(desk, each)
        for each in own
        if each.state is not ProposalState.WITHDRAWN and not each.merged_from
    ]


def _due(desk: Desk, plan: AnnualPlan, stage: PlanStage) -> Plain:
    rule = desk.profile.plan.deadline
    last = plan_due(desk, plan.year)
    if rule.value is None or last is None:
        return None
    done = (
        plan.issued_on is not None
        if rule.value.step == "publish"
        else (stage is not PlanStage.GATHERING)
    )
    return {
        "last": last.isoformat(),
        "act": rule.value.act,
        "basis": rule.cited(),
        "late": not done and desk.now.date() > last,
        "days": (last - desk.now.date()).days,
        "done": done,
    }


def _is_struck(desk: Desk, number: str) -> bool:
    """Whether the number with which the plan was registered has been cancelled since."""
    entry = desk.ledger.document_numbers.one(text=number) if number else None
    return entry is not None and entry.cancelled_at is not None


def _step(rule: Rule[str], day: date | None, words: str) -> Plain:
    """A registered step: who, by which article, when, with what words; None-valued where silent."""
    return {
        "who": rule.value,
        "basis": rule.cited(),
        "day": day.isoformat() if day else None,
        "words": words,
    }
