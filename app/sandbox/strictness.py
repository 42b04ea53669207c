"""Where Telegram says no: chats, lengths, keyboards, replies, flood limits."""

from __future__ import annotations

import math
import re
from datetime import timedelta
from typing import Any, NoReturn
from urllib.parse import urlsplit

from app.sandbox.entities import Entity, detect, parse_html, trim, utf16_length
from app.sandbox.errors import bad_request, forbidden, too_many_requests
from app.sandbox.model import JsonObject, SandboxChat, SandboxMessage
from app.sandbox.request import Request
from app.sandbox.wire import user_json

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ANSWER_LIMIT = 200
BUTTON_DATA_BYTES = 64
MOST_BUTTONS = 100
OTHER_BUTTONS = (
    "copy_text",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
)
DELETE_LIFE = timedelta(hours=48)
MINUTE = timedelta(minutes=1)


def find_chat(request: Request) -> SandboxChat:
    """The chat a request names, whether or not the bot may act there."""
    raw = request.parameters.text("chat_id")
    if not raw:
        raise bad_request("chat_id is empty")
    world = request.world
    try:
        chat_id = int(raw)
    except ValueError:
        raise bad_request("chat not found") from None
    chat = world.groups.get(chat_id) or world.privates.get((request.bot.id, chat_id))
    if chat is not None and (chat.is_private or request.bot.id in chat.members):
        return chat
    if chat_id in world.bots:
        raise forbidden("bot can't send messages to bots")
    if chat_id in world.users:
        raise forbidden("bot can't initiate conversation with a user")
    raise bad_request("chat not found")


def reachable_chat(request: Request) -> SandboxChat:
    """The chat a request names, where the bot can speak."""
    chat = find_chat(request)
    if chat.migrated_to is not None:
        raise bad_request(
            "group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.migrated_to},
        )
    if chat.is_private:
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        return chat
    status = chat.members[request.bot.id].status
    where = "supergroup" if chat.kind == "supergroup" else "group"
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {where} chat")
    if status == "left":
        raise forbidden(f"bot is not a member of the {where} chat")
    return chat


def spend_budget(request: Request, chat: SandboxChat, messages: int = 1) -> None:
    """Count against the group's messages per minute, when the world sets such a limit."""
    limit = request.world.group_messages_per_minute
    if limit is None or chat.is_private:
        return
    now = request.world.now()
    while chat.sent_at and now - chat.sent_at[0] >= MINUTE:
        chat.sent_at.popleft()
    if len(chat.sent_at) + messages > limit:
        wait = (chat.sent_at[0] + MINUTE - now) if chat.sent_at else MINUTE
        raise too_many_requests(math.ceil(wait.total_seconds()))
    chat.sent_at.extend([now] * messages)


def formatted(request: Request, name: str) -> tuple[str, list[Entity]]:
    """A text parameter and its entities: parse_mode HTML, explicit entities, or plain."""
    return formatted_text(
        request,
        request.parameters.text(name) or "",
        request.parameters.text("parse_mode"),
        request.parameters.structure("entities" if name == "text" else f"{name}_entities"),
    )


def formatted_text(
    request: Request, source: str, mode: str | None, explicit: list[Entity] | None
) -> tuple[str, list[Entity]]:
    """Plain text and entities of one source text."""
    if mode and mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    if mode:
        text, entities = parse_html(source)
    else:
        text, entities = trim(source, explicit or [])
    known: list[Entity] = []
    for entity in entities:
        if entity["type"] == "text_mention" and "user_id" in entity:
            user = request.world.users.get(entity.pop("user_id"))
            if user is None:
                continue
            entity["user"] = user_json(user)
        known.append(entity)
    return text, detect(text, known)


def message_text(request: Request) -> tuple[str, list[Entity]]:
    """The `text` parameter, 1-4096 UTF-16 units after parsing."""
    text, entities = formatted(request, "text")
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, entities


def caption_text(request: Request) -> tuple[str, list[Entity]]:
    """The `caption` parameter, 0-1024 UTF-16 units after parsing."""
    return checked_caption(*formatted(request, "caption"))


def checked_caption(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The same caption when it is short enough."""
    if utf16_length(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, entities


def set_reply(request: Request, chat: SandboxChat, message: SandboxMessage) -> None:
    """reply_parameters (or the older reply_to_message_id), and the forum topic."""
    given = request.parameters.structure("reply_parameters") or {}
    wanted = given.get("message_id") or request.parameters.integer("reply_to_message_id")
    lenient = given.get("allow_sending_without_reply") or request.parameters.flag(
        "allow_sending_without_reply"
    )
    if wanted:
        replied = chat.history.get(int(wanted))
        if replied is not None and not replied.deleted:
            message.reply_to = replied.id
        elif not lenient:
            raise bad_request("message to be replied not found")
    topic = request.parameters.integer("message_thread_id")
    if topic is not None and topic not in chat.topics:
        raise bad_request("message thread not found")
    message.thread_id = topic


def set_markup(request: Request, message: SandboxMessage) -> None:
    """reply_markup of a new message: inline keyboard, reply keyboard or ForceReply."""
    markup = request.parameters.structure("reply_markup")
    if not markup:
        return
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        message.markup = inline_keyboard(markup)
    elif markup.get("force_reply"):
        message.force_reply = True
        message.placeholder = markup.get("input_field_placeholder")
        if message.placeholder and utf16_length(message.placeholder) > 64:
            raise bad_request("input field placeholder is too long")
    elif "keyboard" in markup:
        message.reply_keyboard = [
            [key if isinstance(key, str) else key["text"] for key in row]
            for row in markup["keyboard"]
        ]


def inline_keyboard(markup: Any) -> list[list[JsonObject]]:
    """The rows of an inline keyboard, each button valid; empty rows vanish."""
    if not isinstance(markup, dict) or "inline_keyboard" not in markup:
        if markup in (None, {}):
            return []
        raise bad_request("inline keyboard expected")
    rows = [[_checked_button(button) for button in row] for row in markup["inline_keyboard"]]
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return [row for row in rows if row]


def _checked_button(button: JsonObject) -> JsonObject:
    if not str(button.get("text", "")).strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if "callback_data" in button:
        if not 1 <= len(str(button["callback_data"]).encode()) <= BUTTON_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    elif "url" in button:
        _check_link(str(button["url"]))
    elif not any(kind in button for kind in OTHER_BUTTONS):
        _text_only()
    return button


def _text_only() -> NoReturn:
    raise bad_request(
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
    )


def _check_link(url: str) -> None:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    host = parts.hostname or ""
    if parts.scheme in ("tg", "ton") and host:
        return
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[\w-]+(\.[\w-]+)+", host):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
