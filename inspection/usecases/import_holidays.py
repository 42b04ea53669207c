"""导入放假安排: a year becomes official; entry terms that counted on it are counted again."""

from dataclasses import dataclass, replace
from datetime import date

from inspection.announce import to_person
from inspection.desk import Desk
from inspection.duties import (
    DutyView,
    duties_open,
    responsible_for,
    stop_watching,
    watch_again,
)
from inspection.ids import DepartmentId
from inspection.office import HolidayNotice
from inspection.people import Person, Role
from inspection.permissions import Deed, permit_role
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal
from inspection.roster import with_role

LISTED = 20
"""Subjects named in one message, the earliest due first."""


@dataclass(frozen=True, slots=True)
class Moved:
    """改期: a duty whose last day changed, and the day it had."""

    view: DutyView
    old: date


def import_holidays(
    desk: Desk, *, actor: Person | None, notice: HolidayNotice
) -> tuple[Moved, ...]:
    """Store the notice, in the place of an earlier one for the year; return what moved by it.

    Counted again: the last days of entry and publication (20 working days) still open, and their
    reminders. Not touched: moments a person set and everybody was told (whistles), and terms in
    documents already served. Each department is told once. `actor` None is the operator.

    Refusals: permission, `notice_already_in`.
    """
    if actor is not None:
        permit_role(actor, Deed.IMPORT)
    known = desk.ledger.holiday_notices.find(year=notice.year)
    if known and replace(known[-1], id=notice.id) == notice:
        raise Refusal("notice_already_in", {"year": notice.year, "source": notice.source})
    if known:
        desk.ledger.holiday_notices.save(replace(notice, id=known[-1].id))
    else:
        desk.ledger.holiday_notices.add(notice)
    calendar = desk.calendar.with_notice(
        notice.year, notice.holidays, notice.shifted_working_days, notice.source
    )
    moved = _count_again(replace(desk, calendar=calendar), notice)
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id if actor else None,
        task_id=None,
        verb="import_holidays",
        facts={
            "year": notice.year,
            "source": notice.source,
            "holidays": [day.isoformat() for day in notice.holidays],
            "shifted": [day.isoformat() for day in notice.shifted_working_days],
            "moved": len(moved),
        },
    )
    event = desk.ledger.last_event()
    for department_id in {responsible_for(desk, each.view) for each in moved}:
        _tell(desk, department_id, moved, notice, event.id)
    return moved


def _count_again(desk: Desk, notice: HolidayNotice) -> tuple[Moved, ...]:
    days = desk.profile.entry.days.value or desk.profile.national.entry_days.value
    touched = {day.year for day in (*notice.holidays, *notice.shifted_working_days)}
    moved: list[Moved] = []
    for view in duties_open(desk):
        ended, old = view.visit.finished_at, view.duty.due_on
        if ended is None or touched.isdisjoint(range(ended.year, old.year + 1)):
            continue
        due = desk.calendar.add_working_days(ended.date(), days)
        duty = replace(view.duty, due_on=due.date, provisional=due.provisional)
        if duty != view.duty:
            desk.ledger.entry_duties.save(duty)
        stop_watching(desk, duty)
        watch_again(desk, view.task, duty)
        if due.date != old:
            moved.append(Moved(replace(view, duty=duty), old))
    return tuple(moved)


def _tell(
    desk: Desk,
    department_id: DepartmentId,
    moved: tuple[Moved, ...],
    notice: HolidayNotice,
    event_id: int,
) -> None:
    own = [each for each in moved if responsible_for(desk, each.view) == department_id]
    listed: list[Plain] = [
        {
            "subject": each.view.subject.name,
            "old": each.old.isoformat(),
            "new": each.view.duty.due_on.isoformat(),
            "provisional": each.view.duty.provisional,
        }
        for each in own[:LISTED]
    ]
    facts: Facts = {
        "year": notice.year,
        "source": notice.source,
        "duties": listed,
        "all": len(own),
    }
    people = {
        person.id
        for role in (Role.LIAISON, Role.CLERK)
        for person in with_role(desk.ledger, role, department_id)
    }
    for person_id in sorted(people):
        to_person(desk, person_id, "entry_due_moved", facts, dedupe=f"holidays:{event_id}")
