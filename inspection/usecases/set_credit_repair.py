"""信用修复日期: when the department must stop publishing a negative result (信阳第二十六条).

The circular leaves the statutory term to other law, so the day is the department's to enter.
"""

from dataclasses import replace
from datetime import date, datetime

from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.duties import require_duty
from inspection.findings import PROBLEMS
from inspection.papers.approval_forms import REPAIR_CASE, REPAIR_DAY, UNPUBLISH_FORM
from inspection.papers.drafting import draft_paper
from inspection.papers.handing import hand_over
from inspection.people import Person
from inspection.refusal import Refusal
from inspection.response_time import OPENING_TIME


def set_credit_repair(desk: Desk, *, actor: Person, duty_id: int, day: date) -> Deadline:
    """Put the reminder on the clock in place of an earlier one, and draft the 停止公示审批表.

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
        verb=REPAIR_DAY,
        facts={"duty": view.duty.id, "subject": view.subject.name, "due": day.isoformat()},
    )
    form = draft_paper(desk, view.task, UNPUBLISH_FORM, about_id=view.duty.id, actor_id=actor.id)
    hand_over(desk, view.task, form, actor.id)
    moment = datetime.combine(day, OPENING_TIME, desk.now.tzinfo)
    return desk.ledger.deadlines.add(
        Deadline(
            kind=DeadlineKind.CREDIT_REPAIR,
            task_id=view.task.id,
            about_id=view.duty.id,
            due_at=max(moment, desk.now),
        )
    )


def name_repair_case(desk: Desk, *, actor: Person, duty_id: int, place: int) -> str:
    """Say which of the circular's cases it is, counted from 1; the form is drafted anew.

    Refusals: those of `require_duty`, `credit_repair_not_provided`, `no_such_repair_case`,
    `paper_not_yet` before a day is set.
    """
    view = require_duty(desk, actor, duty_id)
    rule = desk.profile.follow_up.repair_cases
    if rule.value is None:
        raise Refusal("credit_repair_not_provided", {"basis": rule.cited()})
    if not 1 <= place <= len(rule.value):
        raise Refusal("no_such_repair_case", {"cases": list(rule.value)}, rule.citation)
    case = rule.value[place - 1]
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=view.task.id,
        verb=REPAIR_CASE,
        facts={"duty": view.duty.id, "subject": view.subject.name, "case": case},
    )
    form = draft_paper(desk, view.task, UNPUBLISH_FORM, about_id=view.duty.id, actor_id=actor.id)
    hand_over(desk, view.task, form, actor.id)
    return case
