"""录入清单: the sheet for the provincial platform goes out and comes back with its ticks."""

from bot.call import Call
from bot.router import router
from inspection.duties import duties_of_task
from inspection.ids import TaskId
from inspection.permissions import Deed, permit
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask
from inspection.usecases.tick_entry_sheet import tick_entry_sheet
from inspection.whose import About


@router.button("entry_sheet", Deed.PUBLISH, About.TASK)
def on_sheet(call: Call) -> None:
    """📤 录入清单, of the own department; the lead may have that of all."""
    task = call.desk.ledger.tasks.get(TaskId(call.number(0)))
    permit(call.actor, Deed.PUBLISH, task)
    send_sheet(call, task, whole=call.args[1:] == ("all",))


@router.button("entry_sheet_back", Deed.PUBLISH, About.TASK)
def on_back(call: Call) -> None:
    """📥 回填: the filled-in sheet is asked for."""
    ask_sheet(call, call.desk.ledger.tasks.get(TaskId(call.number(0))))


@router.answer("entry_sheet", Deed.PUBLISH, About.TASK)
def on_filled(call: Call) -> None:
    """The sheet is read, and all of it is ticked or none."""
    if call.upload is None or call.upload.photo:
        raise Refusal("list_not_photo")
    ticks, problems = call.backstage.read_entry_sheet(call.upload.content)
    if problems:
        raise Refusal("entry_sheet_unreadable", {"problems": problems})
    task_id = TaskId(call.about_number("task"))
    changed = tick_entry_sheet(call.desk, actor=call.actor, task_id=task_id, ticks=ticks)
    call.close_prompts()
    call.say("entry_sheet_ticked", {"changed": changed, "task_id": task_id})


def send_sheet(call: Call, task: InspectionTask, *, whole: bool) -> None:
    """The sheet goes to the private chat: it names officers."""
    own = call.actor.department_id
    if whole and own != task.lead_id:
        raise Refusal("entry_sheet_of_lead", {"task": task.name})
    views = duties_of_task(call.desk, task)
    lines = sum(whole or view.duty.department_id == own for view in views)
    if not lines:
        raise Refusal("no_duties", {"task": task.name})
    facts: Facts = {"task": task.name, "task_id": task.id, "whole": whole, "lines": lines}
    call.whisper("entry_sheet", facts, bundle=f"entry_sheet:{task.id}:{0 if whole else own}")


def ask_sheet(call: Call, task: InspectionTask) -> None:
    """Ask for the sheet in the private chat."""
    if not call.private:
        raise Refusal("only_in_private")
    permit(call.actor, Deed.PUBLISH, task)
    call.ask(
        "entry_sheet", {"task": task.id}, "ask_entry_sheet", {"task": task.name}, wants="photo"
    )
