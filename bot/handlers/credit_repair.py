"""信用修复日期: when a negative result is no longer to be published (信阳第二十六条)."""

from datetime import date

from bot.call import Call
from bot.router import router
from inspection.due_days import FURTHEST, typed_due_day
from inspection.duties import DutyView, require_duty
from inspection.permissions import Deed
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.usecases.set_credit_repair import name_repair_case, set_credit_repair
from inspection.whose import About

YEARS_AHEAD = 5


@router.button("credit_repair", Deed.PUBLISH, About.DUTY)
def on_credit_repair(call: Call) -> None:
    """Ask for the day."""
    if not call.private:
        raise Refusal("only_in_private")
    view = require_duty(call.desk, call.actor, call.number(0))
    example = call.desk.now.date().replace(month=12, day=31).isoformat()
    facts = {
        "subject": view.subject.name,
        "basis": call.desk.profile.follow_up.credit_repair.cited(),
        "example": example,
    }
    call.ask("credit_repair", {"duty": view.duty.id}, "ask_credit_repair", facts)


@router.answer("credit_repair", Deed.PUBLISH, About.DUTY)
def on_day(call: Call) -> None:
    """The reminder is set."""
    day = typed_due_day(call.text, call.desk.now.date(), YEARS_AHEAD * FURTHEST)
    duty_id = call.about_number("duty")
    set_credit_repair(call.desk, actor=call.actor, duty_id=duty_id, day=day)
    call.close_prompts()
    say_day(call, require_duty(call.desk, call.actor, duty_id), day)


@router.button("repair_case", Deed.PUBLISH, About.DUTY)
def on_case(call: Call) -> None:
    """Which of the circular's cases it is."""
    duty_id = call.number(0)
    case = name_repair_case(call.desk, actor=call.actor, duty_id=duty_id, place=call.number(1))
    subject = require_duty(call.desk, call.actor, duty_id).subject.name
    call.show("repair_case_named", {"duty": duty_id, "subject": subject, "case": case})


def say_day(call: Call, view: DutyView, day: date) -> None:
    """The day is kept; the circular's cases to choose from."""
    facts: Facts = {
        "duty": view.duty.id,
        "subject": view.subject.name,
        "day": day.isoformat(),
        "cases": list(call.desk.profile.follow_up.repair_cases.value or ()),
    }
    call.say("credit_repair_set", facts)
