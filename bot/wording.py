"""Wording: a template and its facts become a text and its buttons.

A template under `texts/` is HTML as Telegram takes it. Below a line of `===` stand the buttons, one
row a line: `[报到 | check_in 12 agree] [说明 | url https://…]`; `[答 | ask]` demands a reply.
The two parts are rendered apart; facts cannot bring brackets into the second: nobody types one.
"""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from bot.calendar_words import clock_words, date_words, day_words, moment_words

CALLBACK_LIMIT = 64
"""Telegram's limit of callback data, in bytes."""

CATCH_UP = "catch_up"
"""The message that carries what fell due while the bot was away."""

_BUTTON = re.compile(r"\[([^\[\]|]+)\|([^\[\]]+)\]")


class WordingError(Exception):
    """A template asks for what Telegram would not take."""


@dataclass(frozen=True, slots=True)
class Button:
    """按钮: what it says, and either the callback data or the address behind it."""

    label: str
    callback: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Worded:
    """A message ready to be sent: HTML text, rows of buttons, and whether it demands a reply."""

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    demands_reply: bool = False


_DIVIDER = "\n==="


def _load(name: str) -> str | None:
    name, _, part = name.partition("#")
    source = files("bot").joinpath("texts", f"{name}.j2")
    if not source.is_file():
        return None
    text, _, keyboard = source.read_text(encoding="utf-8").partition(_DIVIDER)
    return keyboard if part else text


def _no_brackets(value: object) -> object:
    return re.sub(r"[\[\]|\n]", " ", value) if isinstance(value, str) else value


@cache
def _environment(for_keyboard: bool) -> Environment:
    environment = Environment(
        loader=FunctionLoader(_load),
        autoescape=not for_keyboard,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_no_brackets if for_keyboard else None,
    )
    environment.filters |= {
        "date": date_words,
        "day": day_words,
        "moment": moment_words,
        "clock": clock_words,
    }
    return environment


def worded(kind: str, facts: Mapping[str, object]) -> Worded:
    """Word the message `kind` from `facts`; an unknown kind or a missing fact is a fault.

    A catch-up carries several messages as its `items`: they follow its own text one by one.
    """
    if kind != CATCH_UP:
        return _worded(kind, facts)
    items = cast(Sequence[Mapping[str, Any]], facts["items"])
    parts = [_worded(kind, facts), *(_worded(each["kind"], each["facts"]) for each in items)]
    rows = dict.fromkeys(row for part in parts for row in part.rows)
    return Worded("\n\n".join(part.text for part in parts), tuple(rows))


@cache
def _keyboard_of(kind: str) -> Template | None:
    """The second part of a template; None where nothing stands below the text."""
    name = f"{kind}#keyboard"
    return _environment(True).get_template(name) if _load(name) else None


def _worded(kind: str, facts: Mapping[str, object]) -> Worded:
    text, keyboard = _text(kind, facts), _keyboard_of(kind)
    rows: list[tuple[Button, ...]] = []
    demands_reply = False
    for line in keyboard.render(facts).splitlines() if keyboard is not None else ():
        buttons = tuple(_button(label, target) for label, target in _BUTTON.findall(line))
        demands_reply = demands_reply or any(button.callback == "v1:ask" for button in buttons)
        if buttons and not demands_reply:
            rows.append(buttons)
    return Worded(text, tuple(rows), demands_reply)


def _text(kind: str, facts: Mapping[str, object]) -> str:
    return _tidy(_environment(False).get_template(kind).render(facts))


def plain(kind: str, facts: Mapping[str, object]) -> str:
    """The message as plain text, for pop-ups: no tags, no entities, no buttons."""
    return html.unescape(re.sub(r"<[^>]+>", "", _text(kind, facts)))


def _button(label: str, target: str) -> Button:
    words = target.split()
    if words[0] == "url":
        return Button(label.strip(), url=words[1])
    callback = ":".join(("v1", *words))
    if len(callback.encode()) > CALLBACK_LIMIT:
        raise WordingError(f"callback data over {CALLBACK_LIMIT} bytes: {callback}")
    return Button(label.strip(), callback=callback)


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip()
