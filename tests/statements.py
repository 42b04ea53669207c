"""What the ledger is asked and told meanwhile: by SQLAlchemy, and by the driver directly."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from storage.database import Database
from storage.quick import Quick


@contextmanager
def counted(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Every statement, by its text or its name."""
    said: list[object] = []

    def noted(usual: Callable[..., Any]) -> Callable[..., Any]:
        def speak(quick: Quick, name: object, *more: object) -> Any:
            said.append(name)
            return usual(quick, name, *more)

        return speak

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    engine = database._engine
    event.listen(engine, "before_cursor_execute", note)
    with monkeypatch.context() as patches:
        for name in ("ask", "tell", "repeat", "copy"):
            patches.setattr(Quick, name, noted(getattr(Quick, name)))
        yield said
    event.remove(engine, "before_cursor_execute", note)
