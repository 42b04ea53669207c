"""A migrated ledger in memory, and a small chat that can print, for the annual plan."""

from collections.abc import Callable

import pytest

from tests.inspection.planning.scene import CIVIL, OCTOBER, compiled, propose
from tests.inspection.snapshots.conftest import ledger, memory
from tests.inspection.usecases.closing_scene import with_backstage
from tests.inspection.usecases.conftest import empty_ledger
from tests.inspection.usecases.conftest import open_chat as open_small_chat
from tests.small_chat import SmallChat

__all__ = ["empty_ledger", "ledger", "memory", "open_small_chat"]


@pytest.fixture
def open_chat(open_small_chat: Callable[..., SmallChat]) -> Callable[..., SmallChat]:
    """Opens a small chat, of 信阳 where no locality is named."""
    return lambda *locality: with_backstage(open_small_chat(*locality))


@pytest.fixture
def chat(open_chat: Callable[..., SmallChat]) -> SmallChat:
    """The plan of 2027 compiled with one task, in October 2026."""
    made = open_chat()
    made.now = OCTOBER
    propose(made, CIVIL)
    compiled(made)
    return made
