"""The chat as stories tell it: people say and press things, and see what the bot answers.

`Chat` plays on the real stage: the real bot, a real HTTP Bot API server, a real SQLite file. It
fails when the bot faults or a posting cannot be sent.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from app.profiles import load_profile
from app.sandbox.model import SandboxChat, SandboxMessage
from app.stage.stage import Pressed, Stage
from inspection.ids import DepartmentId
from inspection.people import Person, Role
from inspection.plans import PlanEntry

GROUP = "加油站部门联合抽查工作群"


class Chat:
    """A county office in the chat, with the petrol-station task at hand."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        with stage.database.reading() as ledger:
            entries = [e for e in ledger.plan_entries.find() if "加油站" in e.name]
            self.entry: PlanEntry = entries[0]
            self._people = ledger.people.find()
        self.lead = self.one(self.entry.lead_id, Role.LIAISON)
        self.partners = [self.one(each, Role.LIAISON) for each in self.entry.partner_ids]
        self.group: SandboxChat | None = None

    # -- who -----------------------------------------------------------------------------------

    def one(self, department: DepartmentId, role: Role, place: int = 0) -> str:
        """The name of the department's person in that role."""
        return self.all(department, role)[place]

    def all(self, department: DepartmentId, role: Role) -> list[str]:
        """All names of the department's people in that role."""
        return [p.name for p in self._people if p.department_id == department and role in p.roles]

    def office(self) -> str:
        """The name of somebody of the coordinating office."""
        return next(p.name for p in self._people if Role.OFFICE in p.roles)

    def person(self, name: str) -> Person:
        """The person in the ledger."""
        return self.stage.person(name)

    # -- scenes --------------------------------------------------------------------------------

    def gather(self, *more: str) -> SandboxChat:
        """The liaisons (and `more`) bind themselves and meet in a group with the bot."""
        names = [self.lead, *self.partners, *more]
        for name in names:
            self.stage.bind(name)
        self.group = self.stage.group(GROUP, names)
        return self.group

    def open_task(self) -> None:
        """The lead department opens the task in the group."""
        self.says(self.lead, "/renwu")
        self.presses(self.lead, "加油站")
        self.presses(self.lead, "开任务")
        if not load_profile(self.stage.locality).task.not_applicable.silent:
            self.presses(self.lead, "都不属于")

    def whistle(self) -> None:
        """The lead department whistles for the next stage, two working days."""
        self.says(self.lead, "/chuishao")
        self.presses(self.lead, "2 个工作日")
        self.presses(self.lead, "确认发出")

    def all_check_in(self) -> None:
        """Every partner checks in by the button."""
        for name in self.partners:
            self.stage.presses(name, "✅", self.group)

    # -- acts and sights -----------------------------------------------------------------------

    def says(self, name: str, text: str, *, private: bool = False) -> None:
        """Say something in the group, or in private."""
        self.stage.says(name, text, None if private else self.group)

    def presses(self, name: str, label: str, *, private: bool = False) -> Pressed:
        """Press the newest button with that label."""
        return self.stage.presses(name, label, None if private else self.group)

    def answers(self, name: str, text: str) -> None:
        """Reply to the bot's newest message in the group."""
        assert self.group is not None
        self.stage.says(name, text, self.group, reply_to=self.newest().id)

    def waits(self, **duration: float) -> None:
        """Let time pass; what falls due is said on the way."""
        self.stage.advance(timedelta(**duration))

    def newest(self) -> SandboxMessage:
        """The bot's newest message in the group."""
        assert self.group is not None
        return [m for m in self.stage.messages(self.group) if m.sender.is_bot][-1]

    def seen(self) -> list[str]:
        """The texts of all messages in the group."""
        assert self.group is not None
        return [message.text for message in self.stage.messages(self.group)]

    def sees(self, *words: str) -> SandboxMessage:
        """The newest group message that has all the words; fails when there is none."""
        assert self.group is not None
        return self._find(self.group, words)

    def reads(self, name: str, *words: str) -> SandboxMessage:
        """The newest message in the person's private chat that has all the words."""
        return self._find(self.stage.private(name), words)

    def _find(self, chat: SandboxChat, words: tuple[str, ...]) -> SandboxMessage:
        messages = self.stage.messages(chat)
        for message in reversed(messages):
            if all(word in message.text for word in words):
                return message
        texts = "\n---\n".join(message.text for message in messages[-6:])
        raise AssertionError(f"没有看到 {words}；最近的消息：\n{texts}")


@contextmanager
def chat_of(folder: Path, locality: str = "xinyang", *, privacy: bool = True) -> Iterator[Chat]:
    """A fresh county and a running bot."""
    stage = Stage(folder, locality, privacy=privacy)
    stage.start()
    try:
        yield Chat(stage)
    finally:
        stage.close()
