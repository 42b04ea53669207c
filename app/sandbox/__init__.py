"""模拟群聊: a local stand-in for Telegram's Bot API server, for rehearsals, training and tests."""

from app.sandbox.errors import SandboxMisuse
from app.sandbox.model import (
    Button,
    Call,
    CallbackAnswer,
    SandboxBot,
    SandboxChat,
    SandboxEvent,
    SandboxFile,
    SandboxMessage,
    SandboxUser,
)
from app.sandbox.server import SandboxServer
from app.sandbox.thread import SandboxThread
from app.sandbox.waiting import settled, until
from app.sandbox.world import World

__all__ = [
    "Button",
    "Call",
    "CallbackAnswer",
    "SandboxBot",
    "SandboxChat",
    "SandboxEvent",
    "SandboxFile",
    "SandboxMessage",
    "SandboxMisuse",
    "SandboxServer",
    "SandboxThread",
    "SandboxUser",
    "World",
    "settled",
    "until",
]
