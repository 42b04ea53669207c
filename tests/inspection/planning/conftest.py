"""A migrated ledger in memory, and a small chat, for the annual plan."""

from tests.inspection.snapshots.conftest import ledger, memory
from tests.inspection.usecases.conftest import empty_ledger, open_chat

__all__ = ["empty_ledger", "ledger", "memory", "open_chat"]
