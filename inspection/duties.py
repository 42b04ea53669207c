"""录入公示义务: set when a visit ends, watched until it is published.

The term runs from the visit's end. Where the circular says 检查任务完成后 (信阳, 新县) this is the
earliest safe reading, and people are told so (domain.md 1.11).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache

from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.field import Site
from inspection.ids import DepartmentId
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.plain import Facts
from inspection.publication import DutyLine, EntryDuty
from inspection.refusal import Refusal
from inspection.response_time import OPENING_TIME
from inspection.subjects import Subject, SubjectKind
from inspection.tasks import InspectionTask, TaskState
from inspection.visits import Visit

REMIND_BEFORE = (5, 3, 1, 0)
"""Working days before the due day on which the department is reminded."""
ESCALATE_AFTER = 3
"""On this overdue working day the office is told (督办)."""
Late = Callable[[date], int]
"""Working days since a due day; 0 or less while there is time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyView:
    """义务一览: a duty with what it is about."""

    duty: EntryDuty
    visit: Visit
    task: InspectionTask
    subject: Subject

    @property
    def line(self) -> DutyLine:
        """What of it says whose turn it is."""
        return DutyLine(
            id=self.duty.id,
            task_id=self.task.id,
            lead_id=self.task.lead_id,
            department_id=self.duty.department_id,
            due_on=self.duty.due_on,
            entered_at=self.duty.entered_at,
            subject_kind=self.subject.kind,
        )


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
        watch_again(desk, site.task, duty)
    return duties


def watch_again(desk: Desk, task: InspectionTask, duty: EntryDuty) -> None:
    """Put all reminders of a duty that are still to come on the clock."""
    for before in REMIND_BEFORE:
        day = desk.calendar.subtract_working_days(duty.due_on, before)
        watch(desk, task, duty, DeadlineKind.ENTRY_REMINDER, day)
    overdue = max(_working_day_after(desk, duty.due_on), _working_day_after(desk, desk.now.date()))
    watch(desk, task, duty, DeadlineKind.ENTRY_OVERDUE, overdue)


def stop_watching(desk: Desk, duty: EntryDuty) -> None:
    """A duty that is done is silent: its reminders are cancelled."""
    for deadline in desk.ledger.deadlines.find(
        about_id=duty.id,
        kind=(DeadlineKind.ENTRY_REMINDER, DeadlineKind.ENTRY_OVERDUE),
        fired_at=None,
        cancelled_at=None,
    ):
        desk.ledger.deadlines.save(replace(deadline, cancelled_at=desk.now))


def watch(desk: Desk, task: InspectionTask, duty: EntryDuty, kind: DeadlineKind, day: date) -> None:
    """Put a reminder on the clock, at opening time; a moment already past is left out."""
    moment = datetime.combine(day, OPENING_TIME, desk.now.tzinfo)
    if moment > desk.now:
        desk.ledger.deadlines.add(
            Deadline(kind=kind, task_id=task.id, about_id=duty.id, due_at=moment)
        )


def watch_next_overdue_day(desk: Desk, duties: Iterable[DutyLine]) -> None:
    """Overdue duties are spoken of again on the next working day."""
    day = _working_day_after(desk, desk.now.date())
    moment = datetime.combine(day, OPENING_TIME, desk.now.tzinfo)
    desk.ledger.deadlines.add_all(
        Deadline(
            kind=DeadlineKind.ENTRY_OVERDUE,
            task_id=each.task_id,
            about_id=each.id,
            due_at=moment,
        )
        for each in duties
    )


def overdue_days(desk: Desk, duty: EntryDuty) -> int:
    """Working days since the due day; 0 or less while there is time."""
    return desk.calendar.working_days_between(duty.due_on, desk.now.date())


def lateness(desk: Desk) -> Late:
    """`overdue_days` of any due day, counted once for each day."""
    return cache(lambda due_on: desk.calendar.working_days_between(due_on, desk.now.date()))


def duties_open(
    desk: Desk, department_id: DepartmentId | None = None, task: InspectionTask | None = None
) -> list[DutyView]:
    """What is not yet published, for one department to do or of one task, earliest due first."""
    where: dict[str, object] = {"published_at": None, "withheld_at": None}
    if task is not None:
        where["visit_id"] = [each.id for each in desk.ledger.visits.find(task_id=task.id)]
    views = [
        view
        for view in views_of(desk, desk.ledger.entry_duties.find(**where))
        if view.task.state is not TaskState.ARCHIVED
        and department_id in (None, responsible_for(desk, view))
    ]
    return sorted(views, key=lambda view: (view.duty.due_on, view.duty.id))


def responsible_for(desk: Desk, view: DutyView) -> DepartmentId:
    """Whose turn it is with a duty (see `whose_turn`)."""
    return whose_turn(desk, view.line)


def whose_turn(desk: Desk, line: DutyLine) -> DepartmentId:
    """The department's own, or the lead's once it has to publish for all."""
    to_publish = line.entered_at is not None and _published_by_lead(desk, line.subject_kind)
    return line.lead_id if to_publish else line.department_id


def require_duty(desk: Desk, actor: Person, duty_id: int) -> DutyView:
    """A duty the actor may tick: of the own department, or published by the lead for all.

    Refusals: permission, `foreign_duty`, `task_closed`.
    """
    view = views_of(desk, (desk.ledger.entry_duties.get(duty_id),))[0]
    if view.task.state is TaskState.ARCHIVED:
        raise Refusal("task_closed", {"task": view.task.name})
    permit(actor, Deed.PUBLISH, view.task)
    for_all = by_lead_portal(desk, view) and actor.department_id == view.task.lead_id
    if actor.department_id != view.duty.department_id and not for_all:
        owner = desk.ledger.departments.get(view.duty.department_id).short_name
        raise Refusal("foreign_duty", {"subject": view.subject.name, "owner": owner})
    return view


def enter_duty(
    desk: Desk, actor: Person, view: DutyView, platform_number: str | None = None
) -> EntryDuty:
    """Tick a duty as entered, in the ledger and the journal; unchanged where it says so already.

    A number may be added later; None keeps the one there is.
    """
    duty = view.duty
    if duty.entered_at is not None and platform_number in (None, duty.platform_number):
        return duty
    ticked = replace(
        duty,
        entered_at=duty.entered_at or desk.now,
        entered_by=duty.entered_by or actor.id,
        platform_number=duty.platform_number if platform_number is None else platform_number,
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=view.task.id,
        verb="platform_entry_ticked",
        facts={"duty": duty.id, "visit": duty.visit_id, "number": ticked.platform_number},
    )
    return desk.ledger.entry_duties.save(ticked)


def duties_for(desk: Desk, actor: Person, task: InspectionTask) -> list[DutyView]:
    """What an actor ticks in a task: the own department's duties and what the lead publishes."""
    own = actor.department_id
    return [
        view
        for view in duties_of_task(desk, task)
        if view.duty.department_id == own or (own == task.lead_id and by_lead_portal(desk, view))
    ]


def duties_of_task(desk: Desk, task: InspectionTask) -> list[DutyView]:
    """Every duty of a task, published or not."""
    visits = [each.id for each in desk.ledger.visits.find(task_id=task.id)]
    return views_of(desk, desk.ledger.entry_duties.find(visit_id=visits))


def views_of(desk: Desk, duties: Sequence[EntryDuty]) -> list[DutyView]:
    """The duties with their visits, tasks and subjects, fetched together."""
    ledger = desk.ledger
    visits = {each.id: each for each in ledger.visits.find(id=[d.visit_id for d in duties])}
    tasks = {each.id: each for each in ledger.tasks.find(id=[v.task_id for v in visits.values()])}
    drawn = ledger.subjects.find(id=[v.subject_id for v in visits.values()])
    subjects = {each.id: each for each in drawn}
    return [
        DutyView(
            duty=duty,
            visit=(visit := visits[duty.visit_id]),
            task=tasks[visit.task_id],
            subject=subjects[visit.subject_id],
        )
        for duty in duties
    ]


def by_lead_portal(desk: Desk, view: DutyView) -> bool:
    """True where the lead department publishes for all (忻州第二十条（三）: 非市场主体)."""
    return _published_by_lead(desk, view.subject.kind)


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
        "withheld": view.duty.withheld_at.isoformat() if view.duty.withheld_at else None,
        "published": view.duty.published_at.isoformat() if view.duty.published_at else None,
        "number": view.duty.platform_number,
        "portal": by_lead_portal(desk, view),
    }


def _working_day_after(desk: Desk, day: date) -> date:
    return desk.calendar.next_working_day(day + timedelta(days=1)).date


def _published_by_lead(desk: Desk, kind: SubjectKind) -> bool:
    return (
        kind is SubjectKind.NON_MARKET
        and desk.profile.publication.non_market.value == "lead_portal"
    )
