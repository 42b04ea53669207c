"""Stories play on the real stage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chat import Chat, chat_of


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """The office of 青禾县 under the rules of 信阳市."""
    with chat_of(tmp_path) as chat:
        yield chat


@pytest.fixture
def gathered(chat: Chat) -> Chat:
    """The team in its group, with the task opened."""
    chat.gather()
    chat.open_task()
    return chat
