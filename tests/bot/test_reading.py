"""What is read from the raw update is what PTB's own parser reads; the unreadable is put aside."""

import asyncio
import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Message, Update

import bot.handlers
from app.backstage import Backstage
from app.demo.seed import seed_demo
from bot.attached import Attached, sent_to_us
from bot.dispatch import Dispatcher
from bot.inbox import InboxWorker
from bot.incoming import Incoming
from bot.keeping import Inbox, chat_of
from bot.raw import Unreadable
from bot.router import router
from bot.service import Membership, Move, Service
from bot.settling import Letter, Settler
from inspection.ids import ChatId, UserId
from inspection.inbox import InboxState, InboxUpdate
from inspection.legible import legible
from scheduler.clock import HandClock
from storage.database import open_database
from tests.bot.variety import Object, Variety
from tests.builders import NOW

assert bot.handlers.LOADED
PTB = Bot("1:reference")
WRONG: tuple[Any, ...] = (None, True, 0, -1, 2**63, 1.5, "", "甲", [], [None], {}, {"id": "x"})
GONE = object()


def opened(raw: Object) -> Letter:
    """The letter that an update becomes."""
    return Letter.of(InboxUpdate(update_id=raw["update_id"], raw=raw, received_at=NOW))


# -- as PTB's parser has it ------------------------------------------------------------------


def incoming_by_ptb(update: Update) -> Incoming | None:
    """The parts, by way of PTB's objects."""
    query, message = update.callback_query, update.message
    if query is not None:
        if query.message is None:
            return None
        return Incoming(
            update.update_id,
            UserId(query.from_user.id),
            ChatId(query.message.chat.id),
            query.message.chat.type == "private",
            query.message.message_id,
            callback=legible(query.data or "") or "v0",
            query_id=query.id,
        )
    if message is None or message.from_user is None or update.edited_message is not None:
        return None
    text = legible(message.text or message.caption or "")
    upload = bool(message.photo or message.document)
    if not text and not upload:
        return None
    return Incoming(
        update.update_id,
        UserId(message.from_user.id),
        ChatId(message.chat.id),
        message.chat.type == "private",
        message.message_id,
        text=text,
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
        photo=upload,
        forwarded=message.forward_origin is not None,
    )


def service_by_ptb(update: Update) -> Service | None:
    """The bot's groups, by way of PTB's objects."""
    change, message = update.my_chat_member, update.message
    if change is not None:
        return Membership(
            ChatId(change.chat.id),
            change.chat.type == "private",
            legible(change.chat.title or ""),
            was_here=change.old_chat_member.status not in ("left", "kicked"),
            is_here=change.new_chat_member.status not in ("left", "kicked"),
        )
    if message is not None and message.migrate_to_chat_id is not None:
        return Move(ChatId(message.chat.id), ChatId(message.migrate_to_chat_id))
    if message is not None and message.migrate_from_chat_id is not None:
        return Move(ChatId(message.migrate_from_chat_id), ChatId(message.chat.id))
    return None


def attached_by_ptb(message: Message | None) -> Attached | None:
    """The file to be fetched, by way of PTB's objects."""
    if message is None or not (message.photo or message.document):
        return None
    private, asked = message.chat.type == "private", message.reply_to_message
    if not private and not (asked and asked.from_user and asked.from_user.is_bot):
        return None
    if message.photo:
        size = message.photo[-1]
        return Attached(size.file_id, "照片.jpg", "image/jpeg", size.file_size or 0, True, private)
    file = message.document
    assert file is not None
    name, media_type = file.file_name or "照片.jpg", file.mime_type or "image/jpeg"
    return Attached(file.file_id, name, media_type, file.file_size or 0, False, private)


@pytest.mark.parametrize("seed", range(4))
def test_every_kind_of_update_is_read_as_ptb_reads_it(seed: int) -> None:
    variety = Variety(seed)
    seen = set()
    for _ in range(500):
        raw = variety.update()
        update = Update.de_json(copy.deepcopy(raw), PTB)
        letter, attached = opened(raw), sent_to_us(raw)
        assert letter.incoming == incoming_by_ptb(update), raw
        assert letter.service == service_by_ptb(update), raw
        assert attached == attached_by_ptb(update.message), raw
        seen |= {type(part) for part in (letter.incoming, letter.service, attached)}
    assert seen == {Incoming, Membership, Move, Attached, type(None)}


def test_what_the_webhook_hands_on_is_read_as_what_was_delivered() -> None:
    variety = Variety(9)
    for _ in range(300):
        raw = variety.update()
        again = Update.de_json(copy.deepcopy(raw), PTB).to_dict()
        assert opened(again).incoming == opened(raw).incoming
        assert opened(again).service == opened(raw).service
        assert sent_to_us(again) == sent_to_us(raw)


# -- broken ----------------------------------------------------------------------------------


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every object and list in the value, with each key of it."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in list(entries):
        yield value, key
        if isinstance(inner, dict | list):
            yield from places(inner)


def broken(raw: Object, dice: random.Random) -> Object:
    """The update with one thing in it missing or wrong."""
    raw = copy.deepcopy(raw)
    within, key = dice.choice([place for place in places(raw) if place[1] != "update_id"])
    value = dice.choice((GONE, *WRONG))
    if value is GONE:
        del within[key]
    else:
        within[key] = copy.deepcopy(value)
    return raw


@pytest.mark.parametrize("seed", range(4))
def test_a_broken_update_is_read_like_ptb_or_called_unreadable(seed: int) -> None:
    variety, dice = Variety(seed), random.Random(seed)
    unreadable = read = 0
    for _ in range(1500):
        whole = variety.update()
        if len(whole) == 1:
            continue
        raw = broken(whole, dice)
        try:
            letter, attached = opened(raw), sent_to_us(raw)
        except Unreadable:
            unreadable += 1
            continue
        read += 1
        assert_typed(letter.incoming, letter.service, attached)
        try:
            update = Update.de_json(copy.deepcopy(raw), PTB)
        except Exception:
            continue  # broken where nobody looks
        assert letter.incoming == incoming_by_ptb(update), raw
        assert letter.service == service_by_ptb(update), raw
        assert attached == attached_by_ptb(update.message), raw
    assert unreadable > 300
    assert read > 300


def assert_typed(*parts: Incoming | Service | Attached | None) -> None:
    """Texts are texts, flags are flags, numbers are whole and fit the ledger."""
    for part in parts:
        for field in fields(part) if part is not None else ():
            value, kind = getattr(part, field.name), {str: str, bool: bool}.get(field.type, int)
            if value is None and field.name == "reply_to":
                continue
            assert type(value) is kind, (part, field.name)
            assert kind is not int or -(2**63) <= value < 2**63, (part, field.name)


# -- put aside -------------------------------------------------------------------------------

CHAT: Object = {"id": -9, "type": "group", "title": "群"}
USER: Object = {"id": 3, "is_bot": False, "first_name": "某"}
MESSAGE: Object = {"message_id": 5, "date": 1, "chat": CHAT, "from": USER, "text": "/jindu"}
PRESS: Object = {"id": "q", "from": USER, "message": MESSAGE, "data": "v1:x", "chat_instance": "c"}
MEMBER: Object = {"status": "member", "user": USER}
CHANGE: Object = {"chat": CHAT, "old_chat_member": MEMBER, "new_chat_member": MEMBER}
FILE: Object = {"file_id": "f", "file_unique_id": "u"}


def message(**other: Any) -> Object:
    """A message that differs in this."""
    return {"message": {**MESSAGE, **other}}


def press(**other: Any) -> Object:
    """A press that differs in this."""
    return {"callback_query": {**PRESS, **other}}


def change(**other: Any) -> Object:
    """A change of the bot's membership that differs in this."""
    return {"my_chat_member": {**CHANGE, **other}}


UNREADABLE: dict[str, Object] = {
    "a message that is a text": {"message": "x"},
    "a message that is empty": {"message": {}},
    "an edited message that is a list": message() | {"edited_message": []},
    "a message without a chat": message(chat=None),
    "a chat without a number": message(chat={"type": "group"}),
    "a chat without a type": message(chat={"id": -9}),
    "a chat whose number is true": message(chat={**CHAT, "id": True}),
    "a chat whose number no ledger holds": message(chat={**CHAT, "id": 2**63}),
    "a chat whose number is a text": message(chat={**CHAT, "id": "-9"}),
    "a sender without a number": message(**{"from": {}}),
    "a sender whose number is true": message(**{"from": {**USER, "id": True}}),
    "a sender whose number no ledger holds": message(**{"from": {**USER, "id": -(2**70)}}),
    "a sender whose number is broken": message(**{"from": {**USER, "id": 3.0}}),
    "a message without a number": message(message_id=None),
    "a message whose number no ledger holds": message(message_id=2**63),
    "a text that is a number": message(text=5),
    "a caption that is a list": message(text=None, caption=["x"]),
    "a reply to nothing": message(reply_to_message={}),
    "a reply to a number no ledger holds": message(reply_to_message={"message_id": 2**64}),
    "an origin that is a text": message(forward_origin="x"),
    "photos that are one": message(photo=FILE),
    "photos that are texts": message(photo=["x"]),
    "a photo without a file": message(photo=[{"width": 1}]),
    "a document without a file": message(document={}),
    "a document whose name is a number": message(document={**FILE, "file_name": 1}),
    "a document whose size is a text": message(document={**FILE, "file_size": "1"}),
    "a reply to somebody who may be a bot": message(
        document=FILE, reply_to_message={"message_id": 1, "from": {"id": 1}}
    ),
    "a new number that is a text": message(migrate_to_chat_id="x"),
    "an old number that no ledger holds": message(migrate_from_chat_id=2**80),
    "a press that is a list": {"callback_query": [PRESS]},
    "a press of nobody": press(**{"from": None}),
    "a press without a number": press(id=None),
    "a press whose number is no text": press(id=5),
    "a press on a text": press(message="x"),
    "a press on a message without a chat": press(message={"message_id": 5, "date": 0}),
    "a press that means a number": press(data=5),
    "a change that is a flag": {"my_chat_member": True},
    "a change nowhere": change(chat=None),
    "a change from nothing": change(old_chat_member=None),
    "a change to nothing": change(new_chat_member={}),
    "a change in a chat whose title is a number": change(chat={**CHAT, "title": 5}),
}


async def directly(work: Callable[..., Any], *args: object) -> Any:
    """No thread is needed here."""
    return work(*args)


async def worked(backstage: Backstage) -> None:
    """Let the worker take what waits until it has settled something."""
    settled = asyncio.Event()
    settler = Settler(Dispatcher(router, backstage, "chuishao_bot"), backstage, "chuishao_bot")
    inbox = Inbox(backstage, directly)
    worker = InboxWorker(PTB, inbox, settler, directly, settled.set)
    async with asyncio.timeout(60), asyncio.TaskGroup() as both:
        work = both.create_task(worker.run())
        await settled.wait()
        work.cancel()


def test_what_is_unreadable_is_put_aside_and_the_next_is_settled(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
    database.migrate()
    backstage = Backstage(database, HandClock(NOW))
    raws = [{"update_id": number, **raw} for number, raw in enumerate(UNREADABLE.values())]
    raws.append({"update_id": len(raws), **message()})
    with database.transaction() as ledger:
        seed_demo(ledger, "xinyang", NOW)
        for raw in raws:
            number = raw["update_id"]
            ledger.receive(update_id=number, raw=raw, received_at=NOW, chat_id=chat_of(raw))
    asyncio.run(worked(backstage))
    with backstage.rows() as ledger:
        *aside, last = ledger.inbox.find()
        said = [posting.kind for posting in ledger.postings.find()]
    assert last.state is InboxState.DONE
    assert said == ["refusal_not_bound"]
    for name, kept in zip(UNREADABLE, aside, strict=True):
        assert kept.state is InboxState.FAULTY, name
        assert kept.failure.startswith("Unreadable("), (name, kept.failure)
    assert len(caplog.records) == len(UNREADABLE)
    database.close()
