"""One update, taken apart: who said or pressed what, where; cleaned of what no text may carry."""

from dataclasses import dataclass

from bot.attached import attached_to
from bot.raw import Raw, need, number, part, text
from inspection.ids import ChatId, UserId
from inspection.legible import legible


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update, taken apart: the same for a text, a button and an upload.

    `forwarded` marks words that somebody else wrote.
    """

    update_id: int
    user_id: UserId
    chat_id: ChatId
    private: bool
    message_id: int
    text: str = ""
    callback: str = ""
    query_id: str = ""
    reply_to: int | None = None
    photo: bool = False
    forwarded: bool = False


def taken_apart(update_id: int, raw: Raw) -> Incoming | None:
    """The parts of an update that a person sent; None for what the bot does not answer.

    Raises Unreadable.
    """
    query = part(raw, "callback_query")
    if query is not None:
        return _pressed(update_id, query)
    message = part(raw, "message")
    if message is None or part(raw, "edited_message") is not None:
        return None
    return _said(update_id, message)


def _pressed(update_id: int, query: Raw) -> Incoming | None:
    message = part(query, "message")
    if message is None:
        return None
    chat = need(part, message, "chat")
    return Incoming(
        update_id,
        UserId(need(number, need(part, query, "from"), "id")),
        ChatId(need(number, chat, "id")),
        need(text, chat, "type") == "private",
        need(number, message, "message_id"),
        callback=legible(text(query, "data") or "") or "v0",
        query_id=need(text, query, "id"),
    )


def _said(update_id: int, message: Raw) -> Incoming | None:
    sender, chat = part(message, "from"), need(part, message, "chat")
    words = legible(text(message, "text") or text(message, "caption") or "")
    upload = attached_to(message) is not None
    if sender is None or not (words or upload):
        return None
    replied = part(message, "reply_to_message")
    return Incoming(
        update_id,
        UserId(need(number, sender, "id")),
        ChatId(need(number, chat, "id")),
        need(text, chat, "type") == "private",
        need(number, message, "message_id"),
        text=words,
        reply_to=None if replied is None else need(number, replied, "message_id"),
        photo=upload,
        forwarded=part(message, "forward_origin") is not None,
    )
