"""Reading a raw update: the documented fields of the Bot API, straight from the kept JSON.

PTB would build every object of an update to have the five fields that are needed. A field that is
not asked for is not looked at; one that is asked for has its documented type, or is `Unreadable`.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Raw = Mapping[str, Any]
"""An object of the Bot API as JSON brought it."""

ValueT = TypeVar("ValueT")

_LARGEST = 2**63
"""Telegram's numbers have 52 bits at most, the ledger's columns 64."""


class Unreadable(Exception):
    """A field of an update is missing or not what the Bot API says. Names the field only: what
    stands in it may be personal."""


def number(raw: Raw, key: str) -> int | None:
    """The whole number under this key; None when there is none."""
    value = raw.get(key)
    if value is None or is_number(value):
        return value
    raise Unreadable(f"{key} is no number of Telegram")


def text(raw: Raw, key: str) -> str | None:
    """The text under this key; None when there is none."""
    return _value(raw, key, str)


def flag(raw: Raw, key: str) -> bool | None:
    """The true or false under this key; None when there is neither."""
    return _value(raw, key, bool)


def part(raw: Raw, key: str) -> Raw | None:
    """The object under this key; None when there is none."""
    return _value(raw, key, dict)


def parts(raw: Raw, key: str) -> list[Raw]:
    """The objects in the list under this key; none when there is no list."""
    found: list[Raw] = _value(raw, key, list) or []
    if not all(isinstance(each, dict) for each in found):
        raise Unreadable(f"{key} is no list of objects")
    return found


def need(read: Callable[[Raw, str], ValueT | None], raw: Raw, key: str) -> ValueT:
    """What `read` finds under this key, which must be there: `need(number, user, "id")`."""
    value = read(raw, key)
    if value is None:
        raise Unreadable(f"{key} is missing")
    return value


def is_number(value: object) -> bool:
    """Is it a whole number that the ledger can hold; `True` is none."""
    if not isinstance(value, int) or isinstance(value, bool):
        return False
    return -_LARGEST <= value < _LARGEST


def _value(raw: Raw, key: str, kind: type[ValueT]) -> ValueT | None:
    value = raw.get(key)
    if value is None or isinstance(value, kind):
        return value
    raise Unreadable(f"{key} is no {kind.__name__}")
