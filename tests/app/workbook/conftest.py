"""A migrated ledger on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.workbook.importer import import_book
from app.workbook.reader import read_book
from storage.database import Database, open_database
from tests.app.workbook.books import NOW
from tests.app.workbook.office_books import BASE, book


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database of its own for each test."""
    database = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
    database.migrate()
    yield database
    database.close()


@pytest.fixture
def county(database: Database) -> Database:
    """A ledger that holds the departments, items and subjects already."""
    with database.transaction() as ledger:
        assert import_book(ledger, read_book(book(BASE)), now=NOW).imported
    return database
