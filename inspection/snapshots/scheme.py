"""工作方案的事实: what is checked, whom, when, by which department and in which way."""

from inspection.departments import Department
from inspection.desk import Desk
from inspection.plain import Facts, Plain
from inspection.snapshots import phrases
from inspection.snapshots.common import (
    common_facts,
    departments_of,
    items_of,
    joined,
    liaison_of,
    methods_of,
    period_words,
    rate_words,
    sentence,
    words,
)
from inspection.snapshots.numerals import numeral
from inspection.snapshots.schedule import SUMMARY, schedule_of
from inspection.snapshots.scheme_rules import (
    draw_facts,
    exclusion_facts,
    notice_facts,
    principles,
    requirements,
    team_facts,
)
from inspection.snapshots.strata import PlannedStratum, planned_strata
from inspection.snapshots.terms import entry_term
from inspection.tasks import InspectionTask, Stage


def scheme_facts(desk: Desk, task: InspectionTask, *, amendments: tuple[str, ...] = ()) -> Facts:
    """工作方案: `amendments` are sentences adopted from the departments' objections."""
    profile = desk.profile
    lead = desk.ledger.departments.get(task.lead_id)
    strata = planned_strata(desk, task)
    basis = (profile.whistle.stage(Stage.SCHEME.value).work.citation,)
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=basis),
        "lead_department": lead.name,
        "goal": phrases.GOAL.format(
            county=_county(desk), industry=task.industry, activity=profile.names.activity
        ),
        "principles": principles(profile),
        "scope": {
            "text": phrases.SCOPE.format(county=_county(desk), industry=task.industry),
            "roster_count": sum(each.count for each in strata),
            "rate": _rate(task),
            "planned_count": sum(each.quota for each in strata),
            **exclusion_facts(profile),
        },
        "strata": _strata(strata),
        "batches": _batches(desk, task, strata),
        "schedule": _schedule(desk, task, lead),
        "draw": draw_facts(desk, task),
        "duties": _duties(desk, task),
        "check_items": _check_items(desk, task),
        "methods": [*(methods_of(items_of(desk, task)) or profile.check.methods.value or ())],
        "team": team_facts(profile),
        "notice": notice_facts(profile),
        "entry": {**entry_term(profile), "late_effect": profile.entry.late_effect.value},
        "requirements": [*requirements(profile, task), *map(sentence, amendments)],
        "liaisons": _liaisons(desk, task),
    }


def _county(desk: Desk) -> str:
    return next((office.county for office in desk.ledger.office.find()), "")


def _rate(task: InspectionTask) -> str | None:
    rates = sorted(set(task.rates.values()))
    if not rates:
        return None
    if len(rates) == 1:
        return rate_words(rates[0])
    return f"{rate_words(rates[0])}至{rate_words(rates[-1])}"


def _strata(strata: tuple[PlannedStratum, ...]) -> list[Plain]:
    if len(strata) < 2:
        return []
    return [
        {
            "label": phrases.STRATUM.format(number=numeral(number)),
            "count": each.count,
            "rate": rate_words(each.rate),
            "quota": each.quota,
        }
        for number, each in enumerate(strata, 1)
    ]


def _batches(desk: Desk, task: InspectionTask, strata: tuple[PlannedStratum, ...]) -> list[Plain]:
    visit = next(step for step in schedule_of(desk, task) if step.name == Stage.VISIT.value)
    return [
        {
            "name": phrases.BATCH,
            "scope": phrases.BATCH_SCOPE.format(county=_county(desk), industry=task.industry),
            "count": sum(each.quota for each in strata),
            "period": period_words(visit.first, visit.last),
        }
    ]


def _schedule(desk: Desk, task: InspectionTask, lead: Department) -> list[Plain]:
    team = str(words(desk.profile)["team"])
    owners = {"lead": lead.name, "all": phrases.ALL_DEPARTMENTS, "team": team}
    rows: list[Plain] = []
    for step in schedule_of(desk, task):
        if step.name == SUMMARY:
            label, work, owner = phrases.SUMMARY_STAGE, phrases.SUMMARY_WORK, lead.name
        else:
            work, whose = phrases.SCHEDULE[step.name]
            label, owner = desk.profile.whistle.stage(step.name).label, owners[whose]
        rows.append(
            {
                "stage": label,
                "period": period_words(step.first, step.last),
                "work": work.format(team=team),
                "owner": owner,
            }
        )
    return rows


def _duties(desk: Desk, task: InspectionTask) -> list[Plain]:
    names = desk.profile.names
    rows: list[Plain] = []
    for department in departments_of(desk, task):
        leads = department.id == task.lead_id
        items = joined(item.name for item in items_of(desk, task, department.id))
        duty = phrases.DUTY_LEAD if leads else phrases.DUTY_PARTNER
        rows.append(
            {
                "department": department.name,
                "role": names.lead if leads else names.participating,
                "duty": duty + (phrases.DUTY_ITEMS.format(items=items) if items else ""),
            }
        )
    return rows


def _check_items(desk: Desk, task: InspectionTask) -> list[Plain]:
    return [
        {
            "department": desk.ledger.departments.get(item.department_id).name,
            "name": item.name,
            "kind": phrases.ITEM_KIND[item.kind.value],
            "content": item.content or None,
            "basis": item.basis or None,
            "method": item.method or None,
        }
        for item in items_of(desk, task)
    ]


def _liaisons(desk: Desk, task: InspectionTask) -> list[Plain]:
    rows: list[Plain] = []
    for department in departments_of(desk, task):
        person = liaison_of(desk, department.id)
        leads = department.id == task.lead_id
        rows.append(
            {
                "department": department.name,
                "name": person.name if person else None,
                "duty": phrases.LIAISON_LEAD if leads else phrases.LIAISON_PARTNER,
            }
        )
    return rows
