"""计划提醒: the last days for the plan and for the tasks of the year come near, or have passed."""

from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.people import Role
from inspection.plain import Facts
from inspection.plan_news import tell, tell_department
from inspection.plan_watch import finish_due, watch_years
from inspection.planning import plan_due, plan_of, stage_of, unanswered
from inspection.plans import PlanEntry, PlanStage
from inspection.roster import short_names, with_role
from inspection.tasks import TaskState


def fire_plan(desk: Desk, deadline: Deadline) -> None:
    """Departments that have not answered and the office; silent once the step is done."""
    watch_years(desk)
    year = deadline.about_id
    rule = desk.profile.plan.deadline
    last = plan_due(desk, year)
    plan = plan_of(desk, year)
    if rule.value is None or last is None or _done(desk, year):
        return
    late = deadline.kind is DeadlineKind.PLAN_OVERDUE
    missing = unanswered(desk, plan) if stage_of(desk, plan) is PlanStage.GATHERING else []
    facts: Facts = {
        "year": year,
        "last": last.isoformat(),
        "late": late,
        "act": rule.value.act,
        "step": rule.value.step,
        "basis": rule.cited(),
        "words": rule.words,
        "missing": [each.short_name for each in missing],
        "office": desk.profile.names.office_short,
    }
    office = (person.id for person in with_role(desk.ledger, Role.OFFICE))
    tell(desk, office, "plan_reminder_office", facts, dedupe=f"plan_office:{deadline.id}")
    for department in missing:
        tell_department(
            desk, department.id, "plan_reminder", facts, dedupe=f"plan_reminder:{deadline.id}"
        )
    _record(desk, "plan_reminded", deadline, len(missing))


def fire_finish(desk: Desk, deadline: Deadline) -> None:
    """Lead departments whose tasks of the year are not done, and the office."""
    watch_years(desk)
    year = deadline.about_id
    rule = desk.profile.task.finish_by
    last = finish_due(desk, year)
    waiting = _unfinished(desk, year)
    if last is None or not waiting:
        return
    common: Facts = {
        "year": year,
        "last": last.isoformat(),
        "late": deadline.kind is DeadlineKind.FINISH_OVERDUE,
        "basis": rule.cited(),
        "words": rule.words,
    }
    for department_id in dict.fromkeys(entry.lead_id for entry in waiting):
        own = [_listed(desk, entry) for entry in waiting if entry.lead_id == department_id]
        tell_department(
            desk,
            department_id,
            "finish_reminder",
            {**common, "entries": [*own]},
            dedupe=f"finish:{deadline.id}",
        )
    office = (person.id for person in with_role(desk.ledger, Role.OFFICE))
    everything = [_listed(desk, entry) for entry in waiting]
    tell(
        desk,
        office,
        "finish_reminder",
        {**common, "entries": [*everything]},
        dedupe=f"finish_office:{deadline.id}",
    )
    _record(desk, "finish_reminded", deadline, len(waiting))


def _done(desk: Desk, year: int) -> bool:
    """Whether what had to happen by the last day has happened."""
    plan = plan_of(desk, year)
    rule = desk.profile.plan.deadline.value
    if rule is not None and rule.step == "publish":
        return plan.issued_on is not None
    return stage_of(desk, plan) is not PlanStage.GATHERING


def _unfinished(desk: Desk, year: int) -> list[PlanEntry]:
    done = {
        task.plan_entry_id
        for task in desk.ledger.tasks.find(year=year)
        if task.state is not TaskState.OPEN
    }
    entries = desk.ledger.plan_entries.find(year=year, cancelled=False)
    return [entry for entry in entries if entry.id not in done]


def _listed(desk: Desk, entry: PlanEntry) -> Facts:
    return {
        "number": entry.number,
        "name": entry.name,
        "lead": short_names(desk.ledger, (entry.lead_id,))[0],
        "opened": bool(desk.ledger.tasks.find(plan_entry_id=entry.id)),
    }


def _record(desk: Desk, verb: str, deadline: Deadline, count: int) -> None:
    desk.ledger.record(
        at=desk.now,
        actor_id=None,
        task_id=None,
        verb=verb,
        facts={"year": deadline.about_id, "kind": deadline.kind.value, "count": count},
    )
