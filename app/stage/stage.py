"""The stage: people of the county say and press things; the bot answers; time moves by hand."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from app.binding_links import issue_link
from app.demo.seed import seed_demo
from app.profiles import profile_folder
from app.sandbox.model import SandboxChat, SandboxMessage, SandboxUser
from app.sandbox.thread import SandboxThread
from app.sandbox.world import World
from app.settings import Settings
from app.stage.runners import ProcessRunner, Runner, ThreadRunner
from inspection.inbox import InboxState
from inspection.people import Person
from inspection.posting import PostingState
from inspection.workdays import Calendar
from scheduler.calendar import china_calendar
from scheduler.clock import SHANGHAI, FileClock
from storage.database import Database, open_database

PATIENCE = 60.0
"""Seconds the stage waits for the bot to come to rest before that is a failure."""
LOOK = 0.01
FIRST_MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
"""Monday morning of a week without holidays: where every rehearsal begins."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a person saw after pressing a button."""

    text: str
    alert: bool


class Narrator(Protocol):
    """Somebody who takes notes of presses; messages are heard from the world itself."""

    def pressing(self, name: str, label: str, chat: SandboxChat) -> None:
        """A person presses a button."""

    def popped_up(self, name: str, pressed: Pressed) -> None:
        """What the person saw for it, if anything."""


class NobodyNarrates:
    """Nobody takes notes."""

    def pressing(self, name: str, label: str, chat: SandboxChat) -> None:
        """Nothing."""

    def popped_up(self, name: str, pressed: Pressed) -> None:
        """Nothing."""


class StageError(AssertionError):
    """Something on the stage went differently from what the play demands."""


class Stage:
    """One county, one pretended Telegram, one ledger, one bot that may die and come back.

    `says`, `presses` and `sends_*` return when the bot is at rest again. `start` None goes on at
    the moment the folder's clock shows; `adopted` is whether the office has adopted the defaults.
    """

    def __init__(
        self,
        folder: Path,
        locality: str,
        *,
        as_process: bool = False,
        start: datetime | None = FIRST_MORNING,
        privacy: bool = True,
        adopted: bool = True,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.locality = locality
        self.clock = FileClock(folder / "clock.txt")
        if start is not None:
            self.clock.set(start)
        self.world = World(self.clock.now)
        self.bot = self.world.add_bot("chuishao_bot", "吹哨", privacy=privacy)
        self.server = SandboxThread(self.world).start()
        self.settings = self._settings()
        self.database: Database = open_database(self.settings.database)
        self.database.migrate()
        with self.database.transaction() as ledger:
            if not ledger.office.find():
                seed_demo(ledger, locality, self.clock.now(), adopted=adopted)
        self.runner: Runner = (
            ProcessRunner(self.settings, folder / "bot.log")
            if as_process
            else ThreadRunner(self.settings)
        )
        self.users: dict[str, SandboxUser] = {}
        self.narrator: Narrator = NobodyNarrates()

    def _settings(self) -> Settings:
        return Settings(
            token=self.bot.token,
            base_url=self.server.base_url,
            base_file_url=self.server.base_file_url,
            database=f"sqlite:///{self.folder / 'ledger.db'}",
            locality=self.locality,
            profiles=str(profile_folder() or ""),
            tick_milliseconds=100,
            pacing=0,
            clock_file=str(self.folder / "clock.txt"),
        )

    @property
    def calendar(self) -> Calendar:
        """The working days round the stage's clock."""
        year = self.clock.now().year
        return china_calendar(range(year - 1, year + 3))

    # -- the bot -------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the bot."""
        self.runner.start()

    def restart(self) -> None:
        """Kill the bot without notice and start it again, as after a power cut."""
        self.runner.kill()
        self.runner.start()

    def close(self) -> None:
        """End the play."""
        self.runner.stop()
        self.server.stop()
        self.database.close()

    # -- people --------------------------------------------------------------------------------

    def user(self, name: str) -> SandboxUser:
        """The account of a person, made when first asked for."""
        if name not in self.users:
            self.users[name] = self.server.call(self.world.add_user, name)
        return self.users[name]

    def bind(self, name: str) -> None:
        """The operator's one-time link, opened by the person themself."""
        token = issue_link(self.database, self.clock, name)
        self.server.call(self.world.start_private, self.user(name), token)
        self.rest()

    def follow_link(self, name: str, message: SandboxMessage) -> None:
        """The person opens the deep link that stands in a message."""
        link = re.search(r"https://t\.me/\S+", message.text)
        if link is None:
            raise StageError(f"消息里没有链接：{message.text}")
        self.server.call(self.world.follow_link, self.user(name), link.group())
        self.rest()

    def group(self, title: str, names: list[str]) -> SandboxChat:
        """A group of these people, with the bot in it."""
        users = [self.user(name) for name in names]
        chat = self.server.call(self.world.add_group, title, users)
        self.server.call(self.world.add_bot_to_group, chat, users[0])
        self.rest()
        return chat

    def private(self, name: str) -> SandboxChat:
        """The person's private chat with the bot."""
        return self.server.call(self.world.private, self.user(name))

    def person(self, name: str) -> Person:
        """The person in the ledger."""
        with self.database.reading() as ledger:
            return ledger.people.find(name=name)[0]

    # -- what people do ------------------------------------------------------------------------

    def says(
        self, name: str, text: str, chat: SandboxChat | None = None, reply_to: int | None = None
    ) -> None:
        """Send a text in `chat`, or in the private chat."""
        where = chat or self.private(name)
        self.server.call(self.world.send_text, self.user(name), where, text, reply_to=reply_to)
        self.rest()

    def presses(
        self,
        name: str,
        label: str,
        chat: SandboxChat | None = None,
        message: SandboxMessage | None = None,
    ) -> Pressed:
        """Press the newest button whose label contains `label`."""
        where = chat or self.private(name)
        shown, button = self.button(where, label, message)
        self.narrator.pressing(name, button, where)
        query = self.server.call(self.world.press, self.user(name), where, shown.id, button)
        self.rest()
        self._until(lambda: self.server.call(self.world.callback_answer, query) is not None)
        answer = self.server.call(self.world.callback_answer, query)
        pressed = Pressed((answer.text or "") if answer else "", bool(answer and answer.show_alert))
        self.narrator.popped_up(name, pressed)
        return pressed

    def button(
        self, chat: SandboxChat, label: str, message: SandboxMessage | None = None
    ) -> tuple[SandboxMessage, str]:
        """The newest message with such a button, and the button's whole label."""
        shown = [message] if message else list(reversed(self.messages(chat)))
        for each in shown:
            for row in each.buttons:
                for button in row:
                    if label in button.text:
                        return each, button.text
        seen = "\n".join(line.text[:60] for line in shown[:5])
        raise StageError(f"没有“{label}”按钮。最近的消息：\n{seen}")

    def sends_photo(self, name: str, content: bytes, chat: SandboxChat | None = None) -> None:
        """Send a picture."""
        where = chat or self.private(name)
        self.server.call(self.world.send_photo, self.user(name), where, content)
        self.rest()

    def sends_document(
        self, name: str, content: bytes, file_name: str, chat: SandboxChat | None = None
    ) -> None:
        """Send a file."""
        where = chat or self.private(name)
        self.server.call(self.world.send_document, self.user(name), where, content, file_name)
        self.rest()

    # -- what can be seen ----------------------------------------------------------------------

    def messages(self, chat: SandboxChat) -> list[SandboxMessage]:
        """What is in the chat now, oldest first."""
        return self.server.call(self.world.messages, chat)

    def last(self, chat: SandboxChat) -> SandboxMessage:
        """The newest message in the chat."""
        return self.messages(chat)[-1]

    # -- time ----------------------------------------------------------------------------------

    def advance(self, to: datetime | timedelta) -> None:
        """Move the clock; whatever falls due in between is said, each at its own moment."""
        target = to if isinstance(to, datetime) else self.clock.now() + to
        while (moment := self.next_due(target)) is not None:
            self.clock.set(moment)
            self.rest()
        self.clock.set(target)
        self.rest()

    def next_due(self, target: datetime) -> datetime | None:
        """The next moment up to `target` at which the clock must speak, None when there is none."""
        with self.database.reading() as ledger:
            due = ledger.due(target, 1)
        return max(due[0].due_at, self.clock.now()) if due else None

    def rest(self) -> None:
        """Settle; a fault of the bot ends the play."""
        self.settle()
        with self.database.reading() as ledger:
            for posting in ledger.postings.find(state=PostingState.FAILED):
                raise StageError(f"消息没有发出：{posting.kind}：{posting.failure}")
            for update in ledger.inbox.find(state=InboxState.FAULTY):
                raise StageError(f"机器人出错：{update.failure}")

    def settle(self) -> None:
        """Wait until nothing is unread, unanswered, unsent or due."""
        self._until(self._at_rest)

    def _at_rest(self) -> bool:
        if not self.server.call(self.world.quiet):
            return False
        with self.database.reading() as ledger:
            now = self.clock.now()
            return not (
                ledger.waiting_updates(1)
                or ledger.sendable(now, 1)
                or ledger.postings.find(state=PostingState.SENDING)
                or ledger.due(now, 1)
            )

    def _until(self, ready: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not ready():
            self.runner.check()
            if time.monotonic() > deadline:
                raise StageError("机器人长时间没有停下来：" + self._unfinished())
            time.sleep(LOOK)

    def _unfinished(self) -> str:
        with self.database.reading() as ledger:
            now = self.clock.now()
            return (
                f"未读 {self.server.call(self.world.unconfirmed)}，"
                f"待办更新 {len(ledger.waiting_updates())}，"
                f"待发 {[(p.kind, p.failure) for p in ledger.sendable(now)][:5]}，"
                f"到期 {len(ledger.due(now))}"
            )
