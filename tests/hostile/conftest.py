"""The small chat of the verbs' tests, for hostile hands."""

from tests.inspection.usecases.conftest import empty_ledger, open_chat

__all__ = ["empty_ledger", "open_chat"]
