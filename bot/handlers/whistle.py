"""/chuishao 吹哨: choose the time, look at the notice, confirm."""

from datetime import datetime

from bot.call import Call
from bot.router import router
from inspection.board import board_facts
from inspection.ids import TaskId, WhistleId
from inspection.permissions import Deed, permit
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal
from inspection.response_time import in_office_hours, office_moment, response_due
from inspection.roster import short_names
from inspection.stages import next_stage, require_ready
from inspection.tasks import InspectionTask, Stage
from inspection.usecases.answer_objection import answer_objection
from inspection.usecases.blow_whistle import blow_whistle
from inspection.usecases.withdraw_whistle import withdraw_whistle
from inspection.whistle import CheckInAnswer, Whistle
from inspection.whose import About
from inspection.withdrawing import newest_whistle, require_withdrawable

CHOICES = (0, 1, 2, 3)
"""Working days offered for checking in; 0 is today before closing time."""
WITHDRAW = "撤回"
"""The word behind /chuishao that takes the newest whistle back."""


@router.verb("whistle", Deed.WHISTLE)
def on_whistle(call: Call) -> None:
    """Which stage comes next, and how long the departments shall have."""
    task = call.task()
    permit(call.actor, Deed.WHISTLE, task)
    if call.args[:1] == (WITHDRAW,):
        _withdraw(call, task, newest_whistle(call.desk, task))
        return
    stage = next_stage(call.desk, task)
    if stage is None:
        raise Refusal("all_stages_whistled", {"task": task.name})
    require_ready(call.desk, task, stage)
    rules = call.desk.profile.whistle
    call.show(
        "whistle_time",
        {
            **_stage_facts(call, task, stage),
            "time_basis": rules.respond_working_days.cited(),
            "suggested": call.desk.profile.effective_response_days.value,
            "choices": _choices(call),
        },
    )


@router.button("whistle_preview", Deed.WHISTLE, About.TASK)
def on_preview(call: Call) -> None:
    """The notice as it will be posted, with confirm and cancel."""
    task, stage, due = _meant(call)
    call.show(
        "whistle_preview",
        {
            **_stage_facts(call, task, stage),
            "days": call.number(2),
            "due": due.isoformat(),
            "basis": call.desk.profile.whistle.stage(stage.value).work.cited(),
            "partners": list(short_names(call.desk.ledger, task.partner_ids)),
        },
    )


@router.button("whistle_blow", Deed.WHISTLE, About.TASK)
def on_blow(call: Call) -> None:
    """Confirmed: blow it; outside office hours ask first why it cannot wait."""
    task, stage, due = _meant(call)
    if in_office_hours(call.desk.calendar, call.desk.now):
        _blow(call, task, stage, due, "")
        return
    opening = office_moment(call.desk.calendar, call.desk.now).isoformat()
    about: Facts = {"task": task.id, "stage": stage.value, "days": call.number(2)}
    facts = {**_stage_facts(call, task, stage), "opening": opening}
    call.ask("urgent_reason", about, "ask_urgent_reason", facts)


@router.answer("urgent_reason", Deed.WHISTLE, About.TASK)
def on_urgent_reason(call: Call) -> None:
    """Why it cannot wait: blown now, the reason in the notice and on record."""
    task = call.desk.ledger.tasks.get(TaskId(call.about_number("task")))
    stage = Stage(str(call.about("stage")))
    days = call.about_number("days")
    due = response_due(call.desk.calendar, call.desk.now, days)
    _blow(call, task, stage, due, call.text)
    call.close_prompts()


@router.button("withdraw", Deed.WHISTLE, About.WHISTLE)
def on_withdraw(call: Call) -> None:
    """撤回: what it would undo."""
    whistle = call.desk.ledger.whistles.get(WhistleId(call.number(0)))
    _withdraw(call, call.desk.ledger.tasks.get(whistle.task_id), whistle)


@router.button("withdraw_why", Deed.WHISTLE, About.WHISTLE)
def on_withdraw_why(call: Call) -> None:
    """Confirmed: ask why."""
    whistle = call.desk.ledger.whistles.get(WhistleId(call.number(0)))
    task = call.desk.ledger.tasks.get(whistle.task_id)
    require_withdrawable(call.desk, task, whistle)
    facts = _stage_facts(call, task, whistle.stage)
    call.ask("withdraw_reason", {"whistle": whistle.id}, "ask_withdraw_reason", facts)


@router.answer("withdraw_reason", Deed.WHISTLE, About.WHISTLE)
def on_withdraw_reason(call: Call) -> None:
    """Why: the whistle is taken back."""
    whistle = withdraw_whistle(
        call.desk,
        actor=call.actor,
        whistle_id=WhistleId(call.about_number("whistle")),
        reason=call.text,
    )
    call.close_prompts()
    task = call.desk.ledger.tasks.get(whistle.task_id)
    call.say("whistle_withdrawn", _stage_facts(call, task, whistle.stage))


@router.button("dismiss", Deed.LOOK, About.NOTHING)
def on_dismiss(call: Call) -> None:
    """A menu is put away; nothing was done."""
    call.show("dismissed")


@router.button("objection_reply", Deed.WHISTLE, About.CHECK_IN)
def on_objection(call: Call) -> None:
    """The lead department will say how it deals with an objection."""
    check_in = call.desk.ledger.check_ins.get(call.number(0))
    call.ask("objection_reply", {"check_in": check_in.id}, "ask_objection_reply")


@router.answer("objection_reply", Deed.WHISTLE, About.CHECK_IN)
def on_objection_reply(call: Call) -> None:
    """How the objection is dealt with, in words."""
    answered = answer_objection(
        call.desk,
        actor=call.actor,
        check_in_id=call.about_number("check_in"),
        reply=call.text,
    )
    call.close_prompts()
    call.say("objection_answered", {"declined": answered.answer is CheckInAnswer.DECLINE})


def _blow(call: Call, task: InspectionTask, stage: Stage, due: datetime, remark: str) -> None:
    whistle = blow_whistle(
        call.desk, actor=call.actor, task_id=task.id, stage=stage, due_at=due, remark=remark
    )
    facts = _stage_facts(call, task, stage)
    call.show("whistle_blown", {**facts, "whistle": whistle.id, "due": due.isoformat()})


def _withdraw(call: Call, task: InspectionTask, whistle: Whistle) -> None:
    require_withdrawable(call.desk, task, whistle)
    board = board_facts(call.desk, task, whistle)
    facts = _stage_facts(call, task, whistle.stage)
    call.show("withdraw_sure", {**facts, "whistle": whistle.id, "present": board["present"]})


def _meant(call: Call) -> tuple[InspectionTask, Stage, datetime]:
    task = call.desk.ledger.tasks.get(TaskId(call.number(0)))
    permit(call.actor, Deed.WHISTLE, task)
    stage = call.choice(1, Stage)
    require_ready(call.desk, task, stage)
    return task, stage, response_due(call.desk.calendar, call.desk.now, call.number(2))


def _stage_facts(call: Call, task: InspectionTask, stage: Stage) -> Facts:
    rules = call.desk.profile.whistle
    return {
        "task": task.name,
        "task_id": task.id,
        "stage": stage.value,
        "stage_label": rules.stage(stage.value).label,
        "call_word": rules.call_word,
        "answer_word": rules.answer_word,
    }


def _choices(call: Call) -> list[Plain]:
    """The terms that can still be chosen today, each with its last moment."""
    return [
        {"days": days, "due": due.isoformat()}
        for days in CHOICES
        if (due := _due_or_none(call, days)) is not None
    ]


def _due_or_none(call: Call, days: int) -> datetime | None:
    try:
        return response_due(call.desk.calendar, call.desk.now, days)
    except Refusal:
        return None
