"""The play: stage, cast, transcript and dice, handed from scene to scene."""

import random
from datetime import datetime, timedelta
from pathlib import Path

from app.rehearsal.cast import Cast
from app.rehearsal.transcript import Transcript
from app.sandbox.model import SandboxChat, SandboxMessage
from app.stage.stage import Pressed, Stage, StageError
from inspection.tasks import InspectionTask
from scheduler.clock import SHANGHAI

TRADE = "加油站"
"""The plan entry every rehearsal carries out."""


class Play:
    """What a scene has in hand. All chance comes from `dice`: same seed, same play."""

    def __init__(self, stage: Stage, transcript: Transcript, seed: int) -> None:
        self.stage = stage
        self.transcript = transcript
        self.cast = Cast(stage, TRADE)
        self.dice = random.Random(seed)
        self.restarts = 0
        self._group: SandboxChat | None = None

    @property
    def group(self) -> SandboxChat:
        """The team's group chat."""
        if self._group is None:
            raise StageError("工作群还没有建")
        return self._group

    def meet(self, title: str, names: list[str]) -> None:
        """The team's group is made, with the bot in it."""
        self._group = self.stage.group(title, names)

    @property
    def task(self) -> InspectionTask:
        """The task, read anew."""
        with self.stage.database.reading() as ledger:
            return self.cast.task(ledger)

    # -- acts ----------------------------------------------------------------------------------

    def says(self, name: str, text: str, *, private: bool = False) -> None:
        """Say something in the group or in private."""
        self.stage.says(name, text, None if private else self.group)

    def presses(self, name: str, label: str, *, private: bool = False) -> Pressed:
        """Press the newest button with that label."""
        return self.stage.presses(name, label, None if private else self.group)

    def answers(self, name: str, text: str) -> None:
        """Reply to the bot's newest message in the group."""
        bots = [m for m in self.stage.messages(self.group) if m.sender.is_bot]
        self.stage.says(name, text, self.group, reply_to=bots[-1].id)

    def offered(self, name: str, label: str, *, private: bool = True) -> bool:
        """Whether the newest bot message with buttons has such a button."""
        chat = self.stage.private(name) if private else self.group
        for message in reversed(self.stage.messages(chat)):
            if message.buttons:
                return any(label in b.text for row in message.buttons for b in row)
        return False

    def newest(self, name: str) -> SandboxMessage:
        """The newest message in a private chat."""
        return self.stage.last(self.stage.private(name))

    def must_see(self, words: str, *, within: int = 12) -> None:
        """The group must show these words among its newest messages."""
        shown = [m.text for m in self.stage.messages(self.group)][-within:]
        if not any(words in text for text in shown):
            raise StageError(f"工作群里没有看到“{words}”。最近：\n" + "\n---\n".join(shown[-4:]))

    # -- time and accidents --------------------------------------------------------------------

    def until(self, moment: datetime) -> None:
        """Let the clock run to a moment."""
        self.transcript.remark(f"时钟走到 {moment:%Y-%m-%d %H:%M}")
        self.stage.advance(moment)

    def next_morning(self, days: int = 1) -> None:
        """Nine o'clock, `days` working days on."""
        day = self.stage.clock.now().date()
        while days:
            day += timedelta(days=1)
            days -= self.stage.calendar.is_working_day(day)
        self.until(datetime(day.year, day.month, day.day, 9, 0, tzinfo=SHANGHAI))

    def crash(self, where: str) -> None:
        """Kill the bot's process and start it again."""
        self.restarts += 1
        self.transcript.remark(f"{where}：机器人进程被强行结束（kill -9），重新启动，接着办")
        self.stage.restart()
        self.stage.rest()

    def photo(self) -> bytes:
        """A photograph of a kind, for evidence."""
        return (Path(__file__).parent / "evidence.png").read_bytes()
