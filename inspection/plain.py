"""Plain values: what messages, documents and events are worded from."""

from typing import TypeAlias

Plain: TypeAlias = "str | int | bool | list[Plain] | dict[str, Plain] | None"
"""A value that JSON holds without loss; no floats, so that the same facts hash the same."""

Facts: TypeAlias = dict[str, Plain]
"""Named plain values."""
