"""联合抽查事项清单的事实: every item that may be checked jointly, by trade, with who does what."""

from collections.abc import Sequence

from inspection.desk import Desk
from inspection.items import InspectionItem
from inspection.plain import Facts, Plain
from inspection.plans import PlanEntry
from inspection.snapshots import office_phrases as phrases
from inspection.snapshots.common import article_of, joined, year_facts


def joint_item_list_facts(desk: Desk, year: int) -> Facts:
    """联合抽查事项清单: from the item list; who leads a trade stands in the year's plan only.

    That the list is kept up to date and made public is printed where the circular says so
    (信阳第十四条, 新华第九条, 忻州第九条).
    """
    lists = desk.profile.lists
    plans = [each for each in desk.ledger.plan_entries.find(year=year) if not each.cancelled]
    items = sorted(desk.ledger.items.find(), key=lambda each: (each.industry, each.code))
    basis = (lists.joint.citation, lists.items.citation, lists.public.citation)
    return {
        **year_facts(desk, issuer_id=None, basis=basis),
        "year": year,
        "rows": [_row(desk, item, _plan_of(plans, item)) for item in items],
        "article": article_of(lists.joint.citation),
        "adjusting": phrases.LIST_ADJUSTED.format(
            rule=lists.items.value, article=lists.items.cited()
        )
        if lists.items.value
        else None,
        "channel": phrases.LIST_PUBLISHED.format(
            channel=lists.public.value, article=lists.public.cited()
        )
        if lists.public.value
        else None,
    }


def _plan_of(plans: Sequence[PlanEntry], item: InspectionItem) -> PlanEntry | None:
    """The entry that checks the item, else the first of its trade."""
    naming = [each for each in plans if item.id in each.item_ids]
    of_trade = [each for each in plans if each.industry == item.industry]
    return next(iter((*naming, *of_trade)), None)


def _row(desk: Desk, item: InspectionItem, plan: PlanEntry | None) -> dict[str, Plain]:
    departments = desk.ledger.departments
    leads = plan is not None and plan.lead_id == item.department_id
    duty = phrases.LIST_DUTY_LEAD if leads else phrases.LIST_DUTY
    return {
        "industry": item.industry,
        "lead": departments.get(plan.lead_id).name if plan else None,
        "partners": joined(departments.get(each).name for each in plan.partner_ids)
        if plan
        else None,
        "kind": phrases.LIST_KIND[item.kind.value],
        "name": item.name,
        "content": item.content or None,
        "basis": item.basis or None,
        "method": item.method or None,
        "checker": departments.get(item.department_id).name,
        "duty": duty.format(item=item.name),
    }
