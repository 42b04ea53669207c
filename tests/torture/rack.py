"""The rack: the rehearsal's stage with processes that die and a Telegram that misbehaves."""

import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from app.rehearsal.play import Play
from app.rehearsal.transcript import Transcript
from app.sandbox.model import SandboxChat, SandboxMessage
from app.settings import Settings
from app.stage.stage import Pressed, Stage
from inspection.posting import PostingState
from tests.torture.crew import Crew, Saboteur

DOUBT = ("不知道送到没有", "正在重发", "没有运行。")
SENDS = ("sendmessage", "senddocument", "editmessagetext")
ANSWER_PATIENCE = 0.3
"""Seconds for a pop-up that may have died with its process."""


class Rack(Stage):
    """A stage whose bot is a crew of processes on any database; people tap what is in doubt."""

    def __init__(self, folder: Path, locality: str, database: str, size: int, seed: int) -> None:
        self._url = database
        super().__init__(folder, locality, adopted=False)
        self.dice = Random(seed)
        self.crew = Crew(self.settings, folder, size, self.dice)
        self.runner = self.crew
        self._nudged = 0.0
        self.taps = 0

    def _settings(self) -> Settings:
        return replace(super()._settings(), database=self._url)

    # -- misfortunes -----------------------------------------------------------------------------

    def torture(self, *, every: int, faults: bool) -> Saboteur:
        """From now on processes die, and with `faults` Telegram floods, fails and loses replies."""
        saboteur = Saboteur(self.crew, self.dice, every=every)
        self.server.call(self.world.subscribe, saboteur.heard)
        if faults:
            self.server.call(self._arrange)
        return saboteur

    def _arrange(self) -> None:
        add, dice = self.world.faults.add, self.dice
        place = 0
        for _ in range(40):
            place += dice.randint(8, 40)
            kind = dice.choice(("flood", "server_error", "timeout_before", "timeout_after"))
            add(kind=kind, method=dice.choice(SENDS), nth=place // 3, retry_after=1, status=500)
            add(kind="duplicate_update", nth=place)
        for nth in (5, 20, 60, 120):
            add(kind="server_error", method="getUpdates", nth=nth)
            add(kind="timeout_after", method="getUpdates", nth=nth + 7)

    # -- what an office does about it ------------------------------------------------------------

    def presses(
        self,
        name: str,
        label: str,
        chat: SandboxChat | None = None,
        message: SandboxMessage | None = None,
    ) -> Pressed:
        """Press; a pop-up that died with its process is not waited for."""
        where = chat or self.private(name)
        shown, button = self.button(where, label, message)
        query = self.server.call(self.world.press, self.user(name), where, shown.id, button)
        self.rest()
        late = time.monotonic() + ANSWER_PATIENCE
        while time.monotonic() < late:
            answer = self.server.call(self.world.callback_answer, query)
            if answer is not None:
                return Pressed(answer.text or "", bool(answer.show_alert))
            time.sleep(0.01)
        return Pressed("", False)

    def rest(self) -> None:
        """Settle; documents in doubt are tapped, so that they are sent again."""
        while True:
            super().rest()
            with self.database.reading() as ledger:
                doubtful = ledger.postings.find(state=PostingState.UNKNOWN)
            tapped = [each for each in doubtful if self._tap(each.chat_id, each.id)]
            if not tapped:
                return

    def _tap(self, chat_id: int, posting: int) -> bool:
        chat = self.server.call(self.world.chat, chat_id)
        for message in reversed(self.messages(chat)):
            for row in message.buttons:
                for button in row:
                    if button.data == f"v1:resend:{posting}":
                        self.taps += 1
                        self.server.call(
                            self.world.press, self._member(chat), chat, message.id, button.data
                        )
                        return True
        return False

    def _member(self, chat: SandboxChat):  # type: ignore[no-untyped-def]
        users = self.users.values()
        return next(each for each in users if each.id == chat.id or each.id in chat.members)

    def _at_rest(self) -> bool:
        if super()._at_rest():
            with self.database.reading() as ledger:
                if not any(each.attempts for each in self._pending(ledger)):
                    return True
        self._nudge()
        return False

    def _pending(self, ledger):  # type: ignore[no-untyped-def]
        return ledger.postings.find(state=PostingState.PENDING)

    def _nudge(self) -> None:
        """A wait in force passes only with the clock: a second of it every 50 ms."""
        if time.monotonic() - self._nudged < 0.05:
            return
        self._nudged = time.monotonic()
        now = self.clock.now()
        with self.database.reading() as ledger:
            muted = any(each.set_at <= now < each.until for each in ledger.chat_waits.find())
            retried = any(
                each.attempts and each.not_before and each.not_before > now
                for each in self._pending(ledger)
            )
        if muted or retried:
            self.clock.set(now + timedelta(seconds=1))


class Ordeal(Play):
    """The play, undeterred by messages about documents in doubt."""

    def __init__(self, stage: Stage, seed: int) -> None:
        super().__init__(stage, Transcript(stage, lambda _line: None), seed)

    def crash(self, where: str) -> None:
        """There are accidents enough."""

    def answers(self, name: str, text: str) -> None:
        """Reply to the bot's newest message in the group."""
        bots = [m for m in self._real(self.group) if m.sender.is_bot]
        self.stage.says(name, text, self.group, reply_to=bots[-1].id)

    def offered(self, name: str, label: str, *, private: bool = True) -> bool:
        """Whether the newest bot message with buttons has such a button."""
        chat = self.stage.private(name) if private else self.group
        for message in reversed(self._real(chat)):
            if message.buttons:
                return any(label in b.text for row in message.buttons for b in row)
        return False

    def newest(self, name: str) -> SandboxMessage:
        """The newest message in a private chat."""
        return self._real(self.stage.private(name))[-1]

    def _real(self, chat: SandboxChat) -> list[SandboxMessage]:
        return [m for m in self.stage.messages(chat) if not any(word in m.text for word in DOUBT)]
