"""绑定群: a group chat becomes the chat of one task's team."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.ids import ChatId, TaskId
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask, TaskState


def bind_group(desk: Desk, *, actor: Person, task_id: TaskId, chat_id: ChatId) -> InspectionTask:
    """Bind the group; one group serves one unfinished task at a time.

    Refusals: `not_a_group`, `group_taken`, `task_has_group`.
    """
    task = desk.ledger.tasks.get(task_id)
    permit(actor, Deed.BIND_GROUP, task)
    if chat_id > 0:
        raise Refusal("not_a_group")
    for other in desk.ledger.tasks.find(chat_id=chat_id):
        if other.id != task.id and other.state is not TaskState.ARCHIVED:
            raise Refusal("group_taken", {"task": other.name})
    if task.chat_id not in (None, chat_id):
        raise Refusal("task_has_group", {"task": task.name})
    bound = desk.ledger.tasks.save(replace(task, chat_id=chat_id))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb="group_bound",
        facts={"chat": chat_id},
    )
    return bound
