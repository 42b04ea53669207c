"""Races run on both databases, each on a migrated, empty one."""

from tests.storage.conftest import (  # noqa: F401
    database,
    new_postgresql,
    postgresql_model,
    postgresql_server,
    sqlite_model,
    url,
)
