"""Plain values: what messages, documents and events are worded from."""

from typing import TypeAlias

Plain: TypeAlias = "str | int | bool | list[Plain] | dict[str, Plain] | None"
"""A value that JSON holds without loss; no floats, so that the same facts hash the same."""

Facts: TypeAlias = dict[str, Plain]
"""Named plain values."""


def plain_of(value: object) -> Plain:
    """The plain value that says the same: tuples and sets become lists, the rest its text."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [plain_of(entry) for entry in value]
    if isinstance(value, dict):
        return {str(key): plain_of(entry) for key, entry in value.items()}
    return str(value)
