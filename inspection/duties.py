"""录入公示义务: set when a visit ends, watched until it is published.

The term runs from the visit's end. Where the circular says 检查任务完成后 (信阳, 新县) this is the
earliest safe reading, and people are told so (domain.md 1.11).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.field import Site
from inspection.ids import DepartmentId
from inspection.plain import Facts
from inspection.publication import EntryDuty
from inspection.response_time import OPENING_TIME
from inspection.subjects import Subject, SubjectKind
from inspection.tasks import InspectionTask, TaskState
from inspection.visits import Visit

REMIND_BEFORE = (5, 3, 1, 0)
"""Working days before the due day on which the department is reminded."""
ESCALATE_AFTER = 3
"""On this overdue working day the office is told (督办)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyView:
    """义务一览: a duty with what it is about."""

    duty: EntryDuty
    visit: Visit
    task: InspectionTask
    subject: Subject


def set_duties(desk: Desk, site: Site, visit: Visit) -> tuple[EntryDuty, ...]:
    """One duty for each department that checked, with its reminders on the clock."""
    days = desk.profile.entry.days.value or desk.profile.national.entry_days.value
    due = desk.calendar.add_working_days(desk.now.date(), days)
    duties = tuple(
        desk.ledger.entry_duties.add(
            EntryDuty(
                visit_id=visit.id,
                department_id=department_id,
                due_on=due.date,
                provisional=due.provisional,
            )
        )
        for department_id in site.departments
    )
    for duty in duties:
        for before in REMIND_BEFORE:
            day = desk.calendar.subtract_working_days(duty.due_on, before)
            watch(desk, site.task, duty, DeadlineKind.ENTRY_REMINDER, day)
        watch(desk, site.task, duty, DeadlineKind.ENTRY_OVERDUE, _working_day_after(desk, due.date))
    return duties


def watch(desk: Desk, task: InspectionTask, duty: EntryDuty, kind: DeadlineKind, day: date) -> None:
    """Put a reminder on the clock, at opening time; a moment already past is left out."""
    moment = datetime.combine(day, OPENING_TIME, desk.now.tzinfo)
    if moment > desk.now:
        desk.ledger.deadlines.add(
            Deadline(kind=kind, task_id=task.id, about_id=duty.id, due_at=moment)
        )


def watch_next_overdue_day(desk: Desk, task: InspectionTask, duty: EntryDuty) -> None:
    """An overdue duty is spoken of again on the next working day."""
    day = _working_day_after(desk, desk.now.date())
    watch(desk, task, duty, DeadlineKind.ENTRY_OVERDUE, day)


def overdue_days(desk: Desk, duty: EntryDuty) -> int:
    """Working days since the due day; 0 or less while there is time."""
    return desk.calendar.working_days_between(duty.due_on, desk.now.date())


def duties_open(
    desk: Desk, department_id: DepartmentId | None = None, task: InspectionTask | None = None
) -> list[DutyView]:
    """The duties not yet published, of one department or one task, earliest due first."""
    where: dict[str, object] = {"published_at": None}
    if department_id is not None:
        where["department_id"] = department_id
    if task is not None:
        where["visit_id"] = [each.id for each in desk.ledger.visits.find(task_id=task.id)]
    duties = desk.ledger.entry_duties.find(**where)
    views = [view for view in views_of(desk, duties) if view.task.state is not TaskState.ARCHIVED]
    return sorted(views, key=lambda view: (view.duty.due_on, view.duty.id))


def duties_of_task(desk: Desk, task: InspectionTask) -> list[DutyView]:
    """Every duty of a task, published or not."""
    visits = [each.id for each in desk.ledger.visits.find(task_id=task.id)]
    return views_of(desk, desk.ledger.entry_duties.find(visit_id=visits))


def views_of(desk: Desk, duties: Iterable[EntryDuty]) -> list[DutyView]:
    """The duties with their visits, tasks and subjects."""
    views: list[DutyView] = []
    for duty in duties:
        visit = desk.ledger.visits.get(duty.visit_id)
        views.append(
            DutyView(
                duty=duty,
                visit=visit,
                task=desk.ledger.tasks.get(visit.task_id),
                subject=desk.ledger.subjects.get(visit.subject_id),
            )
        )
    return views


def by_lead_portal(desk: Desk, view: DutyView) -> bool:
    """True where the lead department publishes for all (忻州第二十条（三）: 非市场主体)."""
    return (
        view.subject.kind is SubjectKind.NON_MARKET
        and desk.profile.publication.non_market.value == "lead_portal"
    )


def duty_facts(desk: Desk, view: DutyView) -> Facts:
    """One duty as it is listed in menus and reminders."""
    late = overdue_days(desk, view.duty)
    return {
        "id": view.duty.id,
        "subject": view.subject.name,
        "task": view.task.name,
        "department": desk.ledger.departments.get(view.duty.department_id).short_name,
        "due": view.duty.due_on.isoformat(),
        "provisional": view.duty.provisional,
        "late": max(late, 0),
        "left": max(-late, 0),
        "entered": view.duty.entered_at.isoformat() if view.duty.entered_at else None,
        "published": view.duty.published_at.isoformat() if view.duty.published_at else None,
        "number": view.duty.platform_number,
        "portal": by_lead_portal(desk, view),
    }


def _working_day_after(desk: Desk, day: date) -> date:
    return desk.calendar.next_working_day(day + timedelta(days=1)).date
