"""A migrated ledger in memory; what a test enters is rolled back after it."""

from collections.abc import Iterator
from contextlib import suppress

import pytest

from inspection.ledger import Ledger
from storage.database import Database, open_database


class _Undo(Exception):
    pass


@pytest.fixture(scope="session")
def memory() -> Iterator[Database]:
    """One database for all tests of this folder, migrated once."""
    database = open_database("sqlite://")
    database.migrate()
    yield database
    database.close()


@pytest.fixture
def ledger(memory: Database) -> Iterator[Ledger]:
    """An empty ledger for one test."""
    with suppress(_Undo), memory.transaction() as open_ledger:
        yield open_ledger
        raise _Undo
