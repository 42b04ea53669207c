"""/daiban 我的待办: what waits for this person, with one button each."""

from bot.call import Call
from bot.router import router
from inspection.permissions import Deed
from inspection.todo import todo_facts
from inspection.whose import About


@router.verb("todo", Deed.LOOK, About.NOTHING)
def on_todo(call: Call) -> None:
    """The list itself is for the private chat; a group gets the counts only."""
    facts = todo_facts(call.desk, call.actor)
    if call.private:
        call.show("todo", facts)
        return
    call.whisper("todo", facts)
    counts = {"name": facts["name"], "total": facts["total"], "late": facts["late"]}
    if call.pressed:
        call.alert("todo_counts_toast", counts)
    else:
        call.say("todo_counts", {**counts, "bot": call.bot_name})


@router.button("todo_page", Deed.LOOK, About.NOTHING)
def on_todo_page(call: Call) -> None:
    """Another page; what was done meanwhile is gone from it."""
    call.show("todo", todo_facts(call.desk, call.actor, call.number(0)))
