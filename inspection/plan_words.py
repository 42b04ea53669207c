"""计划用词: how the share, the period and the departments of a task of the plan are said."""

from inspection.desk import Desk
from inspection.figures import period_words, rate_words
from inspection.plain import Facts, Plain
from inspection.plans import PlannedTask
from inspection.roster import short_names


def share_words(
    rates: dict[str, int],
    count: int | None,
    at_least: bool,
    per_year: int | None,
    *,
    by_class: bool = True,
) -> str:
    """10%, A类1%、D类30%, 不少于2户, 3%，2次/年; rates by risk class only `by_class`."""
    if len(rates) > 1 and not by_class:
        said = "按信用风险分类差异化抽取"
    else:
        said = "、".join(f"{k}类{rate_words(v)}" if k else rate_words(v) for k, v in rates.items())
    if count is not None:
        number = f"{'不少于' if at_least else ''}{count}户"
        said = number if not said else f"{said}（{number}）"
    return f"{said}，{per_year}次/年" if per_year else said


def share_of(planned: PlannedTask, *, by_class: bool = True) -> str:
    """The share of a task of the plan; by class only where its reader may know the classes."""
    return share_words(
        planned.rates, planned.count, planned.at_least, planned.per_year, by_class=by_class
    )


def scope_words(planned: PlannedTask) -> str:
    """检查对象范围 as written, or the trade whose roster is drawn from."""
    return planned.scope or planned.industry


def planned_facts(desk: Desk, planned: PlannedTask) -> Facts:
    """One task of the plan as it is shown in a private chat."""
    ledger = desk.ledger
    items: list[Plain] = [
        {"name": item.name, "department": ledger.departments.get(item.department_id).short_name}
        for item in (ledger.items.get(each) for each in planned.item_ids)
    ]
    return {
        "id": planned.id,
        "name": planned.name,
        "industry": planned.industry,
        "scope": scope_words(planned),
        "checker": planned.checker,
        "lead": ledger.departments.get(planned.lead_id).short_name,
        "partners": list(short_names(ledger, planned.partner_ids)),
        "items": items,
        "share": share_of(planned),
        "period": period_words(planned.starts_on, planned.ends_on),
        "words": role_words(desk),
    }


def role_words(desk: Desk) -> Facts:
    """The locality's words for lead, partner and office."""
    names = desk.profile.names
    return {"lead": names.lead, "partner": names.participating, "office": names.office_short}
