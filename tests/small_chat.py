"""A small chat for tests of single verbs: the real dispatcher, ledger and wording, no network.

Every update is one transaction; every posting is worded, so that a missing fact fails at once.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, cast

import bot.handlers
from bot.dispatch import Dispatcher
from bot.incoming import Incoming
from bot.ports import Backstage, Upload
from bot.router import router
from bot.wording import Worded, plain, worded
from inspection.desk import Desk
from inspection.ids import ChatId, UserId
from inspection.ledger import Ledger
from inspection.people import Person
from inspection.posting import Posting, PostingState
from inspection.refusal import Refusal
from inspection.usecases.fire_deadlines import fire_deadlines
from inspection.workdays import Calendar
from storage.database import Database, open_database
from tests.builders import CALENDAR, NOW, County, county, desk_for
from tests.journalled import journalled

GROUP = ChatId(-1001)
assert bot.handlers.LOADED


class SmallChat:
    """A county, a moment, and the chats of its people."""

    def __init__(self, database: Database, locality: str) -> None:
        self.database = database
        self.locality = locality
        self.now = NOW
        self.calendar: Calendar = CALENDAR
        self.dispatcher = Dispatcher(router, cast(Backstage, None), "chuishao_bot")
        self.messages: dict[ChatId, dict[int, tuple[Posting, Worded]]] = {}
        self.numbers = count(1)
        with database.transaction() as ledger:
            self.county: County = county(ledger, locality=locality)
            for number, person in enumerate(ledger.people.find(), 1):
                ledger.people.save(replace(person, user_id=UserId(700000 + number)))

    def desk(self, ledger: Ledger) -> Desk:
        """The desk of this moment."""
        return replace(
            desk_for(ledger, locality=self.locality, now=self.now), calendar=self.calendar
        )

    def write(self, act: Callable[[Desk], Any]) -> Any:
        """Do something at the desk in one transaction; what it posts is delivered."""
        with self.database.transaction() as ledger:
            done = act(self.desk(ledger))
            self._deliver(ledger)
        return done

    def read(self, look: Callable[[Ledger], Any]) -> Any:
        """Ask the ledger."""
        with self.database.reading() as ledger:
            return look(ledger)

    def says(self, name: str, text: str, *, private: bool = True) -> str:
        """Say something; return what the bot refuses, or nothing."""
        return self._update(name, private, text=text)

    def sends(self, name: str, content: bytes, caption: str = "") -> str:
        """Send a photo in private."""
        upload = Upload("照片.jpg", "image/jpeg", content, True)
        return self._update(name, True, text=caption, upload=upload)

    def sends_file(self, name: str, content: bytes, file_name: str, caption: str = "") -> str:
        """Send a file in private."""
        upload = Upload(file_name, "application/octet-stream", content, False)
        return self._update(name, True, text=caption, upload=upload)

    def presses(self, name: str, label: str, *, private: bool = True) -> str:
        """Press the newest button with these words; return the refusal or pop-up."""
        chat = ChatId(self.user(name)) if private else GROUP
        for number, (_, words) in sorted(self.messages.get(chat, {}).items(), reverse=True):
            for button in (button for row in words.rows for button in row):
                if label in button.label:
                    return self._update(name, private, callback=button.callback, on=number)
        shown = [words.text for _, words in self.messages.get(chat, {}).values()]
        raise AssertionError(f"没有按钮 {label}：\n" + "\n---\n".join(shown[-3:]))

    def callback(self, name: str, data: str) -> str:
        """Press a button that is no longer shown."""
        return self._update(name, True, callback=data, on=1)

    def seen(self, name: str) -> list[str]:
        """The texts in the person's private chat, in order."""
        return [words.text for _, words in self.messages.get(ChatId(self.user(name)), {}).values()]

    def group(self) -> list[str]:
        """The texts in the group."""
        return [words.text for _, words in self.messages.get(GROUP, {}).values()]

    def last(self, name: str) -> str:
        """The message in private that was sent or edited last."""
        chat = self.messages[ChatId(self.user(name))]
        return max(chat.values(), key=lambda each: each[0].id)[1].text

    def labels(self, name: str) -> list[str]:
        """The buttons of that message."""
        chat = self.messages[ChatId(self.user(name))]
        rows = max(chat.values(), key=lambda each: each[0].id)[1].rows
        return [button.label for row in rows for button in row]

    def ticks(self, moment: datetime) -> None:
        """The clock goes on hour by hour, and says what is due."""
        while self.now < moment:
            self.now = min(self.now + timedelta(hours=1), moment)
            with journalled():
                self.write(fire_deadlines)

    def user(self, name: str) -> int:
        """The chat account of a person."""
        return self.read(lambda ledger: int(self._person(ledger, name).user_id or 0))

    def person(self, name: str) -> Person:
        """The person as the ledger has it now."""
        return self.read(lambda ledger: self._person(ledger, name))

    def _person(self, ledger: Ledger, name: str) -> Person:
        return ledger.people.get(self.county.people[name].id)

    def _update(
        self,
        name: str,
        private: bool,
        *,
        text: str = "",
        callback: str = "",
        on: int | None = None,
        upload: Upload | None = None,
    ) -> str:
        user = UserId(self.user(name))
        number = next(self.numbers)
        incoming = Incoming(
            update_id=number,
            user_id=user,
            chat_id=ChatId(user) if private else GROUP,
            private=private,
            message_id=on if on is not None else 100000 + number,
            text=text,
            callback=callback,
            query_id="q" if callback else "",
            photo=upload is not None,
        )
        try:
            with journalled(), self.database.transaction() as ledger:
                popup = self.dispatcher.handle(self.desk(ledger), incoming, upload)
                self._deliver(ledger)
        except Refusal as refusal:
            citation = refusal.citation.text if refusal.citation else None
            facts = {**refusal.facts, "citation": citation}
            return plain(f"refusal_{refusal.code}", facts)
        return plain(popup.kind, popup.facts or {}) if popup and popup.kind else ""

    def _deliver(self, ledger: Ledger) -> None:
        for posting in ledger.postings.find(state=PostingState.PENDING):
            chat = self.messages.setdefault(posting.chat_id, {})
            slot = ledger.slot_message(posting.chat_id, posting.slot) if posting.slot else None
            number = posting.edits or slot or next(self.numbers) + 1000
            chat[number] = (posting, worded(posting.kind, posting.facts))
            ledger.postings.save(
                replace(posting, state=PostingState.SENT, message_id=number, sent_at=self.now)
            )


def small_chat(folder: Path, model: Path, locality: str = "xinyang") -> SmallChat:
    """A small chat on a copy of the migrated, empty `model`."""
    path = folder / f"{locality}.db"
    shutil.copy(model, path)
    return SmallChat(open_database(f"sqlite:///{path}"), locality)
