"""留痕核验: is the journal still the chain that was written?"""

import sqlite3

from sqlalchemy.exc import SQLAlchemyError

from inspection.events import FIRST_HASH, Event, event_hash
from inspection.ledger import Ledger
from storage.standing import all_shelves

UNREADABLE = (ValueError, TypeError, OverflowError, SQLAlchemyError, sqlite3.Error)
"""What reading a row raises whose contents no longer make sense."""


def first_broken_link(ledger: Ledger) -> Event | None:
    """The first event that does not follow from the one before, or None when the chain holds.

    An event changed, removed or put in between shows here; events cut off at the very end do not:
    for that, compare the last hash with one that was printed before.
    """
    previous = FIRST_HASH
    for event in ledger.events.find():
        if event.previous_hash != previous or event.hash != event_hash(event):
            return event
        previous = event.hash
    return None


def first_unreadable(ledger: Ledger) -> tuple[str, int] | None:
    """Table and id of the first row whose contents no longer make sense, or None."""
    for shelf in all_shelves(ledger):
        for key in shelf.ids():
            try:
                shelf.get(key)
            except UNREADABLE:
                return shelf.name, key
    return None
