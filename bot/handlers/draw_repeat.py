"""放行: an object checked this year is let in, for a reason the circular names."""

from bot.call import Call
from bot.router import router
from inspection.ids import SubjectId, TaskId
from inspection.permissions import Deed, permit
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal
from inspection.usecases.allow_repeat import allow_repeat
from inspection.whose import About


@router.button("repeat_allow", Deed.DRAW, About.TASK)
def on_allow(call: Call) -> None:
    """Which object."""
    task = call.desk.ledger.tasks.get(TaskId(call.number(0)))
    permit(call.actor, Deed.DRAW, task)
    basis = call.desk.profile.draw.repeat.cited()
    call.ask("repeat_subject", {"task": task.id}, "ask_repeat_subject", {"basis": basis})


@router.answer("repeat_subject", Deed.DRAW, About.TASK)
def on_subject(call: Call) -> None:
    """Its name or code; then the reasons as buttons."""
    task = call.desk.ledger.tasks.get(TaskId(call.about_number("task")))
    said = call.text.strip()
    subjects = call.desk.ledger.subjects
    found = [*subjects.find(code=said.upper()), *subjects.find(name=said)]
    if not found or found[0].industry != task.industry:
        raise Refusal("subject_not_found", {"said": said[:40], "industry": task.industry})
    rule = call.desk.profile.draw.repeat
    call.close_prompts()
    reasons: list[Plain] = list(rule.value.overrides) if rule.value else []
    facts: Facts = {"task_id": task.id, "subject": found[0].id, "name": found[0].name}
    call.say("repeat_reasons", {**facts, "basis": rule.cited(), "reasons": reasons})


@router.button("repeat_reason", Deed.DRAW, About.TASK)
def on_reason(call: Call) -> None:
    """The reason: the object takes part."""
    law = call.desk.profile.draw.repeat.value
    reasons = law.overrides if law else ()
    place, subject_id = call.number(2), SubjectId(call.number(1))
    if not 0 <= place < len(reasons):
        raise Refusal("button_out_of_date")
    allow_repeat(
        call.desk,
        actor=call.actor,
        task_id=TaskId(call.number(0)),
        subject_id=subject_id,
        reason=reasons[place],
    )
    name = call.desk.ledger.subjects.get(subject_id).name
    task_id = call.number(0)
    call.show("repeat_allowed", {"name": name, "reason": reasons[place], "task_id": task_id})
