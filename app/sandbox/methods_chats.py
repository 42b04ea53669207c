"""Chats and their members, as far as a bot may know them."""

from __future__ import annotations

from app.sandbox.errors import bad_request
from app.sandbox.model import JsonObject, Member, SandboxChat
from app.sandbox.request import Methods, Request
from app.sandbox.strictness import reachable_chat
from app.sandbox.wire import full_chat_json, member_json

methods = Methods()


@methods("getChat")
def get_chat(request: Request) -> JsonObject:
    """A ChatFullInfo object."""
    return full_chat_json(reachable_chat(request))


@methods("getChatMember")
def get_chat_member(request: Request) -> JsonObject:
    """One person's standing; people who were never there are "left"."""
    chat = reachable_chat(request)
    wanted = request.parameters.integer("user_id") or 0
    member = _members(chat).get(wanted)
    if member is not None:
        return member_json(member)
    stranger = request.world.users.get(wanted)
    if stranger is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return member_json(Member(stranger, "left"))


@methods("getChatAdministrators")
def get_chat_administrators(request: Request) -> list[JsonObject]:
    """The owner and the administrators, other bots left out."""
    chat = reachable_chat(request)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return [
        member_json(member)
        for member in chat.members.values()
        if member.status in ("creator", "administrator")
        and (not member.user.is_bot or member.user.id == request.bot.id)
    ]


@methods("getChatMemberCount")
def get_chat_member_count(request: Request) -> int:
    """How many are in the chat now."""
    return sum(member.present for member in _members(reachable_chat(request)).values())


@methods("leaveChat")
def leave_chat(request: Request) -> bool:
    """The bot goes."""
    chat = reachable_chat(request)
    if chat.is_private:
        raise bad_request("chat not found")
    request.world.leave(request.bot.user, chat)
    return True


def _members(chat: SandboxChat) -> dict[int, Member]:
    if chat.user is None or chat.bot is None:
        return chat.members
    both = (chat.user, chat.bot.user)
    return {user.id: Member(user) for user in both}
