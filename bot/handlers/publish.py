"""/gongshi 录入与公示: a department ticks off its subjects one by one, or all at once."""

from bot.call import Call
from bot.handlers.duty_views import LISTED, ask_sure, show_duty, show_list, typed_number
from bot.handlers.publish_words import said_behind
from bot.router import router
from inspection.duties import duties_for, duties_of_task, require_duty
from inspection.ids import TaskId
from inspection.permissions import Deed, permit
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask
from inspection.usecases.tick_platform_entry import tick_all_entered, tick_platform_entry
from inspection.usecases.tick_publication import tick_publication
from inspection.usecases.untick_duty import untick_duty
from inspection.whose import About


@router.verb("publish", Deed.PUBLISH)
def on_publish(call: Call) -> None:
    """The department's subjects with their due dates."""
    task = call.task()
    permit(call.actor, Deed.PUBLISH, task)
    if said_behind(call, task):
        return
    if not duties_for(call.desk, call.actor, task):
        raise Refusal("no_duties", {"task": task.name})
    show_list(call, task)


@router.button("duty", Deed.PUBLISH, About.DUTY)
def on_duty(call: Call) -> None:
    """One subject, with its ticks."""
    show_duty(call, call.number(0))


@router.button("tick_entered", Deed.PUBLISH, About.DUTY)
def on_entered(call: Call) -> None:
    """☑️ 已录入平台."""
    tick_platform_entry(call.desk, actor=call.actor, duty_id=call.number(0))
    show_duty(call, call.number(0))


@router.button("all_entered", Deed.PUBLISH, About.TASK)
def on_all_entered(call: Call) -> None:
    """全部已录入, asked once more."""
    task_id = TaskId(call.number(0))
    task = call.desk.ledger.tasks.get(task_id)
    if call.args[1:] != ("sure",):
        call.show("all_entered_sure", {**_to_enter(call, task), "task_id": task.id})
        return
    tick_all_entered(call.desk, actor=call.actor, task_id=task_id)
    show_list(call, task)


@router.button("tick_published", Deed.PUBLISH, About.DUTY)
def on_published(call: Call) -> None:
    """☑️ 已公示: at once, or after a question where nothing may be changed afterwards."""
    duty_id, sure = call.number(0), len(call.args) > 1
    rule = call.desk.profile.publication.alter_after
    if rule.value == "forbidden" and not sure:
        ask_sure(call, duty_id)
        return
    duty = tick_publication(call.desk, actor=call.actor, duty_id=duty_id, sure=sure)
    visit = call.desk.ledger.visits.get(duty.visit_id)
    show_list(call, call.desk.ledger.tasks.get(visit.task_id))


@router.button("duty_number", Deed.PUBLISH, About.DUTY)
def on_number(call: Call) -> None:
    """Ask for the platform's number."""
    view = require_duty(call.desk, call.actor, call.number(0))
    facts = {"subject": view.subject.name, "platform": call.desk.profile.names.platform}
    call.ask("duty_number", {"duty": view.duty.id}, "ask_duty_number", facts)


@router.answer("duty_number", Deed.PUBLISH, About.DUTY)
def on_number_typed(call: Call) -> None:
    """The platform's number."""
    duty_id = call.about_number("duty")
    number = typed_number(call.text)
    tick_platform_entry(call.desk, actor=call.actor, duty_id=duty_id, platform_number=number)
    call.close_prompts()
    show_duty(call, duty_id)


@router.button("untick", Deed.PUBLISH, About.DUTY)
def on_untick(call: Call) -> None:
    """A wrong tick: ask why."""
    view = require_duty(call.desk, call.actor, call.number(0))
    call.ask("untick", {"duty": view.duty.id}, "ask_untick", {"subject": view.subject.name})


@router.answer("untick", Deed.PUBLISH, About.DUTY)
def on_untick_reason(call: Call) -> None:
    """Why the tick was wrong."""
    duty_id = call.about_number("duty")
    untick_duty(call.desk, actor=call.actor, duty_id=duty_id, reason=call.text)
    call.close_prompts()
    show_duty(call, duty_id)


def _to_enter(call: Call, task: InspectionTask) -> Facts:
    """The department's subjects not yet entered; Refusal `nothing_to_enter`."""
    names: list[Plain] = [
        view.subject.name
        for view in duties_of_task(call.desk, task)
        if view.duty.department_id == call.actor.department_id and view.duty.entered_at is None
    ]
    if not names:
        raise Refusal("nothing_to_enter")
    platform = call.desk.profile.names.platform
    return {"count": len(names), "subjects": names[:LISTED], "platform": platform}
