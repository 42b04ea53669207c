"""A migrated ledger on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database, open_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database of its own for each test."""
    database = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
    database.migrate()
    yield database
    database.close()
