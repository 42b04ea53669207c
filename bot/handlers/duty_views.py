"""录入与公示的菜单: a department's duties, and one of them, as the chat shows them."""

from datetime import date

from bot.call import Call
from inspection.duties import DutyView, duties_for, duty_facts, require_duty
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask

LISTED = 20
"""Subjects shown in one message, the most urgent first."""
NUMBER_MOST = 60
"""Characters of a platform number."""


def typed_number(typed: str) -> str:
    """The platform's number as somebody typed it; Refusal `number_too_long`."""
    number = typed.strip()
    if not 1 <= len(number) <= NUMBER_MOST:
        raise Refusal("number_too_long", {"most": NUMBER_MOST})
    return number


def show_duty(call: Call, duty_id: int) -> None:
    """One subject, with the ticks and buttons the actor has."""
    view = require_duty(call.desk, call.actor, duty_id)
    own = view.duty.department_id == call.actor.department_id
    facts = {**duty_facts(call.desk, view), **_rules(call, view.task), "own": own}
    call.show("duty_card", facts)


def ask_sure(call: Call, duty_id: int) -> None:
    """公示以后不能改: asked once more before the tick (信阳第二十二条)."""
    facts = duty_facts(call.desk, require_duty(call.desk, call.actor, duty_id))
    rule = call.desk.profile.publication.alter_after
    call.show("publish_sure", {**facts, "basis": rule.cited(), "words": rule.words})


def show_list(call: Call, task: InspectionTask) -> None:
    """The department's subjects with their due dates."""
    views = duties_for(call.desk, call.actor, task)
    listed: list[Plain] = [
        duty_facts(call.desk, view) for view in sorted(views, key=_urgency)[:LISTED]
    ]
    department = call.desk.ledger.departments.get(call.actor.department_id)
    facts: Facts = {
        **_rules(call, task),
        "department": department.short_name,
        "duties": listed,
        "all": len(views),
        "leads": call.actor.department_id == task.lead_id,
        "to_enter": sum(view.duty.entered_at is None for view in views),
        "to_publish": sum(not view.duty.settled for view in views),
    }
    call.show("duty_list", facts)


def _urgency(view: DutyView) -> tuple[bool, date, int]:
    return view.duty.settled, view.duty.due_on, view.duty.id


def _rules(call: Call, task: InspectionTask) -> Facts:
    profile = call.desk.profile
    return {
        "task_name": task.name,
        "task_id": task.id,
        "principle": profile.entry.principle.value,
        "basis": profile.entry.days.cited(),
        "platform": profile.names.platform,
        "channel": profile.names.publication_platform,
        "portal_basis": profile.publication.non_market.cited(),
        "repair": not profile.follow_up.credit_repair.silent,
        "by_approval": profile.publication.exception.value == "leader_approval",
        "exception": profile.publication.exception.words,
        "exception_kind": profile.publication.exception.value,
        "exception_basis": profile.publication.exception.cited(),
        "lead": call.desk.ledger.departments.get(task.lead_id).short_name,
        "final": profile.publication.alter_after.value == "forbidden",
    }
