"""年度联合抽查计划的事实: the plan as compiled, approved and issued (信阳第五条, 忻州第十三条)."""

from collections.abc import Sequence

from inspection.desk import Desk
from inspection.items import InspectionItem
from inspection.people import Role
from inspection.plain import Facts, Plain
from inspection.plan_watch import finish_due
from inspection.plan_words import scope_words, share_of
from inspection.planning import free_numbers, proposals_in
from inspection.plans import AnnualPlan, PlanEntry, PlannedTask, ProposalState
from inspection.roster import with_role
from inspection.snapshots import phrases
from inspection.snapshots.common import (
    article_of,
    date_words,
    joined,
    methods_of,
    period_words,
    year_facts,
)

MANY_ITEMS = 6
"""More items than this are counted instead of named in the table."""


def annual_plan_facts(desk: Desk, plan: AnnualPlan) -> Facts:
    """年度联合抽查计划: the entries in force, or the accepted proposals while it is a draft.

    Rates by credit-risk class are not published: the table says 分类差异化 instead. Number and day
    come with the issue (`inspection.issued_version`), as of every paper with a letterhead.
    """
    rules = desk.profile.plan
    entries = _entries(desk, plan)
    last = finish_due(desk, plan.year)
    common = year_facts(desk, issuer_id=None, basis=(rules.title.citation,))
    return {
        **common,
        "year": plan.year,
        "plan_title": f"年度{rules.title.value or desk.profile.names.activity + '计划'}",
        "recipients": [phrases.PLAN_RECIPIENTS.format(county=_county(desk))],
        "approval": _approval(desk, plan),
        "filing": phrases.PLAN_FILED.format(receiver=rules.refiled_with.value)
        if rules.refiled_with.value
        else None,
        "filing_article": article_of(rules.refiled_with.citation),
        "article": article_of(rules.deadline.citation),
        "principle": desk.profile.entry.principle.value,
        "finish_by": date_words(last) if last else None,
        "finish_article": article_of(desk.profile.task.finish_by.citation),
        "entries": [_entry(desk, number, each) for number, each in entries],
        "contact": {"name": _contact(desk)},
        "publicity": phrases.PLAN_PUBLIC if rules.public.value else None,
        "copies": _copies(desk),
        "imprint": {"office": common["issuer"], "date": common["issue_date"]},
    }


def _entries(desk: Desk, plan: AnnualPlan) -> list[tuple[str, PlannedTask]]:
    """Entries with their numbers; those of a draft are numbered as they will be."""
    found: Sequence[PlanEntry] = desk.ledger.plan_entries.find(year=plan.year, cancelled=False)
    if plan.in_force_at is not None or not plan.compiled_at:
        return [(each.number, each) for each in found]
    accepted = proposals_in(desk, plan.year, ProposalState.ACCEPTED)
    return list(zip(free_numbers(desk, plan.year), accepted, strict=False))


def _entry(desk: Desk, number: str, planned: PlannedTask) -> Plain:
    ledger = desk.ledger
    items = tuple(ledger.items.get(each) for each in planned.item_ids)
    owners = joined(ledger.departments.get(item.department_id).name for item in items)
    return {
        "number": number,
        "industry": planned.industry,
        "name": planned.name,
        "kind": None,
        "lead": ledger.departments.get(planned.lead_id).name,
        "partners": joined(ledger.departments.get(each).name for each in planned.partner_ids)
        or phrases.PLAN_NO_PARTNER,
        "check_items": _items(items),
        "scope": scope_words(planned),
        "checker": planned.checker or owners,
        "rate": share_of(planned, by_class=False),
        "period": period_words(planned.starts_on, planned.ends_on),
        "method": joined(methods_of(items)),
        "note": None,
    }


def _items(items: Sequence[InspectionItem]) -> str:
    names = list(dict.fromkeys(item.name for item in items))
    if len(names) <= MANY_ITEMS:
        return "、".join(names)
    return phrases.PLAN_ITEMS.format(names="、".join(names[:MANY_ITEMS]), count=len(names))


def _approval(desk: Desk, plan: AnnualPlan) -> str | None:
    """已经市政府审定 with its number; None where none is asked or it has still to be."""
    approver = desk.profile.plan.approver.value
    if approver is None or plan.approved_on is None:
        return None
    return phrases.PLAN_APPROVED.format(approver=approver, words=plan.approval)


def _copies(desk: Desk) -> list[Plain]:
    receiver = desk.profile.plan.filed_with.value
    return [receiver] if receiver else []


def _county(desk: Desk) -> str:
    return next((office.county for office in desk.ledger.office.find()), "")


def _contact(desk: Desk) -> str | None:
    return next((person.name for person in with_role(desk.ledger, Role.OFFICE)), None)
