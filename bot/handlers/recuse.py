"""/huibi 回避: in private only; which subject, and why."""

from bot.call import Call
from bot.router import router
from inspection.ids import SubjectId, TaskId
from inspection.permissions import Deed
from inspection.plain import Plain
from inspection.refusal import Refusal
from inspection.standing_in import permit_here
from inspection.subjects import Subject
from inspection.tasks import InspectionTask
from inspection.usecases.declare_recusal import declare_recusal
from inspection.whose import About

MOST_SHOWN = 8


@router.verb("recuse", Deed.RECUSE)
def on_recuse(call: Call) -> None:
    """Ask for the subject; `/huibi 名称 原因` says it all at once."""
    if not call.private:
        raise Refusal("only_in_private")
    task = call.task()
    permit_here(call.desk.ledger, call.actor, Deed.RECUSE, task)
    if not call.args:
        _ask_subject(call, task)
        return
    found = _found(call, task, call.args[0])
    if len(found) == 1 and len(call.args) > 1:
        _declare(call, task.id, found[0].id, " ".join(call.args[1:]))
    else:
        _choose(call, task, found)


@router.answer("recuse_subject", Deed.RECUSE, About.TASK)
def on_subject(call: Call) -> None:
    """A name, a part of it, or a code."""
    task = call.desk.ledger.tasks.get(TaskId(call.about_number("task")))
    _choose(call, task, _found(call, task, call.text.strip()))


@router.button("recuse_for", Deed.RECUSE, About.TASK)
def on_recuse_for(call: Call) -> None:
    """One of several was meant."""
    if not call.private:
        raise Refusal("only_in_private")
    task = call.desk.ledger.tasks.get(TaskId(call.number(0)))
    permit_here(call.desk.ledger, call.actor, Deed.RECUSE, task)
    _ask_reason(call, task, call.desk.ledger.subjects.get(call.number(1)))


@router.answer("recuse_reason", Deed.RECUSE, About.TASK)
def on_reason(call: Call) -> None:
    """The reason: the recusal is declared."""
    subject_id = SubjectId(call.about_number("subject"))
    _declare(call, TaskId(call.about_number("task")), subject_id, call.text)
    call.close_prompts()


def _found(call: Call, task: InspectionTask, said: str) -> list[Subject]:
    subjects = call.desk.ledger.subjects.find(industry=task.industry)
    exact = [each for each in subjects if said.upper() == each.code or said == each.name]
    found = exact or [each for each in subjects if said in each.name]
    if not found or not said:
        raise Refusal("subject_not_found", {"said": said[:40], "industry": task.industry})
    return found


def _choose(call: Call, task: InspectionTask, found: list[Subject]) -> None:
    if len(found) == 1:
        _ask_reason(call, task, found[0])
        return
    if len(found) > MOST_SHOWN:
        raise Refusal("too_many_subjects", {"count": len(found)})
    listed: list[Plain] = [{"id": each.id, "name": each.name} for each in found]
    call.say("recuse_which", {"task_id": task.id, "subjects": listed})


def _ask_subject(call: Call, task: InspectionTask) -> None:
    basis = call.desk.profile.match.conflict_of_interest.cited()
    facts: dict[str, Plain] = {"task": task.name, "basis": basis}
    call.ask("recuse_subject", {"task": task.id}, "ask_recuse_subject", facts)


def _ask_reason(call: Call, task: InspectionTask, subject: Subject) -> None:
    about: dict[str, Plain] = {"task": task.id, "subject": subject.id}
    call.ask("recuse_reason", about, "ask_recuse_reason", {"name": subject.name})


def _declare(call: Call, task_id: TaskId, subject_id: SubjectId, reason: str) -> None:
    declare_recusal(
        call.desk, actor=call.actor, task_id=task_id, subject_id=subject_id, reason=reason
    )
    call.say("recused", {"name": call.desk.ledger.subjects.get(subject_id).name})
