"""Updates of every kind that the Bot API documents, as JSON; the same seed makes the same."""

import random
from typing import Any

Object = dict[str, Any]

STATUSES: tuple[Object, ...] = (
    {"status": "creator", "is_anonymous": False},
    {"status": "member"},
    {"status": "left"},
    {"status": "kicked", "until_date": 0},
    {"status": "of a later version"},
)
KINDS = (*("press",) * 2, *("message",) * 3, "member", "moved", "edited", "other")
TEXTS = ("", "同意", "/jindu@chuishao_bot", "\u202e<b>甲</b>\x00\r\n乙", "𠮷" * 30)
FILE_NAMES = (None, "", "表.docx", "名单.xlsx", "../照片.jpg", "x.exe")


class Variety:
    """Makes one update after the other."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self._number = 0

    def update(self) -> Object:
        """One update of any kind."""
        self._number += 1
        kind = self._dice.choice(
            (
                "press",
                "press",
                "message",
                "message",
                "message",
                "member",
                "moved",
                "edited",
                "other",
            )
        )
        made: Object = getattr(self, f"_{kind}")()
        return {"update_id": self._number, **made}

    def _maybe(self, chance: float = 0.5, **fields: Any) -> Object:
        return fields if self._dice.random() < chance else {}

    def _user(self, *, is_bot: bool = False) -> Object:
        number = self._dice.choice((3, 5_000_001, 1087968824, 2**52))
        return {
            "id": number,
            "is_bot": is_bot,
            "first_name": "槐知言",
            **self._maybe(username="huai", language_code="zh"),
        }

    def _chat(self) -> Object:
        kind = self._dice.choice(("private", "private", "group", "supergroup", "channel", "new"))
        number = 3 if kind == "private" else self._dice.choice((-9, -1_000_000_000_009))
        return {"id": number, "type": kind, **self._maybe(title="群\u200b聊")}

    def _bare(self) -> Object:
        """What every message has."""
        return {"message_id": self._dice.randrange(1, 2**31), "date": 1, "chat": self._chat()}

    def _press(self) -> Object:
        message = {
            **self._bare(),
            **self._maybe(date=0),
            **self._maybe(text="看板", entities=[{"type": "bold", "offset": 0, "length": 1}]),
        }
        press = {
            "id": "77",
            "from": self._user(),
            "chat_instance": "c",
            **self._maybe(0.9, message=message),
            **self._maybe(0.9, data=self._dice.choice(("", "v1:check_in:1:agree", "v1:\x00"))),
            **self._maybe(0.1, game_short_name="g"),
        }
        return {"callback_query": press}

    def _message(self) -> Object:
        origin = self._dice.choice(
            (
                {"type": "user", "date": 1, "sender_user": self._user()},
                {"type": "hidden_user", "date": 1, "sender_user_name": "某"},
                {"type": "chat", "date": 1, "sender_chat": self._chat()},
                {"type": "channel", "date": 1, "chat": self._chat(), "message_id": 1},
            )
        )
        asked = {
            **self._bare(),
            **self._maybe(0.8, **{"from": self._user(is_bot=self._dice.random() < 0.6)}),
        }
        message = {
            **self._bare(),
            **self._maybe(0.9, **{"from": self._user()}),
            **self._maybe(0.5, text=self._dice.choice(TEXTS)),
            **self._maybe(0.2, sender_chat=self._chat()),
            **self._maybe(0.4, reply_to_message=asked),
            **self._maybe(0.2, forward_origin=origin),
            **self._maybe(0.2, message_thread_id=7, of_a_later_version={"id": True}),
            **self._maybe(0.1, contact={"phone_number": "0", "first_name": "某"}),
            **self._files(),
        }
        return {"message": message, **self._maybe(0.05, edited_message=self._bare())}

    def _files(self) -> Object:
        ids = {"file_id": "f", "file_unique_id": "u"}
        sizes = [
            {
                **ids,
                "file_id": f"f{side}",
                "width": side,
                "height": side,
                **self._maybe(file_size=9),
            }
            for side in (90, 320, 1280)
        ]
        name = self._dice.choice(FILE_NAMES)
        document = {
            "file_id": "f",
            "file_unique_id": "u",
            **({} if name is None else {"file_name": name}),
            **self._maybe(mime_type="application/pdf"),
            **self._maybe(file_size=self._dice.choice((0, 10, 30_000_000, 2**40))),
        }
        return {
            **self._maybe(0.25, photo=sizes[: self._dice.randrange(4)]),
            **self._maybe(0.25, document=document),
            **self._maybe(0.3, caption=self._dice.choice(TEXTS)),
        }

    def _member(self) -> Object:
        bot = self._user(is_bot=True)
        was, now = ({**self._dice.choice(STATUSES), "user": bot} for _ in range(2))
        change = {"chat": self._chat(), "from": self._user(), "date": 1}
        return {"my_chat_member": {**change, "old_chat_member": was, "new_chat_member": now}}

    def _moved(self) -> Object:
        moved = self._dice.choice(("migrate_to_chat_id", "migrate_from_chat_id"))
        return {"message": {**self._bare(), moved: -1_000_000_000_010}}

    def _edited(self) -> Object:
        kind = self._dice.choice(("edited_message", "channel_post", "edited_channel_post"))
        return {kind: self._message()["message"]}

    def _other(self) -> Object:
        change = {"chat": self._chat(), "user": self._user(), "date": 1}
        reaction = {**change, "message_id": 1, "old_reaction": [], "new_reaction": []}
        return self._dice.choice(({}, {"message_reaction": reaction}, {"of_a_later_version": {}}))
