"""轮次: PostgreSQL's advisory locks by which processes take turns, until the transaction ends."""

from functools import partial

from storage import queue_statements as statements
from storage.quick import Quick

LEDGER_LOCK = 0x5589_5448
"""Of the whole ledger: shared by those who change the matters of some chats only."""
JOURNAL_LOCK = 0x5589_544A
"""Of the end of the journal: whoever appends holds it."""
LANE_CLASS = 0x5589
"""First half of the locks of the chats."""


def take_turn(quick: Quick, number: int, *, shared: bool = False) -> None:
    """Wait for the lock of this number."""
    statement = partial(statements.turn, shared=shared)
    quick.ask(("turn", shared), statement, {"number": number})
