"""报到: by button, by /baodao, or by the word 报到."""

from bot.call import Call
from bot.router import router
from inspection.ids import WhistleId
from inspection.permissions import Deed, permit
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.usecases.check_in import check_in
from inspection.whistle import CheckIn, CheckInAnswer, WhistleState
from inspection.whose import About


@router.verb("check_in", Deed.CHECK_IN)
def on_check_in_command(call: Call) -> None:
    """Check in to the task's open whistle; words behind the command are the remark."""
    task = call.task()
    permit(call.actor, Deed.CHECK_IN, task)
    whistles = call.desk.ledger.whistles.find(task_id=task.id)
    answered = {
        each.whistle_id
        for each in call.desk.ledger.check_ins.find(department_id=call.actor.department_id)
    }
    waiting = [
        whistle
        for whistle in whistles
        if whistle.state is WhistleState.OPEN and whistle.id not in answered
    ]
    whistle = waiting[0] if waiting else (whistles[-1] if whistles else None)
    if whistle is None:
        rules = call.desk.profile.whistle
        raise Refusal("no_whistle", {"word": rules.call_word, "answer_word": rules.answer_word})
    entered = check_in(
        call.desk, actor=call.actor, whistle_id=whistle.id, remark=" ".join(call.args)
    )
    _confirm(call, entered)


@router.button("check_in", Deed.CHECK_IN, About.WHISTLE)
def on_check_in(call: Call) -> None:
    """The 报到 button of a notice."""
    entered = check_in(call.desk, actor=call.actor, whistle_id=WhistleId(call.number(0)))
    _confirm(call, entered)


@router.button("object", Deed.CHECK_IN, About.WHISTLE)
def on_object(call: Call) -> None:
    """有意见 or 不能参加: ask for the words."""
    whistle = call.desk.ledger.whistles.get(WhistleId(call.number(0)))
    permit(call.actor, Deed.CHECK_IN, call.desk.ledger.tasks.get(whistle.task_id))
    answer = call.choice(1, CheckInAnswer)
    call.ask(
        "objection",
        {"whistle": whistle.id, "answer": answer.value},
        "ask_objection",
        {
            "answer": answer.value,
            "stage_label": call.desk.profile.whistle.stage(whistle.stage.value).label,
            "answer_word": call.desk.profile.whistle.answer_word,
        },
    )


@router.answer("objection", Deed.CHECK_IN, About.WHISTLE)
def on_objection(call: Call) -> None:
    """The words of an objection: the department is in, with them on record."""
    entered = check_in(
        call.desk,
        actor=call.actor,
        whistle_id=WhistleId(call.about_number("whistle")),
        answer=CheckInAnswer(str(call.about("answer"))),
        remark=call.text,
    )
    call.close_prompts()
    _confirm(call, entered)


def _confirm(call: Call, entered: CheckIn) -> None:
    facts: Facts = {
        "word": call.desk.profile.whistle.answer_word,
        "department": call.desk.ledger.departments.get(entered.department_id).short_name,
        "at": entered.at.isoformat(),
        "on_time": entered.on_time,
    }
    if call.pressed:
        call.toast("checked_in_toast", facts)
    else:
        call.say("checked_in", facts)
