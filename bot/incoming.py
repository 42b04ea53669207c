"""One update, taken apart: who said or pressed what, where; cleaned of what no text may carry."""

from dataclasses import dataclass

from telegram import CallbackQuery, Message, Update

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
    message_id: int | None
    text: str = ""
    callback: str = ""
    query_id: str = ""
    reply_to: int | None = None
    photo: bool = False
    forwarded: bool = False


def taken_apart(update: Update) -> Incoming | None:
    """The parts of an update that a person sent; None for what the bot does not answer."""
    query = update.callback_query
    if query is not None:
        return _pressed(update.update_id, query)
    message = update.message
    if message is None or message.from_user is None or update.edited_message is not None:
        return None
    return _said(update.update_id, message)


def _pressed(update_id: int, query: CallbackQuery) -> Incoming | None:
    if query.message is None:
        return None
    return Incoming(
        update_id,
        UserId(query.from_user.id),
        ChatId(query.message.chat.id),
        query.message.chat.type == "private",
        query.message.message_id,
        callback=legible(query.data or "") or "v0",
        query_id=query.id,
    )


def _said(update_id: int, message: Message) -> Incoming | None:
    assert message.from_user is not None
    text = legible(message.text or message.caption or "")
    upload = bool(message.photo or message.document)
    if not text and not upload:
        return None
    return Incoming(
        update_id,
        UserId(message.from_user.id),
        ChatId(message.chat.id),
        message.chat.type == "private",
        message.message_id,
        text=text,
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
        photo=upload,
        forwarded=message.forward_origin is not None,
    )
