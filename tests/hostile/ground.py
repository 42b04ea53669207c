"""Where hostile updates fall: a county in the middle of its work, and the real Settler."""

import json
import random
import re
from collections import Counter
from dataclasses import replace
from typing import Any

from app.backstage import Backstage
from app.sandbox.entities import parse_html, utf16_length
from bot.dispatch import Dispatcher
from bot.ports import Upload
from bot.router import router
from bot.sending import CAPTION_LIMIT, TEXT_LIMIT, pages, prepare
from bot.settling import Letter, Settler
from bot.wording import plain
from inspection.inbox import InboxState
from inspection.ledger import Ledger
from inspection.posting import Posting, PostingState
from scheduler.clock import HandClock
from tests.hostile import payloads
from tests.journalled import journalled
from tests.small_chat import GROUP, SmallChat

ANONYMOUS, CHANNEL, STRANGER = 1087968824, 136817688, 999_999
TEXT_MOST, CAPTION_MOST, CALLBACK_MOST = 4096, 1024, 64
TRACES = re.compile(r"Traceback|File \"|Error\(|sqlalchemy|psycopg|site-packages")


class Ground:
    """Takes raw updates one after the other; raises on the first thing that must not be."""

    def __init__(self, chat: SmallChat, seed: int) -> None:
        self.chat = chat
        self.dice = random.Random(seed)
        self.clock = HandClock(chat.now)
        self.backstage = Backstage(chat.database, self.clock)
        dispatcher = Dispatcher(router, self.backstage, "chuishao_bot")
        self.settler = Settler(dispatcher, self.backstage, "chuishao_bot")
        self.users = [
            int(person.user_id or 0) for person in chat.read(lambda ledger: ledger.people.find())
        ]
        self.kinds: Counter[str] = Counter()
        self.answers: Counter[str] = Counter()
        self._number = 500_000
        self._shown: list[tuple[int, int, list[str]]] = []

    def play(self, count: int) -> None:
        """So many updates."""
        for _ in range(count):
            self.settle(*self.update())

    # -- making --------------------------------------------------------------------------------

    def update(self) -> tuple[dict[str, Any], Upload | None]:
        """One raw update of any kind, with what it would bring along."""
        self._number += 1
        kind = self.dice.choices(
            ("text", "command", "button", "reply", "upload", "other"), (4, 5, 7, 4, 2, 2)
        )[0]
        self.kinds[kind] += 1
        upload = None
        if kind == "button":
            body: dict[str, Any] = {"callback_query": self._press()}
        elif kind == "other":
            body = self._other()
        else:
            message = self._message()
            if kind == "text" or kind == "reply":
                message["text"] = payloads.text(self.dice)
            if kind == "command":
                message["text"] = payloads.command(self.dice)
            wants = self._answer(message) if kind in ("reply", "upload") else ""
            if kind == "upload" or (wants == "photo" and self.dice.random() < 0.7):
                message.pop("text", None)
                upload = self._attach(message)
            body = {"message": message}
        return {"update_id": self._number, **body}, upload

    def _message(self) -> dict[str, Any]:
        user = self._user()
        message: dict[str, Any] = {
            "message_id": self._number,
            "date": int(self.clock.now().timestamp()),
            "chat": self._chat(user["id"]),
            "from": user,
        }
        lot = self.dice.random()
        if lot < 0.03:
            del message["from"]
        elif lot < 0.06:
            message["sender_chat"] = {"id": -100, "type": "channel", "title": "频道"}
        elif lot < 0.1:
            message["forward_origin"] = {"type": "user", "date": 1, "sender_user": user}
        elif lot < 0.13:
            message["via_bot"] = {"id": 5, "is_bot": True, "first_name": "别的机器人"}
        elif lot < 0.16:
            message["message_thread_id"] = 77
        return message

    def _answer(self, message: dict[str, Any]) -> str:
        """Often: the person asked, in the chat where they were asked; what the question wants."""
        prompts = self.chat.read(lambda ledger: ledger.prompts.find(closed_at=None))
        if not prompts or self.dice.random() < 0.3:
            return ""
        prompt = self.dice.choice(prompts[-12:])
        person = self.chat.read(lambda ledger: ledger.people.get(prompt.person_id))
        message["from"] = {"id": int(person.user_id or 1), "is_bot": False, "first_name": "某"}
        kind = "private" if prompt.chat_id > 0 else "supergroup"
        message["chat"] = {"id": int(prompt.chat_id), "type": kind, "title": "群"}
        quoted = {"message_id": prompt.message_id or 1, "date": 1, "chat": message["chat"]}
        message["reply_to_message"] = quoted
        return str(prompt.wants)

    def _user(self) -> dict[str, Any]:
        known = self.dice.choice(self.users)
        lot = self.dice.random()
        number = known if lot < 0.88 else self.dice.choice((STRANGER, ANONYMOUS, CHANNEL, 2**52))
        return {"id": number, "is_bot": False, "first_name": payloads.text(self.dice)[:60] or "某"}

    def _chat(self, user: int) -> dict[str, Any]:
        lot = self.dice.random()
        if lot < 0.5:
            return {"id": user, "type": "private", "first_name": "某"}
        if lot < 0.92:
            return {"id": int(GROUP), "type": "supergroup", "title": "工作群"}
        return {"id": -4242, "type": "group", "title": payloads.text(self.dice)[:100]}

    def _press(self) -> dict[str, Any]:
        user = self._user()
        chat = self._chat(user["id"])
        number, shown = self._number, [data for *_, each in self._shown[-30:] for data in each]
        if self._shown and self.dice.random() < 0.7:
            chat_id, number, shown = self.dice.choice(self._shown[-60:])
            if chat_id > 0:
                user = {**user, "id": chat_id}
            kind = "private" if chat_id > 0 else "supergroup"
            chat = {"id": chat_id, "type": kind, "title": "群"}
        message: dict[str, Any] | None = {
            "message_id": number,
            "date": self.dice.choice((0, 1)),
            "chat": chat,
        }
        press: dict[str, Any] = {"id": "q", "from": user, "chat_instance": "c", "message": message}
        lot = self.dice.random()
        if lot < 0.05:
            del press["message"]
            press["inline_message_id"] = "i"
        if lot < 0.95:
            press["data"] = payloads.callback(self.dice, shown)
        else:
            press["game_short_name"] = "g"
        return press

    def _attach(self, message: dict[str, Any]) -> Upload:
        photo = self.dice.random() < 0.4
        name = "照片.jpg" if photo else self.dice.choice(payloads.FILE_NAMES)
        if photo:
            size = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}
            message["photo"] = [size]
        else:
            message["document"] = {"file_id": "f", "file_unique_id": "u", "file_name": name}
        if self.dice.random() < 0.3:
            message["caption"] = payloads.text(self.dice)[:1024]
        media = "image/jpeg" if photo else self.dice.choice(payloads.MEDIA_TYPES)
        return Upload(name, media, payloads.content(self.dice), photo)

    def _other(self) -> dict[str, Any]:
        message = {**self._message(), "text": payloads.command(self.dice)}
        kind = self.dice.choice(
            ("edited_message", "channel_post", "edited_channel_post", "member", "service", "poll")
        )
        if kind == "member":
            member = {"user": {"id": 1, "is_bot": True, "first_name": "吹哨"}}
            was, now = self.dice.choice((("left", "member"), ("member", "left")))
            return {
                "my_chat_member": {
                    "chat": message["chat"],
                    "from": message.get("from") or self._user(),
                    "date": 1,
                    "old_chat_member": {"status": was, **member},
                    "new_chat_member": {"status": now, **member},
                }
            }
        if kind == "service":
            service = self.dice.choice(
                (
                    {"new_chat_title": payloads.text(self.dice)},
                    {"left_chat_member": message.get("from") or self._user()},
                    {"pinned_message": {"message_id": 1, "date": 0, "chat": message["chat"]}},
                    {"contact": {"phone_number": "000", "first_name": "某"}},
                    {"location": {"latitude": 1.0, "longitude": 1.0}},
                    {"sticker": None},
                )
            )
            del message["text"]
            return {"message": {**message, **service}}
        if kind == "poll":
            return {}
        return {kind: message}

    # -- settling ------------------------------------------------------------------------------

    def settle(self, raw: dict[str, Any], upload: Upload | None) -> None:
        """Keep the update as the inbox does, settle it, look at everything that comes of it."""
        wire = json.loads(json.dumps(raw))
        with self.backstage.desk() as desk:
            desk.ledger.receive(update_id=wire["update_id"], raw=wire, received_at=desk.now)
            kept = desk.ledger.inbox.find(update_id=wire["update_id"])[0]
        letter = replace(Letter.of(kept), upload=upload)
        with journalled():
            popup = self.settler.settle(letter)
        with self.backstage.desk() as desk:
            done = desk.ledger.inbox.get(kept.id)
            assert done.state is InboxState.DONE, f"{done.failure}\n{raw!r:.2000}"
            for posting in desk.ledger.postings.find(state=PostingState.PENDING):
                self._deliver(desk.ledger, posting)
        if popup is not None and popup.kind:
            self.answers[popup.kind] += 1
            _no_trace(plain(popup.kind, popup.facts or {}))

    def _deliver(self, ledger: Ledger, posting: Posting) -> None:
        outgoing = prepare(ledger, self.backstage, posting)
        self.answers[posting.kind] += 1
        with_file = outgoing.attachment is not None
        limit = CAPTION_LIMIT if with_file else TEXT_LIMIT
        *first, last = pages(outgoing.words.text, limit)
        for piece in (*first, last):
            text, entities = parse_html(piece)
            most = CAPTION_MOST if with_file and piece is last else TEXT_MOST
            assert utf16_length(text) <= most, (posting.kind, utf16_length(text), text[:300])
            assert text.strip(), posting.kind
            assert not any("evil" in str(each.get("url", "")) for each in entities), piece
            assert len(re.findall("EVILBOLD", text)) <= len(re.findall("<b>EVILBOLD", text)), piece
            _no_trace(text)
        number = self._number * 10
        buttons = [button for row in outgoing.words.rows for button in row]
        assert len(buttons) <= 100, posting.kind
        for button in buttons:
            assert button.label, (posting.kind, button)
            assert len(button.callback.encode()) <= CALLBACK_MOST, button
            assert button.url or button.callback.split(":")[1] in {*router.buttons, "verb"}, button
        callbacks = [button.callback for button in buttons if button.callback]
        if callbacks:
            self._shown.append((int(posting.chat_id), number, callbacks))
        sent = replace(
            posting, state=PostingState.SENT, message_id=number, sent_at=self.clock.now()
        )
        ledger.postings.save(sent)
        if posting.prompt_id is not None:
            prompt = ledger.prompts.get(posting.prompt_id)
            ledger.prompts.save(replace(prompt, message_id=number))


def _no_trace(text: str) -> None:
    assert not TRACES.search(text), text
