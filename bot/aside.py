"""Turning to the private chat: details of a check are shown and asked there, never in a group."""

from collections.abc import Mapping
from dataclasses import replace

from bot.call import Call
from inspection.ids import ChatId
from inspection.plain import Plain
from inspection.posting import Prompt


def turn(call: Call, kind: str, facts: Mapping[str, Plain] | None = None) -> None:
    """Show in the private chat: the pressed message there becomes this one."""
    close_aside(call)
    if call.private:
        call.show(kind, facts)
    else:
        call.whisper(kind, facts)
        call.toast("see_private")


def question(
    call: Call,
    asks: str,
    about: Mapping[str, Plain],
    kind: str,
    facts: Mapping[str, Plain],
    *,
    wants: str = "text",
) -> None:
    """Ask in the private chat; buttons and a typed answer both work, `/jixu` asks again."""
    close_aside(call)
    private = ChatId(call.user_id)
    prompt = call.desk.ledger.prompts.add(
        Prompt(
            chat_id=private,
            person_id=call.actor.id,
            asks=asks,
            about=dict(about),
            wants=wants,
            asked_at=call.desk.now,
        )
    )
    if call.private:
        edits = call.message_id if call.pressed else None
        call.say(kind, facts, prompt_id=prompt.id, edits=edits)
        return
    call.say(kind, facts, to=private, prompt_id=prompt.id)
    call.toast("see_private")


def asked(call: Call, asks: str) -> Prompt | None:
    """The person's open private question of this kind, for a button that answers it."""
    found = call.desk.ledger.prompts.find(
        chat_id=ChatId(call.user_id), person_id=call.actor.id, asks=asks, closed_at=None
    )
    return found[-1] if found else None


def close_aside(call: Call) -> None:
    """Close the person's open questions in the private chat."""
    prompts = call.desk.ledger.prompts
    for prompt in prompts.find(
        chat_id=ChatId(call.user_id), person_id=call.actor.id, closed_at=None
    ):
        prompts.save(replace(prompt, closed_at=call.desk.now))
