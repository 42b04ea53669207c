"""What a handler has in hand: who speaks, where, what is meant, and how to answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar, cast

from bot.ports import Backstage, Upload
from inspection.desk import Desk
from inspection.ids import ChatId, DocumentId, FileId, PromptId, TaskId, UserId
from inspection.people import Person, Role
from inspection.plain import Facts, Plain
from inspection.posting import Posting, Priority, Prompt
from inspection.refusal import Refusal
from inspection.standing_in import held_for
from inspection.tasks import InspectionTask, TaskState

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)
_NUMBER = re.compile(r"-?[0-9]{1,10}")
"""Whole numbers that any database column takes."""


class TaskUnclear(Exception):
    """The person works in several tasks and did not say which one is meant."""

    def __init__(self, tasks: tuple[InspectionTask, ...]) -> None:
        super().__init__("which task")
        self.tasks = tasks


@dataclass(kw_only=True)
class Call:
    """One thing a person said or pressed, inside one transaction.

    `args` are the words behind a command or the arguments of a button; `message_id` is the message
    sent or pressed; `pressed` tells a button from a text.
    """

    desk: Desk
    backstage: Backstage
    actor: Person
    user_id: UserId
    chat_id: ChatId
    private: bool
    update_id: int
    message_id: int | None = None
    pressed: bool = False
    forwarded: bool = False
    args: tuple[str, ...] = ()
    text: str = ""
    upload: Upload | None = None
    prompt: Prompt | None = None
    chosen_task: TaskId | None = None
    bot_name: str = ""
    popup: tuple[str, Facts, bool] | None = None
    _posted: int = field(default=0, repr=False)

    # -- what is meant -------------------------------------------------------------------------

    def number(self, place: int) -> int:
        """The integer argument at `place`; a malformed button is a Refusal, not a fault."""
        if not _NUMBER.fullmatch(self.word(place)):
            raise Refusal("button_out_of_date")
        return int(self.args[place])

    def word(self, place: int) -> str:
        """The argument at `place`, or a Refusal when the button does not carry it."""
        if place >= len(self.args):
            raise Refusal("button_out_of_date")
        return self.args[place]

    def choice(self, place: int, choices: type[ChoiceT]) -> ChoiceT:
        """The member of an enumeration that the argument at `place` names."""
        if self.word(place) not in {each.value for each in choices}:
            raise Refusal("button_out_of_date")
        return choices(self.args[place])

    def task(self) -> InspectionTask:
        """The task that is meant: the chosen one, the group's, or the person's only open one."""
        tasks = self.desk.ledger.tasks
        if self.chosen_task is not None:
            return tasks.get(self.chosen_task)
        if not self.private:
            bound = tasks.find(chat_id=self.chat_id)
            if not bound:
                raise Refusal("group_not_bound")
            return bound[-1]
        mine = self.open_tasks()
        if not mine:
            raise Refusal("no_open_task")
        if len(mine) > 1:
            raise TaskUnclear(mine)
        return mine[0]

    def open_tasks(self) -> tuple[InspectionTask, ...]:
        """The tasks not yet archived that the person, their department or the office works in."""
        ledger = self.desk.ledger
        return tuple(
            task
            for task in ledger.tasks.find(state=(TaskState.OPEN, TaskState.SUMMARISED))
            if Role.OFFICE in self.actor.roles or held_for(ledger, self.actor, task)
        )

    def about(self, key: str) -> Plain:
        """A fact the open prompt carries."""
        if self.prompt is None or key not in self.prompt.about:
            raise Refusal("button_out_of_date")
        return self.prompt.about[key]

    def about_number(self, key: str) -> int:
        """An integer fact the open prompt carries."""
        return cast(int, self.about(key))

    # -- how to answer -------------------------------------------------------------------------

    def say(
        self,
        kind: str,
        facts: Mapping[str, Plain] | None = None,
        *,
        to: ChatId | None = None,
        priority: Priority = Priority.ANSWER,
        document_id: DocumentId | None = None,
        file_id: FileId | None = None,
        bundle: str = "",
        slot: str = "",
        prompt_id: PromptId | None = None,
        edits: int | None = None,
    ) -> None:
        """Answer with a new message here, or in the chat `to`."""
        self._posted += 1
        chat = self.chat_id if to is None else to
        reply = None if self.private or self.pressed or to is not None else self.message_id
        self.desk.ledger.post(
            Posting(
                chat_id=chat,
                kind=kind,
                facts=dict(facts or {}),
                dedupe=f"u{self.update_id}:{self._posted}",
                priority=priority,
                created_at=self.desk.now,
                slot=slot,
                edits=edits,
                reply_to=reply,
                document_id=document_id,
                file_id=file_id,
                bundle=bundle,
                prompt_id=prompt_id,
            )
        )

    def show(self, kind: str, facts: Mapping[str, Plain] | None = None) -> None:
        """Answer in place: the pressed message becomes this one; a text gets a new message."""
        edits = self.message_id if self.pressed else None
        self.say(kind, facts, edits=edits)

    def whisper(
        self,
        kind: str,
        facts: Mapping[str, Plain] | None = None,
        *,
        document_id: DocumentId | None = None,
        bundle: str = "",
    ) -> None:
        """Answer in the person's private chat, wherever the question came from."""
        self.say(kind, facts, to=ChatId(self.user_id), document_id=document_id, bundle=bundle)

    def ask(
        self,
        asks: str,
        about: Mapping[str, Plain],
        kind: str,
        facts: Mapping[str, Plain] | None = None,
        *,
        wants: str = "text",
    ) -> Prompt:
        """Ask the person a question here; the answer goes to the handler `asks`.

        Earlier questions to the same person in the same chat are closed: one at a time.
        """
        self.close_prompts()
        prompt = self.desk.ledger.prompts.add(
            Prompt(
                chat_id=self.chat_id,
                person_id=self.actor.id,
                asks=asks,
                about=dict(about),
                wants=wants,
                asked_at=self.desk.now,
            )
        )
        self.say(kind, facts, prompt_id=prompt.id)
        return prompt

    def close_prompts(self) -> int:
        """Close the person's open questions in this chat; return how many there were."""
        prompts = self.desk.ledger.prompts
        still_open = prompts.find(chat_id=self.chat_id, person_id=self.actor.id, closed_at=None)
        for prompt in still_open:
            prompts.save(replace(prompt, closed_at=self.desk.now))
        return len(still_open)

    def toast(self, kind: str, facts: Mapping[str, Plain] | None = None) -> None:
        """A brief pop-up for a pressed button; nothing for a text."""
        self.popup = (kind, dict(facts or {}), False)

    def alert(self, kind: str, facts: Mapping[str, Plain] | None = None) -> None:
        """A pop-up that must be dismissed: the only private answer in a group."""
        self.popup = (kind, dict(facts or {}), True)
