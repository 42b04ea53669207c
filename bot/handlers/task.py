"""/renwu 任务: choose an entry of the annual plan, look at it, open the task."""

from bot.call import Call
from bot.router import router
from inspection.ids import PlanEntryId
from inspection.people import Role
from inspection.permissions import Deed
from inspection.plain import Facts, Plain
from inspection.plan_words import share_of
from inspection.plans import PlanEntry
from inspection.refusal import Refusal
from inspection.roster import short_names
from inspection.tasks import TaskState
from inspection.usecases.bind_group import bind_group
from inspection.usecases.open_task import open_task


@router.verb("task", Deed.OPEN_TASK)
def on_task(call: Call) -> None:
    """The plan entries this person may open."""
    entries = [entry for entry in call.desk.ledger.plan_entries.find() if _may_open(call, entry)]
    if not entries:
        raise Refusal("no_plan_entry")
    listed: list[Plain] = [
        {"id": entry.id, "number": entry.number, "name": entry.name} for entry in entries
    ]
    call.show("plan_menu", {"entries": listed})


@router.button("plan", Deed.OPEN_TASK)
def on_plan(call: Call) -> None:
    """One plan entry in full, with the button that opens the task."""
    entry = call.desk.ledger.plan_entries.get(PlanEntryId(call.number(0)))
    call.show("plan_entry", _entry_facts(call, entry))


@router.button("open_task", Deed.OPEN_TASK)
def on_open_task(call: Call) -> None:
    """Open the task; in a group, bind the group to it at once."""
    task = open_task(call.desk, actor=call.actor, plan_entry_id=PlanEntryId(call.number(0)))
    if not call.private:
        task = bind_group(call.desk, actor=call.actor, task_id=task.id, chat_id=call.chat_id)
    call.show(
        "task_opened",
        {
            "number": task.number,
            "name": task.name,
            "bound": task.chat_id is not None,
            "lead": call.desk.ledger.departments.get(task.lead_id).short_name,
            "call_word": call.desk.profile.whistle.call_word,
        },
    )


def _may_open(call: Call, entry: PlanEntry) -> bool:
    mine = Role.OFFICE in call.actor.roles or entry.lead_id == call.actor.department_id
    tasks = call.desk.ledger.tasks.find(plan_entry_id=entry.id)
    closed = all(task.state is TaskState.ARCHIVED for task in tasks)
    return mine and closed and not entry.cancelled


def _entry_facts(call: Call, entry: PlanEntry) -> Facts:
    ledger = call.desk.ledger
    items: list[Plain] = [
        {
            "name": item.name,
            "department": ledger.departments.get(item.department_id).short_name,
        }
        for item in (ledger.items.get(item_id) for item_id in entry.item_ids)
    ]
    return {
        "id": entry.id,
        "number": entry.number,
        "name": entry.name,
        "industry": entry.industry,
        "lead": ledger.departments.get(entry.lead_id).short_name,
        "partners": list(short_names(ledger, entry.partner_ids)),
        "items": items,
        "rate": share_of(entry, by_class=False),
        "starts": entry.starts_on.isoformat(),
        "ends": entry.ends_on.isoformat(),
        "subjects": len(ledger.subjects.find(industry=entry.industry)),
        "private": call.private,
        "words": {
            "lead": call.desk.profile.names.lead,
            "partner": call.desk.profile.names.participating,
        },
    }
