"""Scenes that stories about the draw share."""

from pathlib import Path

import inspection.pack_check as pack_check
from inspection.people import Role
from tests.chat import Chat

assert pack_check.__file__ is not None
SCRIPT = Path(pack_check.__file__).read_text(encoding="utf-8")
SECRETS = ("483920175536", "lanhua77qinghe2026")


def draw_whistled(chat: Chat) -> Chat:
    """The team is gathered, the scheme agreed, the draw-stage whistle blown and answered."""
    chat.gather(*witnesses(chat))
    chat.open_task()
    chat.whistle()
    chat.all_check_in()
    chat.whistle()
    chat.all_check_in()
    return chat


def witnesses(chat: Chat) -> list[str]:
    """One inspector of each of three participating departments."""
    return [chat.all(each, Role.INSPECTOR)[-1] for each in chat.entry.partner_ids[:3]]


def opened(chat: Chat) -> None:
    """The lead opens a local draw in the group."""
    chat.says(chat.lead, "/chouqu")
    chat.presses(chat.lead, "本系统抽取")


def drawn(chat: Chat) -> tuple[str, str]:
    """A whole local draw; the two witnesses."""
    opened(chat)
    first, second, _ = witnesses(chat)
    chat.presses(first, "我来见证")
    chat.presses(second, "我来见证")
    for name, secret in zip((first, second), SECRETS, strict=True):
        chat.says(name, secret, private=True)
    for name in (first, second):
        chat.presses(name, "公开我的密数", private=True)
    return first, second


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc00000030101006b7a4b250000000049454e44ae426082"
)
"""A picture of one dot."""


def matched(chat: Chat) -> None:
    """The lead has the inspectors matched, one of each department where the number is free."""
    chat.says(chat.lead, "/pipei")
    if "每个部门每户派几人" in chat.newest().text:
        chat.presses(chat.lead, "1 人")
    chat.presses(chat.lead, "开始匹配")
