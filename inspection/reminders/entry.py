"""录入公示提醒与督办: one merged message per department a day; done duties are silent (R7)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from operator import attrgetter
from typing import TypeVar

from inspection.announce import to_group, to_person
from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.duties import (
    ESCALATE_AFTER,
    REMIND_BEFORE,
    Late,
    duty_facts,
    lateness,
    views_of,
    watch_next_overdue_day,
    whose_turn,
)
from inspection.ids import DepartmentId, PersonId, TaskId
from inspection.papers.drafting import draft_due
from inspection.papers.supervision import ORDER
from inspection.people import Role
from inspection.plain import Facts
from inspection.posting import Priority
from inspection.publication import DutyLine
from inspection.roster import short_names, with_role
from inspection.tasks import InspectionTask

LISTED = 20
"""Subjects named in one message, the earliest due first."""
TOLD = {Role.LIAISON, Role.CLERK}
"""Who in a department is reminded."""

KeyT = TypeVar("KeyT")


def fire_entries(desk: Desk, deadlines: Sequence[Deadline]) -> None:
    """Remind departments of everything that is close or late; escalate on the third day.

    However many fall due, each question is asked once for all of them.
    """
    about = desk.ledger.open_duties(ids=[each.about_id for each in deadlines])
    lines = {each.id: each for each in about}
    speaking = [each for each in deadlines if each.about_id in lines]
    over = [each for each in speaking if each.kind is DeadlineKind.ENTRY_OVERDUE]
    watch_next_overdue_day(desk, [lines[each.about_id] for each in over])
    late = lateness(desk)
    owed = [lines[each.about_id] for each in speaking]
    _tell_departments(desk, owed, late)
    _tell_groups(desk, owed, late)
    _tell_office(desk, [each for each in owed if late(each.due_on) >= ESCALATE_AFTER], late)


def _tell_departments(desk: Desk, owed: Sequence[DutyLine], late: Late) -> None:
    day = desk.now.date().isoformat()
    staff = _staff(desk, dict.fromkeys(whose_turn(desk, each) for each in owed))
    said = _said(desk, [f"entry:{each}:{day}:p{one}" for each in staff for one in staff[each]])
    silent = [
        each
        for each, people in staff.items()
        if said.isdisjoint(f"entry:{each}:{day}:p{one}" for one in people)
    ]
    if not silent:
        return
    pressing = _pressing(desk.ledger.open_duties(), late)
    own = _grouped(pressing, partial(whose_turn, desk))
    for each in silent:
        facts: Facts = {**_rules(desk), **_listed(desk, own[each])}
        for one in staff[each]:
            to_person(desk, one, "entry_reminder_private", facts, dedupe=f"entry:{each}:{day}")


def _tell_groups(desk: Desk, owed: Sequence[DutyLine], late: Late) -> None:
    day = desk.now.date().isoformat()
    about = desk.ledger.tasks.find(id=list(dict.fromkeys(each.task_id for each in owed)))
    tasks = {f"entry_line:{each.id}:{day}": each for each in about if each.chat_id is not None}
    said = _said(desk, list(tasks))
    silent = [tasks[dedupe].id for dedupe in tasks if dedupe not in said]
    pressing = _pressing(desk.ledger.open_duties(task_ids=silent), late)
    own = _grouped(pressing, attrgetter("task_id"))
    for dedupe, task in tasks.items():
        if task.id in own:
            facts = {**_rules(desk), **_how_many(desk, own[task.id], late)}
            to_group(desk, task, "entry_reminder", facts, dedupe=dedupe)


def _tell_office(desk: Desk, owed: Sequence[DutyLine], late: Late) -> None:
    """Once for each duty: what else of this department is as late goes into the same message."""
    task_ids = list(dict.fromkeys(each.task_id for each in owed))
    events = desk.ledger.events.find(task_id=task_ids, verb="entry_escalated")
    told = {event.facts.get("duty") for event in events}
    first: dict[tuple[TaskId, DepartmentId], DutyLine] = {}
    for each in owed:
        if each.id not in told:
            first.setdefault(_turn_in_task(desk, each), each)
    as_late = [
        each
        for each in desk.ledger.open_duties(task_ids=[task_id for task_id, _ in first])
        if late(each.due_on) >= ESCALATE_AFTER and each.id not in told
    ]
    own = _grouped(as_late, partial(_turn_in_task, desk))
    tasks = {each.id: each for each in desk.ledger.tasks.find(id=task_ids)}
    orders = cache(lambda task_id: len(draft_due(desk, tasks[task_id], ORDER, actor_id=None)))
    for turn, line in first.items():
        _escalate(desk, tasks[line.task_id], own[turn], orders(line.task_id), line)


def _escalate(
    desk: Desk, task: InspectionTask, lines: list[DutyLine], orders: int, first: DutyLine
) -> None:
    facts: Facts = {**_rules(desk), "task": task.name, "orders": orders, **_listed(desk, lines)}
    for person in with_role(desk.ledger, Role.OFFICE):
        to_person(
            desk,
            person.id,
            "entry_escalation",
            facts,
            dedupe=f"entry_escalation:{first.id}",
            priority=Priority.ESCALATION,
            task=task,
        )
    for each in lines:
        desk.ledger.record(
            at=desk.now,
            actor_id=None,
            task_id=task.id,
            verb="entry_escalated",
            facts={"duty": each.id, "department": each.department_id},
        )


def _turn_in_task(desk: Desk, line: DutyLine) -> tuple[TaskId, DepartmentId]:
    return line.task_id, whose_turn(desk, line)


def _pressing(lines: Iterable[DutyLine], late: Late) -> list[DutyLine]:
    return [each for each in lines if late(each.due_on) >= -REMIND_BEFORE[0]]


def _grouped(
    lines: Iterable[DutyLine], key: Callable[[DutyLine], KeyT]
) -> dict[KeyT, list[DutyLine]]:
    groups: dict[KeyT, list[DutyLine]] = defaultdict(list)
    for line in lines:
        groups[key(line)].append(line)
    return groups


def _listed(desk: Desk, lines: list[DutyLine]) -> Facts:
    duties = desk.ledger.entry_duties.find(id=[each.id for each in lines[:LISTED]])
    views = sorted(views_of(desk, duties), key=lambda view: (view.duty.due_on, view.duty.id))
    return {"all": len(lines), "duties": [duty_facts(desk, each) for each in views]}


def _how_many(desk: Desk, lines: list[DutyLine], late: Late) -> Facts:
    over = sum(late(each.due_on) > 0 for each in lines)
    departments = sorted({whose_turn(desk, each) for each in lines})
    return {
        "close": len(lines) - over,
        "late": over,
        "departments": list(short_names(desk.ledger, departments)),
        "due": lines[0].due_on.isoformat(),
    }


def _said(desk: Desk, dedupe: list[str]) -> set[str]:
    return {each.dedupe for each in desk.ledger.postings.find(dedupe=dedupe)}


def _staff(desk: Desk, ids: Iterable[DepartmentId]) -> dict[DepartmentId, list[PersonId]]:
    """Liaisons and clerks of each department whom a message reaches."""
    found: dict[DepartmentId, list[PersonId]] = defaultdict(list)
    for person in desk.ledger.people.find(active=True, department_id=list(ids)):
        if person.user_id is not None and not TOLD.isdisjoint(person.roles):
            found[person.department_id].append(person.id)
    return found


def _rules(desk: Desk) -> Facts:
    entry = desk.profile.entry
    return {
        "basis": entry.days.cited(),
        "late_effect": entry.late_effect.value,
        "late_basis": entry.late_effect.cited(),
        "platform": desk.profile.names.platform,
    }
