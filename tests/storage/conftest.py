"""A migrated, empty ledger on SQLite and on PostgreSQL.

PostgreSQL is the server at CHUISHAO_TEST_DATABASE_URL (a role that may create databases), or a
throw-away one from the Debian binaries; where there is neither, its tests are skipped.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from storage.database import Database, open_database
from storage.models import METADATA

NUMBERS = count(1)


def as_server_user(command: list[str]) -> None:
    """Run a server program; as user postgres when we are root, which it refuses."""
    if os.geteuid() == 0:
        command = ["su", "postgres", "-s", "/bin/sh", "-c", " ".join(command)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, cwd="/")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a server on which databases may be created."""
    pytest.importorskip("psycopg", reason="no PostgreSQL driver installed", exc_type=ImportError)
    given = os.environ.get("CHUISHAO_TEST_DATABASE_URL")
    if given:
        yield given
        return
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        pytest.skip("no PostgreSQL: set CHUISHAO_TEST_DATABASE_URL or install the server")
    if os.geteuid() == 0 and subprocess.run(["id", "postgres"], capture_output=True).returncode:
        pytest.skip("PostgreSQL refuses root and there is no user postgres")
    room = Path(tempfile.mkdtemp(prefix="chuishao-pg-"))
    if os.geteuid() == 0:
        shutil.chown(room, "postgres")
    programs_at = programs[-1].parent
    settings = f"-c listen_addresses= -c unix_socket_directories={room} -c fsync=off"
    try:
        create = f"{programs[-1]} -D {room}/data -A trust -U postgres -N -E UTF8 --locale=C"
        as_server_user(create.split())
        control = [f"{programs_at}/pg_ctl", "-D", f"{room}/data"]
        options = f"'{settings}'" if os.geteuid() == 0 else settings
        as_server_user([*control, "-w", "-l", f"{room}/log", "-o", options, "start"])
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={room}"
        finally:
            as_server_user([*control, "-w", "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(room, ignore_errors=True)


@pytest.fixture(scope="session")
def new_postgresql(postgresql_server: str) -> Iterator[Callable[[], str]]:
    """A function that creates an empty database and returns its URL."""
    engine = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def create() -> str:
        name = f"chuishao_test_{os.getpid()}_{next(NUMBERS)}"
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
        made.append(name)
        return make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)

    yield create
    with engine.connect() as connection:
        for name in made:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


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
