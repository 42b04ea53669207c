"""布置好的县: a stage with everybody bound and one work group, ready for /renwu."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.backstage import Backstage
from app.sandbox.keeping import is_kept, restore_world, write, written
from app.sandbox.model import SandboxChat
from app.stage.stage import FIRST_MORNING, Stage
from inspection.inbox import InboxState
from inspection.ledger import Ledger
from inspection.people import Person, Role
from inspection.plans import PlanEntry
from inspection.posting import PostingState
from inspection.usecases.issue_bind_link import issue_bind_link

STRANGER = "访客甲"
"""Somebody in the group whom the office has not bound: the bot must turn them away."""
SETTING = "setting.json"
FARTHEST = timedelta(days=400)
"""How far one turn of the clock may go."""


class CountyRefusal(Exception):
    """The county cannot be set up, or its clock turned, that way; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class Setting:
    """布置: whose rules hold, and which entry of the annual plan the group is about."""

    locality: str
    plan: str = ""


class County:
    """一台演练: the demo county on a stage, its group, and who has seen what.

    Made in a worker thread: setting up waits for the bot. `folder` that was used before goes on.
    """

    def __init__(self, folder: Path, setting: Setting) -> None:
        resumed = is_kept(folder) and (folder / SETTING).is_file()
        if resumed:
            setting = Setting(**json.loads((folder / SETTING).read_text(encoding="utf-8")))
        self.folder = folder
        start = None if resumed else FIRST_MORNING
        self.stage = Stage(folder, setting.locality, start=start)
        try:
            self.backstage = Backstage(self.stage.database, self.stage.clock)
            with self.stage.database.reading() as ledger:
                self.entry = _entry(ledger, setting.plan)
            self.setting = Setting(setting.locality, self.entry.number)
            self.seen: dict[tuple[int, int], int] = {}
            if resumed:
                self._resume()
            else:
                self._set_up()
        except BaseException:
            self.stage.close()
            raise

    # -- setting up ----------------------------------------------------------------------------

    def _set_up(self) -> None:
        self.stage.start()
        people = self._people()
        with self.backstage.desk() as desk:
            links = {person.name: self.backstage.roll_token() for person in people}
            for person in people:
                issue_bind_link(desk, actor=None, person_id=person.id, token=links[person.name])
        for name, token in links.items():
            user = self.stage.user(name)
            self.stage.server.call(self.stage.world.start_private, user, token)
        self.stage.settle()
        self.stage.group(f"{self.entry.name}工作群", [*links, STRANGER])
        self.stage.settle()
        for chat in self.stage.world.chats():
            for user_id in [chat.id] if chat.is_private else list(chat.members):
                self.seen[user_id, chat.id] = chat.last_message_id
        (self.folder / SETTING).write_text(
            json.dumps({"locality": self.setting.locality, "plan": self.setting.plan}),
            encoding="utf-8",
        )

    def _resume(self) -> None:
        self.seen = self.stage.server.call(restore_world, self.stage.world, self.folder)
        with self.stage.database.reading() as ledger:
            taken = max((update.update_id for update in ledger.inbox.find()), default=0)
        queue = self.stage.bot.queue
        queue.next_id = max(queue.next_id, taken + 1)  # a crash may have lost the newest page
        self.stage.users = {user.first_name: user for user in self.stage.world.users.values()}
        self.stage.start()

    def _people(self) -> list[Person]:
        """The people of the plan entry's departments, its liaison first, and the office's."""
        with self.stage.database.reading() as ledger:
            people = ledger.people.find(active=True)
        wanted = (self.entry.lead_id, *self.entry.partner_ids)
        team = [
            person
            for department_id in wanted
            for person in people
            if person.department_id == department_id
        ]
        office = [person for person in people if Role.OFFICE in person.roles and person not in team]
        return team + office

    # -- what the page needs -------------------------------------------------------------------

    @property
    def group(self) -> SandboxChat:
        """The work group, under its present number."""
        found = next(iter(self.stage.world.groups.values()))
        return self.stage.world.chat(found.migrated_to or found.id)

    def keep(self) -> None:
        """Write the pretended Telegram down beside the ledger."""
        world = self.stage.world
        kept = self.stage.server.call(written, world, self.seen)
        write(kept, list(world.files.values()), self.folder)

    def trouble(self) -> str:
        """What is wrong with the bot, in one Chinese line; empty when nothing is."""
        try:
            self.stage.runner.check()
        except Exception as fault:
            return f"机器人已停止（{type(fault).__name__}），请点“重新开始”。"
        with self.stage.database.reading() as ledger:
            if ledger.inbox.find(state=InboxState.FAULTY):
                return "机器人处理某条消息时出过错，那一步没有生效；其余照常。"
            if ledger.postings.find(state=PostingState.FAILED):
                return "有一条消息没有发出去；其余照常。"
        return ""

    # -- time ----------------------------------------------------------------------------------

    def next_deadline(self) -> datetime | None:
        """The next moment at which the clock must speak of a task; the year's plan may wait."""
        now = self.stage.clock.now()
        with self.stage.database.reading() as ledger:
            due = ledger.due(now + FARTHEST)
        return next((max(each.due_at, now) for each in due if each.task_id is not None), None)

    def advance(self, target: datetime, turned: Callable[[], None]) -> None:
        """Move the clock, stopping at every deadline; `turned` hears of each stop. Blocks."""
        now = self.stage.clock.now()
        if target < now:
            raise CountyRefusal(f"时钟只能往前拨：现在已是 {now:%Y-%m-%d %H:%M}。")
        if target - now > FARTHEST:
            raise CountyRefusal(f"一次最多往前拨 {FARTHEST.days} 天，请分几次拨。")
        while (moment := self.stage.next_due(target)) is not None:
            self._turn(moment, turned)
        self._turn(target, turned)

    def _turn(self, moment: datetime, turned: Callable[[], None]) -> None:
        self.stage.clock.set(moment)
        turned()
        self.stage.settle()

    def close(self) -> None:
        """End it; the folder stays."""
        self.stage.close()


def _entry(ledger: Ledger, number: str) -> PlanEntry:
    """The plan entry of that number, or the first when none is named."""
    entries = ledger.plan_entries.find()
    for entry in entries:
        if number in ("", entry.number):
            return entry
    known = "、".join(entry.number for entry in entries)
    raise CountyRefusal(f"没有编号为“{number}”的计划，可选：{known}。")


def plan_choices(ledger: Ledger) -> list[Mapping[str, str]]:
    """The entries of the annual plan, for the 重新开始 dialog."""
    return [{"number": each.number, "name": each.name} for each in ledger.plan_entries.find()]
