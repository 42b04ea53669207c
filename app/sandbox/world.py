"""The pretend Telegram as tests, rehearsals and the browser page drive it."""

from __future__ import annotations

from typing import Any

from app.sandbox.errors import SandboxMisuse
from app.sandbox.model import (
    Member,
    MemberStatus,
    SandboxBot,
    SandboxChat,
    SandboxEvent,
    SandboxUser,
)
from app.sandbox.people import People
from app.sandbox.wire import user_json


class World(People):
    """模拟群聊: users, bots, chats and what is in them; see People for what persons can do."""

    def add_group(
        self, title: str, members: list[SandboxUser], *, supergroup: bool = False
    ) -> SandboxChat:
        """A group of these people, the first of whom owns it; no bot is in it yet."""
        chat = self.new_group("supergroup" if supergroup else "group", title)
        for user in members:
            chat.members[user.id] = Member(user, "creator" if not chat.members else "member")
        self.notify(SandboxEvent("chat", chat.id))
        return chat

    def add_bot_to_group(
        self,
        chat: SandboxChat | int,
        by: SandboxUser | None = None,
        bot: SandboxBot | None = None,
        *,
        admin: bool = False,
    ) -> None:
        """A member adds the bot: my_chat_member, then the service message everybody sees."""
        group, who = self._group(chat), (bot or self.bot).user
        status: MemberStatus = "administrator" if admin else "member"
        actor = by or self._owner(group)
        self._set_status(group, who, status, actor)
        self._say_joined(group, who, actor)

    def kick_bot(
        self,
        chat: SandboxChat | int,
        by: SandboxUser | None = None,
        bot: SandboxBot | None = None,
    ) -> None:
        """Remove and ban the bot: it hears my_chat_member and then nothing more."""
        group, who = self._group(chat), (bot or self.bot).user
        actor = by or self._owner(group)
        self._set_status(group, who, "kicked", actor)
        self._say_left(group, who, actor)

    def promote(
        self, chat: SandboxChat | int, who: SandboxUser | SandboxBot, *, admin: bool = True
    ) -> None:
        """Make a member administrator, or an administrator plain member again."""
        group = self._group(chat)
        user = who.user if isinstance(who, SandboxBot) else who
        status: MemberStatus = "administrator" if admin else "member"
        self._set_status(group, user, status, self._owner(group))

    def join(
        self, user: SandboxUser, chat: SandboxChat | int, by: SandboxUser | None = None
    ) -> None:
        """The person enters the group, by themselves or added by another member."""
        group = self._group(chat)
        self._set_status(group, user, "member", by or user)
        self._say_joined(group, user, by or user)

    def leave(
        self, user: SandboxUser, chat: SandboxChat | int, by: SandboxUser | None = None
    ) -> None:
        """The person leaves the group, or is removed by another member."""
        group = self._group(chat)
        if not group.present(user.id):
            raise SandboxMisuse(f"{user.first_name} is not in {group.title}")
        self._set_status(group, user, "left", by or user)
        self._say_left(group, user, by or user)

    def migrate(self, chat: SandboxChat | int) -> SandboxChat:
        """The group becomes a supergroup under a new id; both service messages are sent."""
        old = self._group(chat)
        if old.kind != "group":
            raise SandboxMisuse(f"{old.title} is a supergroup already")
        new = self.new_group("supergroup", old.title or "")
        new.members = {
            user_id: Member(member.user, member.status) for user_id, member in old.members.items()
        }
        new.migrated_from, old.migrated_to = old.id, new.id
        farewell = self.next_message(old, self._owner(old))
        farewell.service = {"migrate_to_chat_id": new.id}
        self.post(old, farewell)
        greeting = self.next_message(new, self._owner(new))
        greeting.service = {"migrate_from_chat_id": old.id}
        self.post(new, greeting)
        self.notify(SandboxEvent("chat", new.id))
        return new

    def add_topic(self, chat: SandboxChat | int, name: str) -> int:
        """Open a forum topic in a supergroup; returns its message_thread_id."""
        group = self._group(chat)
        group.last_message_id += 1
        group.topics[group.last_message_id] = name
        return group.last_message_id

    def delete_topic(self, chat: SandboxChat | int, topic: int) -> None:
        """Delete a forum topic: sending to it then answers "message thread not found"."""
        del self._group(chat).topics[topic]

    def pending_updates(self, bot: SandboxBot | None = None) -> list[dict[str, Any]]:
        """The Update objects the bot has not confirmed, oldest first."""
        return [update.payload for update in (bot or self.bot).queue.pending()]

    def unconfirmed(self) -> int:
        """How many updates no bot has confirmed yet."""
        return sum(len(bot.queue.pending()) for bot in self.bots.values())

    def quiet(self) -> bool:
        """Whether every update was taken. The bot may still be working on the last ones."""
        return self.unconfirmed() == 0

    # -- inside -----------------------------------------------------------------------------

    def _group(self, chat: SandboxChat | int) -> SandboxChat:
        found = self.chat(chat)
        if found.is_private:
            raise SandboxMisuse("a private chat has no members to change")
        return found

    def _owner(self, chat: SandboxChat) -> SandboxUser:
        return next(member.user for member in chat.members.values() if member.status == "creator")

    def _set_status(
        self, chat: SandboxChat, user: SandboxUser, status: MemberStatus, by: SandboxUser
    ) -> None:
        old = chat.members.get(user.id) or Member(user, "left")
        new = Member(user, status)
        chat.members[user.id] = new
        self.change_member(chat, new, by, old)

    def _say_joined(self, chat: SandboxChat, user: SandboxUser, by: SandboxUser) -> None:
        message = self.next_message(chat, by)
        message.service = {"new_chat_members": [user_json(user)]}
        self.post(chat, message)

    def _say_left(self, chat: SandboxChat, user: SandboxUser, by: SandboxUser) -> None:
        message = self.next_message(chat, by)
        message.service = {"left_chat_member": user_json(user)}
        self.post(chat, message)
