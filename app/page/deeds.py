"""What a person does on the page: each deed takes the page's words and answers with JSON."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from app.page.county import Setting
from app.page.session import Session
from app.profiles import known_localities
from app.sandbox.entities import utf16_length
from app.sandbox.images import picture_size
from app.sandbox.model import SandboxUser
from scheduler.clock import SHANGHAI

Words = Mapping[str, Any]
Answer = dict[str, Any]
LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
MOST_BYTES = 20 * 1024 * 1024
"""Telegram lets a bot download no more."""


class DeedRefusal(Exception):
    """It cannot be done; the message is Chinese and says why."""


async def say(session: Session, words: Words) -> Answer:
    """Send a text: user, chat, text, reply_to."""
    user, world = _user(session, words), _world(session)
    text = str(words.get("text", "")).strip()
    if not text:
        raise DeedRefusal("还没有写内容。")
    if utf16_length(text) > LONGEST_TEXT:
        raise DeedRefusal(f"一条消息最多 {LONGEST_TEXT} 字，请分几条发。")
    message = await session.act(world.send_text, user, _number(words, "chat"), text, _reply(words))
    return {"message": message.id}


async def upload(session: Session, words: Words) -> Answer:
    """Send a file: user, chat, as (photo or document), caption, reply_to, and the file."""
    user, world = _user(session, words), _world(session)
    content, name = words.get("content", b""), str(words.get("name") or "文件")
    caption = str(words.get("caption", "")).strip()
    if not content:
        raise DeedRefusal("这个文件是空的，请换一个。")
    if len(content) > MOST_BYTES:
        raise DeedRefusal("文件超过 20 MB，机器人取不到，请换小一些的。")
    if utf16_length(caption) > LONGEST_CAPTION:
        raise DeedRefusal(f"文件说明最多 {LONGEST_CAPTION} 字。")
    chat, reply = _number(words, "chat"), _reply(words)
    if words.get("as") == "photo":
        if picture_size(content) is None:
            raise DeedRefusal("这不是能显示的图片（PNG、JPEG、GIF、WebP），可改为按文件发送。")
        sent = await session.act(world.send_photo, user, chat, content, caption, reply)
    else:
        sent = await session.act(world.send_document, user, chat, content, name, caption, reply)
    return {"message": sent.id}


async def press(session: Session, words: Words) -> Answer:
    """Press a button: user, chat, message, data; the answer arrives with the news."""
    user, world = _user(session, words), _world(session)
    query = await session.act(
        world.press, user, _number(words, "chat"), _number(words, "message"), str(words["data"])
    )
    return {"query": query}


async def follow(session: Session, words: Words) -> Answer:
    """Open a t.me link as a person, or start the private chat: user, url (may be empty)."""
    user, world = _user(session, words), _world(session)
    url = str(words.get("url", ""))
    if url:
        chat = await session.act(world.follow_link, user, url)
    else:
        chat = await session.act(world.start_private, user)
    return {"chat": chat.id}


async def menu(session: Session, words: Words) -> Answer:
    """The command menu a person sees in a chat: user, chat."""
    user, world = _user(session, words), _world(session)
    listed = await session.act(world.menu, user, _number(words, "chat"))
    return {"commands": [{"command": name, "description": says} for name, says in listed]}


async def clock(session: Session, words: Words) -> Answer:
    """Move the clock: hours, or days, or to (local ISO time), or next (the next deadline)."""
    target: datetime | None = None
    if not words.get("next"):
        now = _county(session).stage.clock.now()
        target = _moment(words) or now + timedelta(
            hours=_number(words, "hours", 0), days=_number(words, "days", 0)
        )
    await session.advance(target)
    return {}


async def restart(session: Session, words: Words) -> Answer:
    """A fresh county: locality, plan (number of the plan entry)."""
    locality = str(words.get("locality", ""))
    if locality not in known_localities():
        raise DeedRefusal(f"没有“{locality}”的规则文件。")
    await session.restart(Setting(locality, str(words.get("plan", ""))))
    return {}


DEEDS: dict[str, Callable[[Session, Words], Awaitable[Answer]]] = {
    deed.__name__: deed for deed in (say, upload, press, follow, menu, clock, restart)
}


def _county(session: Session) -> Any:
    if session.county is None:
        raise DeedRefusal("正在重新布置，请稍候。")
    return session.county


def _world(session: Session) -> Any:
    return _county(session).stage.world


def _user(session: Session, words: Words) -> SandboxUser:
    user: SandboxUser | None = _world(session).users.get(_number(words, "user"))
    if user is None:
        raise DeedRefusal("没有这个成员，请刷新网页。")
    return user


def _number(words: Words, key: str, default: int | None = None) -> int:
    value = words.get(key, default)
    try:
        return int(value)
    except (TypeError, ValueError):
        raise DeedRefusal("请求的写法不对，请刷新网页再试。") from None


def _reply(words: Words) -> int | None:
    return _number(words, "reply_to") if words.get("reply_to") else None


def _moment(words: Words) -> datetime | None:
    if not words.get("to"):
        return None
    try:
        moment = datetime.fromisoformat(str(words["to"]))
    except ValueError:
        raise DeedRefusal("日期时间的写法不对，应如 2026-03-05 09:00。") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
