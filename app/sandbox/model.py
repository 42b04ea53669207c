"""The nouns of the pretend Telegram: users, bots, chats, messages, files, button presses."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from app.sandbox.entities import render_html
from app.sandbox.updates import UpdateQueue

JsonObject = dict[str, Any]
ChatKind = Literal["private", "group", "supergroup"]
MemberStatus = Literal["creator", "administrator", "member", "left", "kicked"]


@dataclass(frozen=True)
class SandboxUser:
    """模拟成员: a person (or the person side of a bot). Ids exceed 32 bits, as Telegram's do."""

    id: int
    first_name: str
    username: str | None = None
    is_bot: bool = False


@dataclass(frozen=True)
class CommandScope:
    """For whom a command menu is meant: Telegram's BotCommandScope and a language code."""

    kind: str = "default"
    chat_id: int = 0
    user_id: int = 0
    language: str = ""


@dataclass(eq=False)
class Webhook:
    """Where updates are delivered instead of being polled for."""

    url: str
    secret_token: str | None = None
    max_connections: int = 40
    last_error_at: datetime | None = None
    last_error: str | None = None


@dataclass(eq=False)
class SandboxBot:
    """模拟机器人: one token, its settings and its queue of updates."""

    user: SandboxUser
    token: str
    queue: UpdateQueue
    privacy: bool = True
    webhook: Webhook | None = None
    commands: dict[CommandScope, list[JsonObject]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    menu_button: JsonObject = field(default_factory=lambda: {"type": "default"})

    @property
    def id(self) -> int:
        """The bot's user id."""
        return self.user.id

    @property
    def username(self) -> str:
        """The bot's @name without the @."""
        return self.user.username or ""


@dataclass(frozen=True, eq=False)
class SandboxFile:
    """模拟文件: one stored file; photos keep the original bytes under every size."""

    file_id: str
    unique_id: str
    kind: Literal["document", "photo"]
    name: str
    mime_type: str
    content: bytes = field(repr=False)
    path: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Button:
    """One inline button: exactly one of data and url is set."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(eq=False)
class SandboxMessage:
    """群消息: one message. text is plain (the caption of a file); entities use UTF-16 units."""

    id: int
    chat_id: int
    sender: SandboxUser
    at: datetime
    text: str = ""
    entities: list[JsonObject] = field(default_factory=list)
    markup: list[list[JsonObject]] = field(default_factory=list)
    document: SandboxFile | None = None
    photo: SandboxFile | None = None
    reply_to: int | None = None
    service: JsonObject = field(default_factory=dict)
    force_reply: bool = False
    placeholder: str | None = None
    reply_keyboard: list[list[str]] = field(default_factory=list)
    thread_id: int | None = None
    sender_chat: JsonObject | None = None
    media_group_id: str | None = None
    edited_at: datetime | None = None
    edits: int = 0
    deleted: bool = False

    @property
    def has_file(self) -> bool:
        """Whether text is a caption."""
        return self.document is not None or self.photo is not None

    @property
    def html(self) -> str:
        """The text as safe HTML with Telegram's tags."""
        return render_html(self.text, self.entities)

    @property
    def buttons(self) -> list[list[Button]]:
        """Rows of inline buttons."""
        return [
            [Button(b["text"], b.get("callback_data"), b.get("url")) for b in row]
            for row in self.markup
        ]


@dataclass(eq=False)
class Member:
    """One person's standing in one group."""

    user: SandboxUser
    status: MemberStatus = "member"

    @property
    def present(self) -> bool:
        """Whether the person is in the group now."""
        return self.status in ("creator", "administrator", "member")


@dataclass(eq=False)
class SandboxChat:
    """模拟会话: a group, a supergroup, or one person's private chat with one bot."""

    id: int
    kind: ChatKind
    title: str | None = None
    user: SandboxUser | None = None
    bot: SandboxBot | None = None
    members: dict[int, Member] = field(default_factory=dict)
    history: dict[int, SandboxMessage] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    migrated_to: int | None = None
    migrated_from: int | None = None
    blocked: bool = False
    last_bot: int | None = None
    sent_at: deque[datetime] = field(default_factory=deque)
    last_message_id: int = 0

    @property
    def is_private(self) -> bool:
        """Whether this is a conversation of one person with one bot."""
        return self.kind == "private"

    def present(self, user_id: int) -> bool:
        """Whether that user is in the group now."""
        member = self.members.get(user_id)
        return member is not None and member.present


@dataclass(eq=False)
class SandboxQuery:
    """按钮点击: a callback query and the answer it got."""

    id: str
    bot_id: int
    user: SandboxUser
    at: datetime
    answered: bool = False
    text: str | None = None
    show_alert: bool = False


@dataclass(frozen=True)
class CallbackAnswer:
    """What the person saw after pressing: text is None when the bot only stopped the spinner."""

    text: str | None
    show_alert: bool


@dataclass(frozen=True)
class Call:
    """One request the server received; error is Telegram's description, or None."""

    method: str
    bot_id: int
    chat_id: int | None
    at: datetime
    ok: bool
    error: str | None = None
    parameters: JsonObject = field(default_factory=dict)


@dataclass(frozen=True)
class SandboxEvent:
    """What changed, for pages and waiting tests.

    kind: message edited deleted pinned answer action member chat (seen by people), update
    confirmed polling polled webhook undelivered call (between server and bot).
    """

    kind: str
    chat_id: int | None = None
    message_id: int | None = None
    query_id: str | None = None
    bot_id: int | None = None
