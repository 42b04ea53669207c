"""信用修复日期: when the department must stop publishing a negative result (信阳第二十六条).

The circular leaves the statutory term to other law, so the day is the department's to enter.
"""

from dataclasses import replace
from datetime import date, datetime

from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.duties import require_duty
from inspection.people import Person
from inspection.refusal import Refusal
from inspection.response_time import OPENING_TIME
from inspection.snapshots.results import PROBLEMS


def set_credit_repair(desk: Desk, *, actor: Person, duty_id: int, day: date) -> Deadline:
    """Put the reminder on the clock in place of an earlier one.

    Refusals: those of `require_duty`, `credit_repair_not_provided`, `not_published_yet`,
    `no_negative_result`.
    """
    view = require_duty(desk, actor, duty_id)
    rule = desk.profile.follow_up.credit_repair
    if rule.silent:
        raise Refusal("credit_repair_not_provided", {"basis": rule.cited()})
    if view.duty.published_at is None:
        raise Refusal("not_published_yet")
    if not desk.ledger.findings.find(
        visit_id=view.visit.id,
        department_id=view.duty.department_id,
        result=tuple(sorted(PROBLEMS)),
    ):
        raise Refusal("no_negative_result", {"subject": view.subject.name}, rule.citation)
    for earlier in desk.ledger.deadlines.find(
        about_id=view.duty.id, kind=DeadlineKind.CREDIT_REPAIR, fired_at=None, cancelled_at=None
    ):
        desk.ledger.deadlines.save(replace(earlier, cancelled_at=desk.now))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=view.task.id,
        verb="credit_repair_set",
        facts={"duty": view.duty.id, "subject": view.subject.name, "due": day.isoformat()},
    )
    moment = datetime.combine(day, OPENING_TIME, desk.now.tzinfo)
    return desk.ledger.deadlines.add(
        Deadline(
            kind=DeadlineKind.CREDIT_REPAIR,
            task_id=view.task.id,
            about_id=view.duty.id,
            due_at=max(moment, desk.now),
        )
    )
