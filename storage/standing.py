"""架位: where a ledger has its shelves; each is set up when somebody first uses it."""

from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from inspection.ledger import Shelf
from storage.models_base import Row
from storage.shelf import Memory, SqlShelf

NounT = TypeVar("NounT")


class Transaction:
    """What the shelves of one transaction share."""

    def __init__(self, connection: Connection) -> None:
        self.bare = connection
        self.memory: Memory = {}

    def write(self) -> None:
        """Write now what would be written at the end of the transaction."""
        raise NotImplementedError


class Standing(Generic[NounT]):
    """架位: of one kind of noun, named after its table.

    `remembered`: what changes slowly is asked once a transaction. `written_later`: what is added at
    the end of the transaction must be written before anybody asks (see `later`).
    """

    def __init__(
        self,
        noun: type[NounT],
        row: type[Row],
        *,
        remembered: bool = False,
        written_later: bool = False,
    ) -> None:
        self._noun = noun
        self._row = row
        self._remembered = remembered
        self._written_later = written_later

    def __set_name__(self, owner: type[Transaction], name: str) -> None:
        self._name = name

    def __get__(self, at: Transaction, owner: type[Transaction]) -> Shelf[NounT]:
        shelf = SqlShelf(
            at.bare,
            self._noun,
            self._row,
            at.memory if self._remembered else None,
            at.write if self._written_later else None,
        )
        vars(at)[self._name] = shelf  # and from now on it is found there
        return shelf


def asking(shelf: Shelf[NounT]) -> SqlShelf[NounT]:
    """A shelf for questions that need more than equality."""
    assert isinstance(shelf, SqlShelf)
    return shelf


def all_shelves(ledger: object) -> list[SqlShelf[Any]]:
    """Every shelf of a ledger, used or not."""
    kinds = [vars(kind) for kind in type(ledger).__mro__]
    names = [name for kind in kinds for name in kind if isinstance(kind[name], Standing)]
    return [asking(getattr(ledger, name)) for name in names]
