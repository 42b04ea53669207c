"""A small chat on the real ledger for every verb's tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.database import open_database
from tests.small_chat import SmallChat, small_chat


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("empty") / "ledger.db"
    database = open_database(f"sqlite:///{path}")
    database.migrate()
    database.close()
    return path


@pytest.fixture
def open_chat(tmp_path: Path, empty_ledger: Path) -> Iterator[Callable[[str], SmallChat]]:
    """A function that opens a small chat under one locality's rules."""
    opened: list[SmallChat] = []

    def start(locality: str = "xinyang") -> SmallChat:
        opened.append(small_chat(tmp_path, empty_ledger, locality))
        return opened[-1]

    yield start
    for chat in opened:
        chat.database.close()
