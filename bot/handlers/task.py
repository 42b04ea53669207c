"""/renwu 任务: choose an entry of the annual plan, look at it, open the task."""

import re

from bot.call import Call
from bot.router import router
from inspection.applicability import question_facts
from inspection.ids import PlanEntryId
from inspection.people import Role
from inspection.permissions import Deed
from inspection.plain import Facts, Plain
from inspection.plan_words import share_of
from inspection.planning import require_in_force
from inspection.plans import PlanEntry
from inspection.refusal import Refusal
from inspection.roster import short_names
from inspection.tasks import TaskState
from inspection.usecases.bind_group import bind_group
from inspection.usecases.open_task import open_task
from inspection.usecases.rule_out_task import rule_out_task

_PLACE = re.compile(r"属于[（(]?([一二三四五六七八九])[）)]?")
_OPEN_WORDS = ("开", "都不属于")


@router.verb("task", Deed.OPEN_TASK)
def on_task(call: Call) -> None:
    """The plan entries this person may open; `/renwu 编号 都不属于` opens one in words."""
    entries = [entry for entry in call.desk.ledger.plan_entries.find() if _may_open(call, entry)]
    if not entries:
        raise Refusal("no_plan_entry")
    if call.args and not call.pressed:
        _open_in_words(call, entries)
        return
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
    """Open the task, or ask first what the circular wants asked."""
    entry = call.desk.ledger.plan_entries.get(PlanEntryId(call.number(0)))
    require_in_force(call.desk, entry)
    asked = call.desk.profile.task.not_applicable
    if asked.value and call.args[1:] != ("none",):
        call.show("applicability", question_facts(call.desk, entry))
        return
    _open(call, entry)


@router.button("rule_out", Deed.OPEN_TASK)
def on_rule_out(call: Call) -> None:
    """属于其中一种: the answer is kept and no task opened."""
    entry = call.desk.ledger.plan_entries.get(PlanEntryId(call.number(0)))
    _rule_out(call, entry, call.number(1))


def _open_in_words(call: Call, entries: list[PlanEntry]) -> None:
    named = [entry for entry in entries if entry.number == call.args[0]]
    if len(named) != 1:
        numbers = [entry.number for entry in entries]
        raise Refusal("plan_number_unclear", {"said": call.args[0][:40], "numbers": numbers[:8]})
    answer = "".join(call.args[1:])
    place = _PLACE.fullmatch(answer)
    if place is not None:
        _rule_out(call, named[0], "一二三四五六七八九".index(place.group(1)) + 1)
    elif answer in _OPEN_WORDS:
        _open(call, named[0], none_applies=answer != "开")
    else:
        call.show("plan_entry", _entry_facts(call, named[0]))


def _rule_out(call: Call, entry: PlanEntry, place: int) -> None:
    words = rule_out_task(call.desk, actor=call.actor, plan_entry_id=entry.id, place=place)
    basis = call.desk.profile.task.not_applicable.cited()
    facts: Facts = {"name": entry.name, "reason": words, "basis": basis}
    call.show("task_ruled_out", facts)


def _open(call: Call, entry: PlanEntry, *, none_applies: bool = True) -> None:
    """Open the task; in a group, bind the group to it at once."""
    task = open_task(call.desk, actor=call.actor, plan_entry_id=entry.id, none_applies=none_applies)
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
