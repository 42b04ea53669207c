"""录入公示提醒与督办: one merged message per department a day; done duties are silent (R7)."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from inspection.announce import to_group, to_person
from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.duties import (
    ESCALATE_AFTER,
    REMIND_BEFORE,
    DutyView,
    duties_open,
    duty_facts,
    overdue_days,
    responsible_for,
    views_of,
    watch_next_overdue_day,
)
from inspection.ids import DepartmentId, PersonId
from inspection.papers.drafting import draft_due
from inspection.papers.supervision import ORDER
from inspection.people import Role
from inspection.plain import Facts
from inspection.posting import Priority
from inspection.roster import short_names, with_role
from inspection.tasks import InspectionTask, TaskState

LISTED = 20
"""Subjects named in one message, the earliest due first."""


def fire_entries(desk: Desk, deadlines: Sequence[Deadline]) -> None:
    """Remind departments of everything that is close or late; escalate on the third day."""
    duties = desk.ledger.entry_duties.find(id=[each.about_id for each in deadlines])
    views = {view.duty.id: view for view in views_of(desk, duties)}
    told: set[tuple[str, int]] = set()
    everything = cache(lambda: duties_open(desk))
    for deadline in deadlines:
        view = views[deadline.about_id]
        if view.duty.settled or view.task.state is TaskState.ARCHIVED:
            continue
        if deadline.kind is DeadlineKind.ENTRY_OVERDUE:
            watch_next_overdue_day(desk, view.task, view.duty)
        department = responsible_for(desk, view)
        if ("department", department) not in told:
            _tell_department(desk, department, everything)
        if ("task", view.task.id) not in told:
            _tell_group(desk, view.task)
        told |= {("department", department), ("task", view.task.id)}
        if overdue_days(desk, view.duty) >= ESCALATE_AFTER:
            _tell_office(desk, view)


def _pressing(desk: Desk, views: Iterable[DutyView]) -> list[DutyView]:
    return [each for each in views if overdue_days(desk, each.duty) >= -REMIND_BEFORE[0]]


def _tell_department(
    desk: Desk, department_id: DepartmentId, everything: Callable[[], list[DutyView]]
) -> None:
    dedupe = f"entry:{department_id}:{desk.now.date().isoformat()}"
    people = _desk_of(desk, department_id)
    if any(_said(desk, f"{dedupe}:p{each}") for each in people):
        return
    own = (each for each in everything() if responsible_for(desk, each) == department_id)
    views = _pressing(desk, own)
    facts: Facts = {**_rules(desk), **_listed(desk, views)}
    for person_id in people:
        to_person(desk, person_id, "entry_reminder_private", facts, dedupe=dedupe)


def _tell_group(desk: Desk, task: InspectionTask) -> None:
    dedupe = f"entry_line:{task.id}:{desk.now.date().isoformat()}"
    if task.chat_id is None or _said(desk, dedupe):
        return
    views = _pressing(desk, duties_open(desk, task=task))
    late = [each for each in views if overdue_days(desk, each.duty) > 0]
    departments = sorted({responsible_for(desk, each) for each in views})
    facts: Facts = {
        **_rules(desk),
        "close": len(views) - len(late),
        "late": len(late),
        "departments": list(short_names(desk.ledger, departments)),
        "due": min(each.duty.due_on for each in views).isoformat(),
    }
    to_group(desk, task, "entry_reminder", facts, dedupe=dedupe)


def _tell_office(desk: Desk, view: DutyView) -> None:
    """Once for each duty: what else of this department is as late goes into the same message."""
    told = {
        event.facts.get("duty")
        for event in desk.ledger.events.find(task_id=view.task.id, verb="entry_escalated")
    }
    if view.duty.id in told:
        return
    views = [
        each
        for each in duties_open(desk, responsible_for(desk, view), view.task)
        if overdue_days(desk, each.duty) >= ESCALATE_AFTER and each.duty.id not in told
    ]
    facts: Facts = {
        **_rules(desk),
        "task": view.task.name,
        "orders": len(draft_due(desk, view.task, ORDER, actor_id=None)),
        **_listed(desk, views),
    }
    for person in with_role(desk.ledger, Role.OFFICE):
        to_person(
            desk,
            person.id,
            "entry_escalation",
            facts,
            dedupe=f"entry_escalation:{view.duty.id}",
            priority=Priority.ESCALATION,
            task=view.task,
        )
    for each in views:
        desk.ledger.record(
            at=desk.now,
            actor_id=None,
            task_id=view.task.id,
            verb="entry_escalated",
            facts={"duty": each.duty.id, "department": each.duty.department_id},
        )


def _listed(desk: Desk, views: list[DutyView]) -> Facts:
    return {"all": len(views), "duties": [duty_facts(desk, each) for each in views[:LISTED]]}


def _said(desk: Desk, dedupe: str) -> bool:
    return bool(desk.ledger.postings.find(dedupe=dedupe))


def _desk_of(desk: Desk, department_id: DepartmentId) -> list[PersonId]:
    people = [
        *with_role(desk.ledger, Role.LIAISON, department_id),
        *with_role(desk.ledger, Role.CLERK, department_id),
    ]
    return sorted({person.id for person in people})


def _rules(desk: Desk) -> Facts:
    entry = desk.profile.entry
    return {
        "basis": entry.days.cited(),
        "late_effect": entry.late_effect.value,
        "late_basis": entry.late_effect.cited(),
        "platform": desk.profile.names.platform,
    }
