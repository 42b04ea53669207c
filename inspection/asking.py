"""私聊提问: a verb asks a person a question in the private chat, whoever set it off."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.ids import ChatId, PersonId
from inspection.plain import Facts, Plain
from inspection.posting import Posting, Priority, Prompt
from inspection.tasks import InspectionTask


def ask_privately(
    desk: Desk,
    person_id: PersonId,
    *,
    asks: str,
    about: Facts,
    kind: str,
    facts: Facts,
    dedupe: str,
    task: InspectionTask,
) -> Prompt | None:
    """Put an open question to a person; None when the person has bound no chat account.

    A question already open in that chat stays open below this one: the newest is answered first.
    """
    person = desk.ledger.people.get(person_id)
    if person.user_id is None or not person.active:
        return None
    chat_id = ChatId(person.user_id)
    prompt = desk.ledger.prompts.add(
        Prompt(chat_id=chat_id, person_id=person_id, asks=asks, about=about, asked_at=desk.now)
    )
    desk.ledger.post(
        Posting(
            chat_id=chat_id,
            kind=kind,
            facts=facts,
            dedupe=f"{dedupe}:p{person_id}",
            priority=Priority.ANSWER,
            created_at=desk.now,
            prompt_id=prompt.id,
            task_id=task.id,
        )
    )
    return prompt


def close_asked(desk: Desk, asks: str, key: str, value: Plain) -> None:
    """Close every open question `asks` whose `about` carries this value: it is settled."""
    for prompt in desk.ledger.prompts.find(asks=asks, closed_at=None):
        if prompt.about.get(key) == value:
            desk.ledger.prompts.save(replace(prompt, closed_at=desk.now))
