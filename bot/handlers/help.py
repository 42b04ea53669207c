"""/bangzhu 帮助, /jixu 继续, /quxiao 取消."""

from dataclasses import replace

from bot.call import Call
from bot.commands import commands
from bot.handlers.enter import resume_entry
from bot.router import router
from inspection.people import ROLE_NAMES, Role
from inspection.permissions import Deed
from inspection.plain import Plain
from inspection.refusal import Refusal
from inspection.whose import About

USUAL: dict[Role, tuple[str, ...]] = {
    Role.OFFICE: ("bind", "task", "progress", "todo"),
    Role.LIAISON: ("whistle", "check_in", "publish", "progress", "todo"),
    Role.HEAD: ("check_in", "replace", "progress", "todo"),
    Role.INSPECTOR: ("enter", "recuse", "replace", "rectify", "todo"),
    Role.CLERK: ("publish", "documents", "summary", "archive", "todo"),
}
"""常用命令: the verbs each role needs most, listed first."""


@router.verb("help", Deed.LOOK, About.NOTHING)
def on_help(call: Call) -> None:
    """Who you are, and what can be said."""
    usual = {verb for role in call.actor.roles for verb in USUAL[role]}
    listed: list[Plain] = [
        {
            "command": entry.command,
            "description": entry.description,
            "usual": entry.verb in usual,
        }
        for entry in commands()
    ]
    roles: list[Plain] = [name for name, role in ROLE_NAMES.items() if role in call.actor.roles]
    call.say("help", {"name": call.actor.name, "roles": roles, "commands": listed})


@router.verb("cancel", Deed.LOOK, About.NOTHING)
def on_cancel(call: Call) -> None:
    """Put the open question away; what was entered stays."""
    if not call.close_prompts():
        raise Refusal("nothing_asked")
    call.say("cancelled")


@router.verb("resume", Deed.LOOK, About.NOTHING)
def on_resume(call: Call) -> None:
    """Put the open question again."""
    ledger = call.desk.ledger
    still_open = ledger.prompts.find(chat_id=call.chat_id, person_id=call.actor.id, closed_at=None)
    if not still_open:
        if not resume_entry(call):
            raise Refusal("nothing_to_resume")
        return
    prompt = still_open[-1]
    asked = ledger.postings.find(prompt_id=prompt.id)[-1]
    ledger.prompts.save(replace(prompt, message_id=None))
    call.say(asked.kind, asked.facts, prompt_id=prompt.id)
