"""演练记录: what was said and pressed, printed as it happens and kept for `transcript.md`."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.sandbox.model import SandboxChat, SandboxEvent, SandboxMessage
from app.sandbox.world import World
from app.stage.stage import Pressed, Stage


class Transcript:
    """Takes notes on the stage. Lines are Markdown; `say` gets each as it is written."""

    def __init__(self, stage: Stage, say: Callable[[str], None]) -> None:
        self.lines: list[str] = []
        self.messages = 0
        self.presses = 0
        self._world: World = stage.world
        self._clock = stage.clock
        self._say = say
        self._lock = threading.Lock()
        self._shown: dict[tuple[int, int], str] = {}
        self._last_private = ""
        self._muted = False
        stage.narrator = self
        stage.server.call(self._world.subscribe, self._noticed)

    def heading(self, text: str) -> None:
        """A new scene."""
        self._write(f"\n## {text}\n")

    def remark(self, text: str) -> None:
        """A stage direction: the clock moves, the bot is killed."""
        self._write(f"\n> （{text}）\n")

    @contextmanager
    def muted(self, remark: str) -> Iterator[None]:
        """What is more of the same is counted, not written."""
        self.remark(remark)
        self._muted = True
        try:
            yield
        finally:
            self._muted = False

    def _noticed(self, event: SandboxEvent) -> None:
        if event.kind not in ("message", "edited") or event.chat_id is None:
            return
        assert event.message_id is not None
        chat = self._world.chat(event.chat_id)
        message = chat.history[event.message_id]
        if not (message.text or message.has_file):
            return
        self.messages += 1
        key = (chat.id, message.id)
        if self._shown.get(key) == message.text:
            return
        self._shown[key] = message.text
        self._write(self._worded(chat, message, edited=event.kind == "edited"))

    def _worded(self, chat: SandboxChat, message: SandboxMessage, *, edited: bool) -> str:
        mark = "（更新）" if edited else ""
        head = f"**{self._moment()} {_place(chat)} {message.sender.first_name}{mark}**"
        if chat.is_private and message.sender.is_bot:
            if message.text == self._last_private and not edited:
                return f"{head} 同上\n"
            self._last_private = message.text
        parts = [head, *[f"  {line}" for line in message.text.splitlines()]]
        if message.document is not None:
            parts.append(f"  📎 {message.document.name}")
        if message.photo is not None:
            parts.append("  🖼 照片")
        for row in message.buttons:
            parts.append("  " + " ".join(f"[{button.text}]" for button in row))
        return "\n".join(parts) + "\n"

    def pressing(self, name: str, label: str, chat: SandboxChat) -> None:
        """A button is pressed."""
        self.presses += 1
        self._write(f"**{self._moment()} {_place(chat)} {name}** 按下 [{label}]\n")

    def popped_up(self, name: str, pressed: Pressed) -> None:
        """What the person saw for it."""
        if pressed.text:
            self._write(f"  {name}看到弹窗：{pressed.text}\n")

    def _moment(self) -> str:
        return f"{self._clock.now():%m-%d %H:%M}"

    def _write(self, line: str) -> None:
        if self._muted:
            return
        with self._lock:
            self.lines.append(line)
            self._say(line)

    def text(self) -> str:
        """Everything, as Markdown."""
        return "\n".join(self.lines) + "\n"


def _place(chat: SandboxChat) -> str:
    if chat.is_private:
        return f"〔与{chat.user.first_name if chat.user else ''}私聊〕"
    return f"〔{chat.title}〕"
