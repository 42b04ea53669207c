"""Text messages: send, edit, delete, pin, and the answer to a button press."""

from __future__ import annotations

from app.sandbox.entities import utf16_length
from app.sandbox.errors import bad_request
from app.sandbox.model import JsonObject, SandboxChat, SandboxEvent, SandboxMessage
from app.sandbox.request import Methods, Request
from app.sandbox.strictness import (
    ANSWER_LIMIT,
    DELETE_LIFE,
    caption_text,
    inline_keyboard,
    message_text,
    reachable_chat,
    set_markup,
    set_reply,
    spend_budget,
)
from app.sandbox.wire import message_json

methods = Methods()
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@methods("sendMessage")
def send_message(request: Request) -> JsonObject:
    """Post a text."""
    chat = reachable_chat(request)
    text, entities = message_text(request)
    message = drafted(request, chat)
    message.text, message.entities = text, entities
    return posted(request, chat, message)


def drafted(request: Request, chat: SandboxChat) -> SandboxMessage:
    """A message with its reply, topic and keyboard checked; not yet numbered or posted."""
    message = SandboxMessage(0, chat.id, request.bot.user, request.world.now())
    set_reply(request, chat, message)
    set_markup(request, message)
    return message


def posted(request: Request, chat: SandboxChat, message: SandboxMessage) -> JsonObject:
    """Number and post a drafted message within the flood limit; returns the Message."""
    spend_budget(request, chat)
    chat.last_message_id += 1
    message.id = chat.last_message_id
    request.world.post(chat, message)
    return message_json(chat, message)


@methods("editMessageText")
def edit_message_text(request: Request) -> JsonObject:
    """Change the text and keyboard of the bot's own text message."""
    chat, message = _own_message(request)
    text, entities = message_text(request)
    if message.has_file:
        raise bad_request("there is no text in the message to edit")
    return _edited(request, chat, message, text, entities)


@methods("editMessageCaption")
def edit_message_caption(request: Request) -> JsonObject:
    """Change the caption and keyboard of the bot's own file."""
    chat, message = _own_message(request)
    text, entities = caption_text(request)
    if not message.has_file:
        raise bad_request("there is no caption in the message to edit")
    return _edited(request, chat, message, text, entities)


@methods("editMessageReplyMarkup")
def edit_message_reply_markup(request: Request) -> JsonObject:
    """Change the keyboard alone."""
    chat, message = _own_message(request)
    return _edited(request, chat, message, message.text, message.entities)


@methods("deleteMessage")
def delete_message(request: Request) -> bool:
    """Delete the bot's own message, within 48 hours of sending."""
    chat = reachable_chat(request)
    message = _message(request, chat, "message to delete not found")
    seat = chat.members.get(request.bot.id)
    admin = seat is not None and seat.status == "administrator"
    mine = message.sender.id == request.bot.id
    if not (mine or admin or chat.is_private):
        raise bad_request("message can't be deleted")
    if request.world.now() - message.at > DELETE_LIFE:
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    request.world.notify(SandboxEvent("deleted", chat.id, message.id))
    return True


@methods("answerCallbackQuery")
def answer_callback_query(request: Request) -> bool:
    """Stop the button's spinner, with an optional note: once, within 150 s of the press."""
    query = request.world.queries.get(request.parameters.text("callback_query_id") or "")
    text = request.parameters.text("text") or None
    if text and utf16_length(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    if query is None or query.bot_id != request.bot.id or not request.world.query_alive(query):
        raise bad_request(TOO_OLD)
    query.answered, query.text = True, text
    query.show_alert = request.parameters.flag("show_alert")
    request.world.notify(SandboxEvent("answer", query_id=query.id, bot_id=request.bot.id))
    return True


@methods("pinChatMessage")
def pin_chat_message(request: Request) -> bool:
    """Pin a message; in supergroups only an administrator may."""
    chat = reachable_chat(request)
    message = _message(request, chat, "message to pin not found")
    _require_pin_right(request, chat)
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
    request.world.notify(SandboxEvent("pinned", chat.id, message.id))
    return True


@methods("unpinChatMessage")
def unpin_chat_message(request: Request) -> bool:
    """Unpin a message, by default the last one pinned."""
    chat = reachable_chat(request)
    _require_pin_right(request, chat)
    wanted = request.parameters.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if wanted not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(wanted)
    request.world.notify(SandboxEvent("pinned", chat.id, wanted))
    return True


@methods("sendChatAction")
def send_chat_action(request: Request) -> bool:
    """Show "typing" and the like."""
    chat = reachable_chat(request)
    action = request.parameters.text("action") or ""
    if not action:
        raise bad_request("wrong parameter action in request")
    request.world.actions.append((chat.id, action))
    request.world.notify(SandboxEvent("action", chat.id))
    return True


def _require_pin_right(request: Request, chat: SandboxChat) -> None:
    seat = chat.members.get(request.bot.id)
    if chat.kind == "supergroup" and (seat is None or seat.status != "administrator"):
        raise bad_request("not enough rights to manage pinned messages in the chat")


def _message(request: Request, chat: SandboxChat, missing: str) -> SandboxMessage:
    message = chat.history.get(request.parameters.integer("message_id") or 0)
    if message is None or message.deleted:
        raise bad_request(missing)
    return message


def _own_message(request: Request) -> tuple[SandboxChat, SandboxMessage]:
    if not request.parameters.text("chat_id"):
        raise bad_request("message identifier is not specified")
    chat = reachable_chat(request)
    message = _message(request, chat, "message to edit not found")
    if message.sender.id != request.bot.id or message.service:
        raise bad_request("message can't be edited")
    return chat, message


def _edited(
    request: Request,
    chat: SandboxChat,
    message: SandboxMessage,
    text: str,
    entities: list[JsonObject],
) -> JsonObject:
    markup = inline_keyboard(request.parameters.structure("reply_markup"))
    if (text, entities, markup) == (message.text, message.entities, message.markup):
        raise bad_request(NOT_MODIFIED)
    spend_budget(request, chat)
    message.text, message.entities, message.markup = text, entities, markup
    message.edited_at = request.world.now()
    message.edits += 1
    request.world.notify(SandboxEvent("edited", chat.id, message.id))
    return message_json(chat, message)
