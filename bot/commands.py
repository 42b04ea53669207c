"""The commands of the menu, read from `texts/commands.toml`, and how a text is taken for one."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Command:
    """One command: handler name, Telegram name, Chinese word, menu description."""

    verb: str
    command: str
    word: str
    description: str


@cache
def commands() -> tuple[Command, ...]:
    """All commands in the order of the menu."""
    text = files("bot").joinpath("texts", "commands.toml").read_text(encoding="utf-8")
    return tuple(Command(**entry) for entry in tomllib.loads(text)["command"])


@dataclass(frozen=True, slots=True)
class Spoken:
    """A command as it was spoken: which verb, with which words behind it."""

    verb: str
    args: tuple[str, ...]


def spoken(text: str, bot_name: str) -> Spoken | None:
    """The command in `text`: `/chuishao`, `/chuishao@bot`, or 吹哨 alone or before a separator.

    A command addressed to another bot is None.
    """
    text = text.strip()
    slash = re.match(r"/([A-Za-z0-9_]+)(?:@([A-Za-z0-9_]+))?(?:\s+|$)", text)
    if slash:
        addressee = slash.group(2)
        if addressee and addressee.lower() != bot_name.lower():
            return None
        name = slash.group(1).lower()
        verbs = {entry.command: entry.verb for entry in commands()} | {"start": "start"}
        verb = verbs.get(name)
        return Spoken(verb or "unknown", tuple(text[slash.end() :].split()))
    for entry in commands():
        match = re.fullmatch(rf"{entry.word}(?:[\s:：,，。、!！]+(.*))?", text, re.DOTALL)
        if match:
            return Spoken(entry.verb, tuple((match.group(1) or "").split()))
    return None
