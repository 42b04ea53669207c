"""What people do in the sandbox: speak, press, reply, upload."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from app.sandbox.entities import detect, trim, utf16_length
from app.sandbox.errors import SandboxMisuse
from app.sandbox.images import picture_size
from app.sandbox.model import (
    CallbackAnswer,
    CommandScope,
    JsonObject,
    Member,
    MemberStatus,
    SandboxBot,
    SandboxChat,
    SandboxEvent,
    SandboxMessage,
    SandboxQuery,
    SandboxUser,
)
from app.sandbox.state import ANONYMOUS_ADMIN, CHANNEL_IDENTITY, State
from app.sandbox.updates import PRESS_LIFE
from app.sandbox.wire import chat_json, inaccessible_json, message_json, user_json


class People(State):
    """模拟成员的动作: the acts of persons; every chat argument is a SandboxChat or its id."""

    def start_private(
        self, user: SandboxUser, payload: str = "", bot: SandboxBot | None = None
    ) -> SandboxChat:
        """Open (or re-open) the private chat and send "/start payload", as a deep link does."""
        if payload and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload):
            raise SandboxMisuse("a deep link carries 1-64 characters of A-Z a-z 0-9 _ -")
        bot = bot or self.bot
        chat = self.privates.get((bot.id, user.id))
        if chat is None:
            chat = SandboxChat(user.id, "private", user=user, bot=bot)
            self.privates[bot.id, user.id] = chat
            self.notify(SandboxEvent("chat", chat.id))
        self.unblock_bot(user, bot)
        self.send_text(user, chat, f"/start {payload}".strip())
        return chat

    def follow_link(self, user: SandboxUser, url: str) -> SandboxChat:
        """Open a deep link https://t.me/<bot>?start=<payload> and press start."""
        parts = urlsplit(url)
        names = {bot.username.lower(): bot for bot in self.bots.values()}
        bot = names.get(parts.path.strip("/").lower())
        if parts.hostname != "t.me" or bot is None:
            raise SandboxMisuse(f"{url} does not lead to a bot of this sandbox")
        return self.start_private(user, parse_qs(parts.query).get("start", [""])[0], bot)

    def menu(self, user: SandboxUser, chat: SandboxChat | int) -> list[tuple[str, str]]:
        """The command menu the person sees there: (command, description), narrowest scope first."""
        found = self.chat(chat)
        bot = found.bot or self.bot
        seat = found.members.get(user.id)
        scopes = [CommandScope("chat_member", found.id, user.id)]
        if seat is not None and seat.status in ("creator", "administrator"):
            scopes += [CommandScope("chat_administrators", found.id)]
            scopes += [CommandScope("chat", found.id), CommandScope("all_chat_administrators")]
        wide = "all_private_chats" if found.is_private else "all_group_chats"
        scopes += [CommandScope("chat", found.id), CommandScope(wide), CommandScope()]
        for scope in scopes:
            for language in ("zh", ""):
                if listed := bot.commands.get(replace(scope, language=language)):
                    return [(each["command"], each["description"]) for each in listed]
        return []

    def block_bot(self, user: SandboxUser, bot: SandboxBot | None = None) -> None:
        """The person blocks the bot in their private chat."""
        self._block(user, bot or self.bot, blocked=True)

    def unblock_bot(self, user: SandboxUser, bot: SandboxBot | None = None) -> None:
        """Undo block_bot; nothing happens when it was not blocked."""
        self._block(user, bot or self.bot, blocked=False)

    def send_text(
        self,
        user: SandboxUser,
        chat: SandboxChat | int,
        text: str,
        reply_to: int | SandboxMessage | None = None,
        *,
        topic: int | None = None,
        anonymous: bool = False,
        channel: str | None = None,
    ) -> SandboxMessage:
        """Say something; anonymous: as the group itself (admin), channel: as a channel's name."""
        chat = self._seat(user, chat)
        message = self.next_message(chat, user)
        message.text, _ = trim(text)
        if not message.text or utf16_length(message.text) > 4096:
            raise SandboxMisuse("a message has 1-4096 characters")
        message.entities = detect(message.text, [])
        message.reply_to = self._replied(chat, reply_to)
        if topic is not None and topic not in chat.topics:
            raise SandboxMisuse(f"no topic {topic} in {chat.title}")
        message.thread_id = topic
        if anonymous:
            message.sender, message.sender_chat = ANONYMOUS_ADMIN, chat_json(chat)
        elif channel:
            identity = {"id": -1_001_900_000_001, "type": "channel", "title": channel}
            message.sender, message.sender_chat = CHANNEL_IDENTITY, identity
        return self.post(chat, message)

    def edit_text(
        self, user: SandboxUser, chat: SandboxChat | int, message_id: int, text: str
    ) -> SandboxMessage:
        """Edit one's own message (text or caption)."""
        chat = self._seat(user, chat)
        message = self._shown(chat, message_id)
        if message.sender.id != user.id:
            raise SandboxMisuse("one can edit one's own messages only")
        message.text, _ = trim(text)
        message.entities = detect(message.text, [])
        message.edited_at = self.now()
        message.edits += 1
        self.deliver(chat, message, "edited_message")
        self.notify(SandboxEvent("edited", chat.id, message.id))
        return message

    def send_photo(
        self,
        user: SandboxUser,
        chat: SandboxChat | int,
        content: bytes,
        caption: str = "",
        reply_to: int | SandboxMessage | None = None,
    ) -> SandboxMessage:
        """Send a picture (PNG, JPEG, GIF or WebP bytes)."""
        chat = self._seat(user, chat)
        if picture_size(content) is None:
            raise SandboxMisuse("not a picture: PNG, JPEG, GIF or WebP expected")
        message = self.next_message(chat, user)
        message.photo = self.store_file("photo", content, "photo.jpg")
        return self._post_file(chat, message, caption, reply_to)

    def send_document(
        self,
        user: SandboxUser,
        chat: SandboxChat | int,
        content: bytes,
        file_name: str,
        caption: str = "",
        reply_to: int | SandboxMessage | None = None,
    ) -> SandboxMessage:
        """Send a file under its own name."""
        chat = self._seat(user, chat)
        message = self.next_message(chat, user)
        message.document = self.store_file("document", content, file_name)
        return self._post_file(chat, message, caption, reply_to)

    def delete_own(self, user: SandboxUser, chat: SandboxChat | int, message_id: int) -> None:
        """Delete a message; as on Telegram the bot hears nothing of it."""
        chat = self._seat(user, chat)
        self._shown(chat, message_id).deleted = True
        self.notify(SandboxEvent("deleted", chat.id, message_id))

    def press(
        self,
        user: SandboxUser,
        chat: SandboxChat | int,
        message: int | SandboxMessage,
        button: str,
        *,
        inaccessible: bool = False,
    ) -> str:
        """Press the button with that text or callback data; returns the callback query's id.

        inaccessible: the bot gets an InaccessibleMessage, as it does for very old messages.
        """
        chat = self._seat(user, chat)
        shown = self._shown(chat, message if isinstance(message, int) else message.id)
        bot = self.bots.get(shown.sender.id)
        pressed = self._button(shown, button)
        if bot is None or "callback_data" not in pressed:
            raise SandboxMisuse(f"「{button}」 opens a link: call follow_link")
        query = SandboxQuery(
            str(4_382_000_000_000_000 + self.count("query")), bot.id, user, self.now()
        )
        self.queries[query.id] = query
        about = inaccessible_json(chat, shown.id) if inaccessible else message_json(chat, shown)
        payload: JsonObject = {
            "id": query.id,
            "from": user_json(user),
            "message": about,
            "chat_instance": str(9_000_000_000_000 - chat.id),
            "data": pressed["callback_data"],
        }
        self.queue(bot, "callback_query", payload)
        return query.id

    def callback_answer(self, query_id: str) -> CallbackAnswer | None:
        """What the person saw after pressing, or None while the bot has not answered."""
        query = self.queries[query_id]
        return CallbackAnswer(query.text, query.show_alert) if query.answered else None

    def query_alive(self, query: SandboxQuery) -> bool:
        """Whether an answer still reaches the person: 150 s from the press, once."""
        return not query.answered and self.now() - query.at <= PRESS_LIFE

    def messages(self, chat: SandboxChat | int) -> list[SandboxMessage]:
        """What a member of the chat sees now, oldest first (service messages included)."""
        return [message for message in self.chat(chat).history.values() if not message.deleted]

    # -- inside -----------------------------------------------------------------------------

    def _block(self, user: SandboxUser, bot: SandboxBot, *, blocked: bool) -> None:
        chat = self.private(user, bot)
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        before: MemberStatus = "member" if blocked else "kicked"
        after: MemberStatus = "kicked" if blocked else "member"
        self.change_member(chat, Member(bot.user, after), user, Member(bot.user, before))

    def _seat(self, user: SandboxUser, chat: SandboxChat | int) -> SandboxChat:
        found = self.private(user) if chat == user.id else self.chat(chat)
        if found.migrated_to:
            raise SandboxMisuse(f"{found.title} has become supergroup {found.migrated_to}")
        inside = found.user == user if found.is_private else found.present(user.id)
        if not inside:
            raise SandboxMisuse(f"{user.first_name} is not in {found.title or 'that chat'}")
        if found.blocked:
            raise SandboxMisuse(f"{user.first_name} has blocked the bot")
        return found

    def _shown(self, chat: SandboxChat, message_id: int) -> SandboxMessage:
        message = chat.history.get(message_id)
        if message is None or message.deleted:
            raise SandboxMisuse(f"no message {message_id} in {chat.title or 'that chat'}")
        return message

    def _replied(self, chat: SandboxChat, reply_to: int | SandboxMessage | None) -> int | None:
        if reply_to is None:
            return None
        return self._shown(chat, reply_to if isinstance(reply_to, int) else reply_to.id).id

    def _button(self, message: SandboxMessage, wanted: str) -> JsonObject:
        every = [button for row in message.markup for button in row]
        for key in ("text", "callback_data"):
            found = [button for button in every if button.get(key) == wanted]
            if found:
                return found[0]
        there = "、".join(button["text"] for button in every) or "none"
        raise SandboxMisuse(f"no button 「{wanted}」 on message {message.id}; there: {there}")

    def _post_file(
        self,
        chat: SandboxChat,
        message: SandboxMessage,
        caption: str,
        reply_to: int | SandboxMessage | None,
    ) -> SandboxMessage:
        message.text, _ = trim(caption)
        message.entities = detect(message.text, [])
        message.reply_to = self._replied(chat, reply_to)
        return self.post(chat, message)
