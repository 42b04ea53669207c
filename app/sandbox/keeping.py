"""保存与恢复: one bot's pretended Telegram as a JSON file and its uploads.

Updates the bot has not taken and presses it has not answered are not kept.
"""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from app.sandbox.model import (
    Member,
    SandboxChat,
    SandboxFile,
    SandboxMessage,
    SandboxUser,
)
from app.sandbox.world import World

FILE = "chats.json"
UPLOADS = "uploads"
PLAIN_FIELDS = (
    "id", "chat_id", "text", "entities", "markup", "reply_to", "service", "force_reply",
    "placeholder", "reply_keyboard", "thread_id", "sender_chat", "edits", "deleted",
)  # fmt: skip
Kept = dict[str, Any]
Seen = dict[tuple[int, int], int]
"""(user id, chat id) to the newest message id that person has looked at."""


def is_kept(folder: Path) -> bool:
    """Whether the folder holds a world to go on with."""
    return (folder / FILE).is_file()


def write(kept: Kept, files: list[SandboxFile], folder: Path) -> None:
    """Put it into the folder; readers see the old or the new file, never a half."""
    uploads = folder / UPLOADS
    uploads.mkdir(exist_ok=True)
    for file in files:
        place = uploads / file.file_id
        if not place.exists():
            place.write_bytes(file.content)
    fresh = folder / f"{FILE}.new"
    fresh.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    fresh.replace(folder / FILE)


def restore_world(world: World, folder: Path) -> Seen:
    """Fill a new world that has its bot already; returns who has seen what."""
    kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
    world.counters.update(kept["counters"])
    people = {world.bot.id: world.bot.user}
    for each in kept["users"]:
        people[each["id"]] = world.users[each["id"]] = SandboxUser(**each)
    for each in kept["files"]:
        content = (folder / UPLOADS / each["file_id"]).read_bytes()
        world.files[each["file_id"]] = SandboxFile(**each, content=content)
    for each in kept["chats"]:
        _restore_chat(world, people, each)
    world.bot.queue.next_id = kept["next_update"]
    return {(user, chat): number for user, chat, number in kept["seen"]}


def written(world: World, seen: Seen) -> Kept:
    """Everything as plain values; on the thread that owns the world."""
    return {
        "counters": dict(world.counters),
        "users": [asdict(user) for user in world.users.values()],
        "files": [
            {name: value for name, value in vars(file).items() if name != "content"}
            for file in world.files.values()
        ],
        "chats": [_chat(chat) for chat in world.chats()],
        "next_update": world.bot.queue.next_id,
        "seen": [[user, chat, number] for (user, chat), number in seen.items()],
    }


def _chat(chat: SandboxChat) -> dict[str, Any]:
    return {
        "id": chat.id,
        "kind": chat.kind,
        "title": chat.title,
        "user": chat.user.id if chat.user else None,
        "members": [[member.user.id, member.status] for member in chat.members.values()],
        "pinned": chat.pinned,
        "migrated_to": chat.migrated_to,
        "migrated_from": chat.migrated_from,
        "blocked": chat.blocked,
        "last_bot": chat.last_bot,
        "last_message_id": chat.last_message_id,
        "history": [_message(message) for message in chat.history.values()],
    }


def _message(message: SandboxMessage) -> dict[str, Any]:
    return {
        **{name: getattr(message, name) for name in PLAIN_FIELDS},
        "sender": message.sender.id,
        "at": message.at.isoformat(),
        "edited_at": message.edited_at.isoformat() if message.edited_at else None,
        "document": message.document.file_id if message.document else None,
        "photo": message.photo.file_id if message.photo else None,
    }


def _restore_chat(world: World, people: dict[int, SandboxUser], kept: dict[str, Any]) -> None:
    chat = SandboxChat(kept["id"], kept["kind"], kept["title"])
    for name in (
        "pinned", "migrated_to", "migrated_from", "blocked", "last_bot", "last_message_id",
    ):  # fmt: skip
        setattr(chat, name, kept[name])
    chat.members = {number: Member(people[number], status) for number, status in kept["members"]}
    if kept["user"] is not None:
        chat.user, chat.bot = people[kept["user"]], world.bot
        world.privates[world.bot.id, kept["user"]] = chat
    else:
        world.groups[chat.id] = chat
    for each in kept["history"]:
        chat.history[each["id"]] = _restore_message(world, people, each)


def _restore_message(
    world: World, people: dict[int, SandboxUser], kept: dict[str, Any]
) -> SandboxMessage:
    message = SandboxMessage(
        kept["id"], kept["chat_id"], people[kept["sender"]], datetime.fromisoformat(kept["at"])
    )
    for name in PLAIN_FIELDS:
        setattr(message, name, kept[name])
    if kept["edited_at"]:
        message.edited_at = datetime.fromisoformat(kept["edited_at"])
    message.document = world.files.get(kept["document"] or "")
    message.photo = world.files.get(kept["photo"] or "")
    return message
