"""Column types: a row holds exactly the Python values of its noun, on SQLite and PostgreSQL."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime, Dialect, SmallInteger, Text
from sqlalchemy.types import TypeDecorator

SHANGHAI = ZoneInfo("Asia/Shanghai")

Scalar: TypeAlias = "type[int] | type[str] | type[date] | type[StrEnum]"
"""What a `Several` column may hold."""


class Moment(TypeDecorator[datetime]):
    """An aware datetime: kept in UTC to the microsecond, returned in Asia/Shanghai."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive datetime (ValueError); SQLite keeps no zone, so it gets UTC bare."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"a moment needs a time zone: {value!r}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read back in Asia/Shanghai."""
        if value is None:
            return None
        moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value
        return moment.astimezone(SHANGHAI)


class Chosen(TypeDecorator[StrEnum]):
    """One member of a StrEnum, kept by value; an unknown value is a ValueError both ways."""

    impl = Text
    cache_ok = True

    def __init__(self, choices: type[StrEnum]) -> None:
        super().__init__()
        self.choices = choices
        self._read = {str(each): each for each in choices}

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Keep the value of the member."""
        if type(value) is self.choices:
            return str(value.value)
        return None if value is None else self.choices(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Read the member back."""
        return None if value is None else self._read.get(value) or self.choices(value)


class Ranked(TypeDecorator[IntEnum]):
    """One member of an IntEnum, kept as its number, so that rows sort by it."""

    impl = SmallInteger
    cache_ok = True

    def __init__(self, ranks: type[IntEnum]) -> None:
        super().__init__()
        self.ranks = ranks

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Keep the number of the member."""
        return None if value is None else int(self.ranks(value))

    def process_result_value(self, value: int | None, dialect: Dialect) -> IntEnum | None:
        """Read the member back."""
        return None if value is None else self.ranks(value)


class Several(TypeDecorator[tuple[Any, ...]]):
    """A tuple of numbers, texts, days or StrEnum members, kept as a JSON list."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Scalar) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Iterable[Any] | None, dialect: Dialect) -> str | None:
        """Keep the list as canonical JSON."""
        if value is None:
            return None
        kept: Callable[[Any], object] = date.isoformat if self.kind is date else self.kind
        return as_json([kept(one) for one in value])

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Any, ...] | None:
        """Read the tuple back."""
        if value is None:
            return None
        read: Callable[[Any], object] = date.fromisoformat if self.kind is date else self.kind
        return tuple(read(one) for one in json.loads(value))


class Plainly(TypeDecorator[dict[str, Any]]):
    """A dict of plain values, kept as JSON in its own key order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> str | None:
        """Keep the dict as JSON."""
        return None if value is None else as_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, Any] | None:
        """Read a fresh dict back."""
        if value is None:
            return None
        facts: dict[str, Any] = json.loads(value)
        return facts


def as_json(value: object) -> str:
    """Readable JSON; a text with half a surrogate pair, which UTF-8 cannot hold, is escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True, allow_nan=False)
    return text
