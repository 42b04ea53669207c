"""The small chat of the verbs' tests, for hostile hands, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator

import pytest

from storage.database import open_database
from tests.inspection.usecases.conftest import empty_ledger, open_chat
from tests.small_chat import SmallChat
from tests.storage.conftest import emptied, new_postgresql, postgresql_model, postgresql_server

__all__ = ["empty_ledger", "new_postgresql", "open_chat", "postgresql_model", "postgresql_server"]

OpenChat = Callable[..., SmallChat]


@pytest.fixture
def open_chat_on_postgresql(postgresql_model: str) -> Iterator[OpenChat]:
    """A function that opens a small chat in the one PostgreSQL database, emptied afterwards."""
    database = open_database(postgresql_model)
    yield lambda locality="xinyang": SmallChat(database, locality)
    database.close()
    emptied(postgresql_model)
