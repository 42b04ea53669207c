"""One full and one minimal example of every noun, in the order in which they refer to each other.

Entered into an empty ledger, the full one of each shelf gets id 1 and the minimal one id 2.
"""

from typing import Any

from inspection.ledger import Ledger
from tests.storage.examples_after import FROM_THE_VISIT
from tests.storage.examples_before import BEFORE_THE_VISIT
from tests.storage.examples_papers import ROUND_THE_PAPERS
from tests.storage.examples_plans import OF_THE_PLAN

EXAMPLES: list[tuple[str, Any, Any]] = [
    *BEFORE_THE_VISIT,
    *OF_THE_PLAN,
    *FROM_THE_VISIT,
    *ROUND_THE_PAPERS,
]
"""(shelf, full, minimal). Events have no entry: they are entered by `record` only."""


def fill(ledger: Ledger, upto: str | None = None, *, at_once: bool = False) -> None:
    """Enter both examples of every shelf, or of those before the shelf `upto`."""
    for shelf, full, minimal in EXAMPLES:
        if shelf == upto:
            return
        if at_once:
            assert getattr(ledger, shelf).add_all([full, minimal]) == 2
            continue
        getattr(ledger, shelf).add(full)
        getattr(ledger, shelf).add(minimal)


def example(shelf: str) -> tuple[Any, Any]:
    """The full and the minimal example of one shelf."""
    return next((full, minimal) for name, full, minimal in EXAMPLES if name == shelf)
