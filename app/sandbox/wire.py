"""The pretend Telegram's nouns as Bot API JSON."""

from __future__ import annotations

from app.sandbox.model import (
    JsonObject,
    Member,
    SandboxBot,
    SandboxChat,
    SandboxFile,
    SandboxMessage,
    SandboxUser,
)


def user_json(user: SandboxUser) -> JsonObject:
    """A User object."""
    shape: JsonObject = {"id": user.id, "is_bot": user.is_bot, "first_name": user.first_name}
    if user.username:
        shape["username"] = user.username
    if not user.is_bot:
        shape["language_code"] = "zh-hans"
    return shape


def bot_json(bot: SandboxBot) -> JsonObject:
    """The User object getMe returns."""
    return {
        **user_json(bot.user),
        "can_join_groups": True,
        "can_read_all_group_messages": not bot.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def chat_json(chat: SandboxChat) -> JsonObject:
    """A Chat object."""
    shape: JsonObject = {"id": chat.id, "type": chat.kind}
    if chat.user is not None:
        shape["first_name"] = chat.user.first_name
        if chat.user.username:
            shape["username"] = chat.user.username
    else:
        shape["title"] = chat.title
    if chat.topics:
        shape["is_forum"] = True
    return shape


def full_chat_json(chat: SandboxChat) -> JsonObject:
    """A ChatFullInfo object."""
    shape = {
        **chat_json(chat),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if not chat.is_private:
        shape["permissions"] = {"can_send_messages": True, "can_pin_messages": True}
    if chat.pinned and (message := chat.history.get(chat.pinned[-1])):
        shape["pinned_message"] = message_json(chat, message)
    return shape


def file_json(file: SandboxFile) -> JsonObject:
    """A Document object."""
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_name": file.name,
        "mime_type": file.mime_type,
        "file_size": len(file.content),
    }


def photo_json(file: SandboxFile) -> list[JsonObject]:
    """PhotoSize objects, smallest first. Every size downloads the same original bytes."""
    sizes: list[JsonObject] = []
    longest = max(file.width, file.height)
    bounds = [bound for bound in (90, 320, 800) if bound < longest]
    for mark, bound in zip("smxy", [*bounds, longest], strict=False):
        scale = bound / longest
        sizes.append(
            {
                "file_id": f"{file.file_id}{mark}",
                "file_unique_id": f"{file.unique_id}{mark}",
                "width": max(1, round(file.width * scale)),
                "height": max(1, round(file.height * scale)),
                "file_size": max(1, round(len(file.content) * scale * scale)),
            }
        )
    return sizes


def message_json(
    chat: SandboxChat, message: SandboxMessage, *, with_reply: bool = True
) -> JsonObject:
    """A Message object; the message it replies to is included one level deep."""
    shape: JsonObject = {
        "message_id": message.id,
        "from": user_json(message.sender),
        "chat": chat_json(chat),
        "date": int(message.at.timestamp()),
        **message.service,
    }
    if message.sender_chat:
        shape["sender_chat"] = message.sender_chat
    if message.edited_at:
        shape["edit_date"] = int(message.edited_at.timestamp())
    if message.thread_id:
        shape |= {"message_thread_id": message.thread_id, "is_topic_message": True}
    if message.document:
        shape["document"] = file_json(message.document)
    if message.photo:
        shape["photo"] = photo_json(message.photo)
    if message.media_group_id:
        shape["media_group_id"] = message.media_group_id
    if message.text:
        shape["caption" if message.has_file else "text"] = message.text
        if message.entities:
            shape["caption_entities" if message.has_file else "entities"] = message.entities
    if message.markup:
        shape["reply_markup"] = {"inline_keyboard": message.markup}
    replied = chat.history.get(message.reply_to) if message.reply_to else None
    if with_reply and replied is not None and not replied.deleted:
        shape["reply_to_message"] = message_json(chat, replied, with_reply=False)
    return shape


def inaccessible_json(chat: SandboxChat, message_id: int) -> JsonObject:
    """An InaccessibleMessage object."""
    return {"chat": chat_json(chat), "message_id": message_id, "date": 0}


def member_json(member: Member) -> JsonObject:
    """A ChatMember object of the right kind."""
    shape: JsonObject = {"status": member.status, "user": user_json(member.user)}
    if member.status == "creator":
        shape["is_anonymous"] = False
    elif member.status == "administrator":
        shape |= {
            "can_be_edited": False,
            "is_anonymous": False,
            "can_manage_chat": True,
            "can_delete_messages": True,
            "can_manage_video_chats": False,
            "can_restrict_members": False,
            "can_promote_members": False,
            "can_change_info": True,
            "can_invite_users": True,
            "can_post_stories": False,
            "can_edit_stories": False,
            "can_delete_stories": False,
            "can_pin_messages": True,
        }
    elif member.status == "kicked":
        shape["until_date"] = 0
    return shape
