"""The pretend Telegram's memory and the few primitives everything else is made of."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import PurePosixPath
from typing import Literal

from app.sandbox.errors import SandboxMisuse
from app.sandbox.faults import Faults
from app.sandbox.images import picture_size
from app.sandbox.model import (
    Call,
    ChatKind,
    JsonObject,
    Member,
    SandboxBot,
    SandboxChat,
    SandboxEvent,
    SandboxFile,
    SandboxMessage,
    SandboxQuery,
    SandboxUser,
)
from app.sandbox.updates import UpdateQueue
from app.sandbox.wire import chat_json, member_json, message_json, user_json

ANONYMOUS_ADMIN = SandboxUser(1087968824, "Group", "GroupAnonymousBot", is_bot=True)
CHANNEL_IDENTITY = SandboxUser(136817688, "Channel", "Channel_Bot", is_bot=True)
Listener = Callable[[SandboxEvent], None]


class State:
    """模拟群聊: all that the server remembers. Time comes only from `now`, an aware datetime.

    Touch it from the thread that owns the server's loop only (see SandboxThread.call).
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.faults = Faults()
        self.calls: list[Call] = []
        self.actions: list[tuple[int, str]] = []
        self.users: dict[int, SandboxUser] = {}
        self.bots: dict[int, SandboxBot] = {}
        self.groups: dict[int, SandboxChat] = {}
        self.privates: dict[tuple[int, int], SandboxChat] = {}
        self.files: dict[str, SandboxFile] = {}
        self.queries: dict[str, SandboxQuery] = {}
        self.group_messages_per_minute: int | None = None
        self.owner_thread: int | None = None
        self._listeners: list[Listener] = []
        self.counters: dict[str, int] = {}

    # -- who there is -----------------------------------------------------------------------

    @property
    def bot(self) -> SandboxBot:
        """The first bot: the one every act means unless told otherwise."""
        if not self.bots:
            raise SandboxMisuse("no bot yet: call add_bot first")
        return next(iter(self.bots.values()))

    def add_bot(
        self, username: str, name: str = "吹哨机器人", *, privacy: bool = True
    ) -> SandboxBot:
        """Register a bot; its token is made up here and opens nothing anywhere else."""
        number = 7_300_000_000 + self.count("bot")
        user = SandboxUser(number, name, username, is_bot=True)
        queue = UpdateQueue(self.now, first_id=880_000_000 + 1000 * self.count("queue"))
        bot = SandboxBot(user, f"{number}:sandbox-{username}", queue, privacy)
        self.bots[bot.id] = bot
        return bot

    def add_user(self, name: str, username: str | None = None) -> SandboxUser:
        """A person; nobody knows them yet."""
        user = SandboxUser(5_100_000_000 + self.count("user"), name, username)
        self.users[user.id] = user
        return user

    def bot_by_token(self, token: str) -> SandboxBot | None:
        """The bot a request's path names."""
        return next((bot for bot in self.bots.values() if bot.token == token), None)

    def private(self, user: SandboxUser, bot: SandboxBot | None = None) -> SandboxChat:
        """The person's private chat with the bot; SandboxMisuse until they pressed start."""
        chat = self.privates.get(((bot or self.bot).id, user.id))
        if chat is None:
            raise SandboxMisuse(f"{user.first_name} has not started the bot: call start_private")
        return chat

    def chat(self, chat: SandboxChat | int) -> SandboxChat:
        """The chat itself; an id means a group, or a private chat with the first bot."""
        if isinstance(chat, SandboxChat):
            return chat
        found = self.groups.get(chat) or self.privates.get((self.bot.id, chat))
        if found is None:
            raise SandboxMisuse(f"no chat {chat} in the sandbox")
        return found

    def chats(self) -> list[SandboxChat]:
        """Every chat: groups first, then private chats, each in order of creation."""
        return [*self.groups.values(), *self.privates.values()]

    # -- primitives -------------------------------------------------------------------------

    def count(self, name: str) -> int:
        """The next number of a named series, from 1."""
        self.counters[name] = self.counters.get(name, 0) + 1
        return self.counters[name]

    def new_group(self, kind: ChatKind, title: str) -> SandboxChat:
        """An empty group or supergroup, ids in Telegram's ranges."""
        first = 1_002_100_000_000 if kind == "supergroup" else 4_200_000_000
        chat = SandboxChat(-(first + self.count("group")), kind, title)
        self.groups[chat.id] = chat
        return chat

    def store_file(
        self, kind: Literal["document", "photo"], content: bytes, name: str
    ) -> SandboxFile:
        """Keep an upload. A photo's size in pixels must be readable (see picture_size)."""
        number = self.count("file")
        guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
        width, height = (picture_size(content) or (0, 0)) if kind == "photo" else (0, 0)
        suffix = PurePosixPath(name).suffix if kind == "document" else ".jpg"
        file = SandboxFile(
            file_id=f"{'BQ' if kind == 'document' else 'AgA'}CsandboxFile{number:06d}",
            unique_id=f"Ag{number:06d}",
            kind=kind,
            name=PurePosixPath(name.replace("\\", "/")).name,
            mime_type=guessed,
            content=content,
            path=f"{kind}s/file_{number}{suffix if suffix.isascii() else ''}",
            width=width,
            height=height,
        )
        self.files[file.file_id] = file
        return file

    def file_by_id(self, file_id: str) -> SandboxFile | None:
        """The stored file, by its own id or by that of one of a photo's sizes."""
        return self.files.get(file_id) or self.files.get(file_id[:-1])

    def post(self, chat: SandboxChat, message: SandboxMessage) -> SandboxMessage:
        """Put a message into a chat: its history, the bots' queues, the listeners."""
        chat.history[message.id] = message
        if message.sender.id in self.bots:
            chat.last_bot = message.sender.id
        self.deliver(chat, message, "message")
        self.notify(SandboxEvent("message", chat.id, message.id))
        return message

    def next_message(self, chat: SandboxChat, sender: SandboxUser) -> SandboxMessage:
        """An empty message with the chat's next number; fill it, then post it."""
        chat.last_message_id += 1
        return SandboxMessage(chat.last_message_id, chat.id, sender, self.now())

    def deliver(self, chat: SandboxChat, message: SandboxMessage, kind: str) -> None:
        """Queue an update for every bot in the chat that may see this message."""
        for bot in self.bots.values():
            if bot.id != message.sender.id and self._sees(bot, chat, message):
                self.queue(bot, kind, message_json(chat, message))

    def queue(self, bot: SandboxBot, kind: str, payload: JsonObject) -> int | None:
        """Queue one update for one bot; None when the bot does not take this kind."""
        if kind not in bot.queue.allowed:
            return None
        update_id = bot.queue.add(kind, payload, twice=self.faults.take_duplicate())
        self.notify(SandboxEvent("update", bot_id=bot.id))
        return update_id

    def change_member(
        self, chat: SandboxChat, member: Member, by: SandboxUser, old: Member
    ) -> None:
        """Tell bots about a new standing: my_chat_member for themselves, chat_member to admins."""
        change = {
            "chat": chat_json(chat),
            "from": user_json(by),
            "date": int(self.now().timestamp()),
            "old_chat_member": member_json(old),
            "new_chat_member": member_json(member),
        }
        for bot in self.bots.values():
            if bot.id == member.user.id:
                self.queue(bot, "my_chat_member", change)
            elif (seat := chat.members.get(bot.id)) and seat.status == "administrator":
                self.queue(bot, "chat_member", change)
        self.notify(SandboxEvent("member", chat.id))

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call listener on every change (on the owning thread); returns how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def notify(self, event: SandboxEvent) -> None:
        """Tell every listener; refuses a change made from a foreign thread."""
        if self.owner_thread not in (None, threading.get_ident()):
            raise SandboxMisuse("the world belongs to another thread: use SandboxThread.call")
        for listener in list(self._listeners):
            listener(event)

    # -- privacy mode -----------------------------------------------------------------------

    def _sees(self, bot: SandboxBot, chat: SandboxChat, message: SandboxMessage) -> bool:
        if chat.is_private:
            return chat.bot is bot and not chat.blocked
        seat = chat.members.get(bot.id)
        if seat is None or not seat.present or message.sender.id in self.bots:
            return False
        if not bot.privacy or seat.status == "administrator" or message.service:
            return True
        replied = chat.history.get(message.reply_to) if message.reply_to else None
        if replied is not None and replied.sender.id == bot.id:
            return True
        return self._commanded(bot, chat, message)

    def _commanded(self, bot: SandboxBot, chat: SandboxChat, message: SandboxMessage) -> bool:
        """Commands addressed to the bot, and unaddressed ones unless another bot spoke last."""
        first = message.entities[0] if message.entities else None
        if first is None or first["type"] != "bot_command" or first["offset"] != 0:
            return False
        _, at, addressee = message.text[: first["length"]].partition("@")
        if at:
            return addressee.lower() == bot.username.lower()
        return chat.last_bot in (None, bot.id)
