"""/zongjie 总结: what is still open, then the closing summary."""

from bot.call import Call
from bot.router import router
from inspection.closing import open_work, require_work_done, work_facts
from inspection.ids import TaskId
from inspection.permissions import Deed, permit
from inspection.tasks import TaskState, require_open
from inspection.usecases.summarise_task import FORM, summarise_task
from inspection.whose import About


@router.verb("summary", Deed.SUMMARISE)
def on_summary(call: Call) -> None:
    """What is done and what is open; refused while visits or publications are."""
    task = call.task()
    permit(call.actor, Deed.SUMMARISE, task)
    require_open(task)
    work = open_work(call.desk, task)
    require_work_done(call.desk, task, work)
    facts = work_facts(call.desk, task, work)
    drafted = call.desk.ledger.documents.find(task_id=task.id, form=FORM)
    summarised = task.state is TaskState.SUMMARISED
    call.show("summary_menu", {**facts, "summarised": summarised, "versions": len(drafted)})


@router.button("summarise", Deed.SUMMARISE, About.TASK)
def on_summarise(call: Call) -> None:
    """生成总结."""
    task_id = TaskId(call.number(0))
    before = len(call.desk.ledger.documents.find(task_id=task_id, form=FORM))
    document = summarise_task(call.desk, actor=call.actor, task_id=task_id)
    facts = {"task_id": task_id, "document": document.id, "version": document.version}
    call.show("summary_done", {**facts, "new": document.version > before})
