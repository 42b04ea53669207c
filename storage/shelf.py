"""架: nouns of one kind in one table, mapped by field name."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from enum import Enum, auto
from functools import cache, partial
from itertools import islice
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Insert,
    Select,
    SQLColumnExpression,
    Table,
    Update,
    bindparam,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from storage.any_of import AnyOf
from storage.columns import Plainly, Several
from storage.faults import BrokenRule
from storage.models_base import Row
from storage.pouring import BATCH, poured
from storage.quick import Build, Quick

NounT = TypeVar("NounT")
Memory = dict[str, dict[tuple[object, ...], tuple[object, ...]]]
"""Answers that hold for the rest of a transaction, by table: of what changes slowly."""

SEVERAL = frozenset({list, tuple, set, frozenset, dict})
"""Kinds of values of which any is meant, or which are kept as a text: nothing to remember by."""


class Meant(Enum):
    """问法: what a question asks of one column."""

    EQUAL = auto()
    EMPTY = auto()
    ANY = auto()
    ANY_OR_EMPTY = auto()


Shape = tuple[tuple[str, Meant], ...]
"""A question without its values."""


@cache
def whole_rows(table: Table) -> Select[Any]:
    """Every column of a table, in the order of the noun's fields; built once per table."""
    return select(*table.c)


def plain_question(table: Table, shape: Shape, limit: int | None) -> Select[Any]:
    """Rows by what is asked of their columns, in order of id."""
    conditions = [_condition(table.c[name], meant) for name, meant in shape]
    return whole_rows(table).where(*conditions).order_by(table.c.id).limit(limit)


def _condition(column: Column[Any], meant: Meant) -> ColumnElement[bool]:
    if meant is Meant.EMPTY:
        return column.is_(None)
    if meant is Meant.EQUAL:
        return column == bindparam(column.name, type_=column.type)
    among = AnyOf(column, column.name)
    return among if meant is Meant.ANY else or_(among, column.is_(None))


def entering(table: Table, *, with_id: bool = False, tells_id: bool = False) -> Insert:
    """The statement that enters one row; `tells_id`: it brings back the id that the row gets."""
    columns = [column for column in table.c if with_id or column.name != "id"]
    statement = insert(table).values({column.name: bindparam(column.name) for column in columns})
    return statement.returning(table.c.id) if tells_id else statement.inline()


def saving(table: Table) -> Update:
    """The statement that writes one row back by its id."""
    columns = [column for column in table.c if column.name != "id"]
    values: dict[str, Any] = {each.name: bindparam(f"new_{each.name}") for each in columns}
    return update(table).where(table.c.id == bindparam("key")).values(values)


@cache
def field_names(noun: type[Any]) -> tuple[str, ...]:
    """The fields of a noun in their order."""
    return tuple(field.name for field in fields(noun))


@cache
def building(noun: type[Any]) -> Callable[[Sequence[Any]], Any]:
    """What makes a noun of a row: its slots are filled directly.

    That takes a third of the time of the constructor, which does the same by name; a noun that
    has more to do at its making (`__post_init__`) is a TypeError.
    """
    if hasattr(noun, "__post_init__"):
        raise TypeError(f"{noun.__name__} cannot be made of its fields alone")
    fills = [getattr(noun, name).__set__ for name in field_names(cast(Any, noun))]
    make = object.__new__

    def build(row: Sequence[Any]) -> Any:
        made = make(noun)
        for fill, value in zip(fills, row, strict=True):
            fill(made, value)
        return made

    return build


class SqlShelf(Generic[NounT]):
    """架: reads and writes nouns of one kind through one connection.

    A noun read is always built afresh from the row, so that nothing changed in memory leaks back.
    """

    def __init__(
        self,
        connection: Connection,
        noun: type[NounT],
        row: type[Row],
        memory: Memory | None = None,
        before: Callable[[], None] | None = None,
    ) -> None:
        """`before` writes what is still to be written of this kind, before anything is asked."""
        self._connection = connection
        self._memory = memory
        self._noun = noun
        self._table = cast(Table, row.__table__)
        self._name = self._table.name
        self._names = field_names(cast(Any, noun))
        self._build: Callable[[Sequence[Any]], NounT] = building(cast(Any, noun))
        self._quick = Quick.at(connection)
        self._before = before

    @property
    def name(self) -> str:
        """The table."""
        return self._name

    def ids(self) -> tuple[int, ...]:
        """The ids of all rows, without reading anything else of them."""
        self._asking()
        ids = select(self._table.c.id).order_by(self._table.c.id)
        return tuple(self._connection.execute(ids).scalars())

    def _asking(self) -> None:
        if self._before is not None:
            self._before()

    def _changing(self) -> None:
        self._asking()
        if self._memory is not None:
            self._memory.pop(self._name, None)

    def add(self, noun: NounT) -> NounT:
        """Enter a noun whose id is 0; return it with its id. BrokenRule when a rule forbids it."""
        if cast(Any, noun).id:
            raise ValueError(f"{self._name}: a noun with an id is saved, not added")
        self._asking()
        values = self._values(noun)
        with self._rules_kept():
            key = self._entered(values)
        entered = self._noun(id=key, **values)  # type: ignore[call-arg]
        self._remember(entered)
        return entered

    def _remember(self, entered: NounT) -> None:
        """The newest noun comes last in every answer that it belongs to."""
        known = self._memory.get(self._name, {}) if self._memory is not None else {}
        for question, answer in list(known.items()):
            limit, *equals = cast("tuple[int | None, *tuple[tuple[str, object], ...]]", question)
            if any(getattr(entered, name) != value for name, value in equals):
                continue
            if limit is None:
                known[question] = (*answer, entered)
            else:
                del known[question]

    def _entered(self, values: dict[str, object]) -> int:
        name = ("add", self._name)
        if self._connection.dialect.name == "postgresql":
            rows = self._quick.ask(name, lambda: entering(self._table, tells_id=True), values)
            return int(rows[0][0])
        self._quick.tell(name, lambda: entering(self._table), values)
        return self._quick.last_id

    def save(self, noun: NounT) -> NounT:
        """Write a changed noun back by its id; return it. LookupError when it is not there."""
        key = cast(Any, noun).id
        self._changing()
        with self._rules_kept():
            saved = self._quick.tell(
                ("save", self._name),
                lambda: saving(self._table),
                {"key": key, **{f"new_{name}": one for name, one in self._values(noun).items()}},
            )
        if not saved:
            raise LookupError(f"{self._name}: no row {key}")
        return noun

    def add_all(self, nouns: Iterable[NounT]) -> int:
        """Enter many nouns whose ids are 0; return how many. For roster imports."""
        self._changing()
        with self._rules_kept():
            return poured(self._connection, self._table, nouns)

    def enter_all(self, nouns: Iterable[NounT]) -> int:
        """Enter many nouns under the ids they bring; return how many."""
        self._changing()
        with self._rules_kept():
            return poured(self._connection, self._table, nouns, with_id=True)

    def save_all(self, nouns: Iterable[NounT]) -> int:
        """Write many changed nouns back, in batches; return how many."""
        self._changing()
        statement = update(self._table).where(self._table.c.id == bindparam("key"))
        return self._save_in_batches(statement, nouns)

    def get(self, key: int) -> NounT:
        """The noun with this id. LookupError when there is none."""
        known = self._memory.get(self._name, {}) if self._memory is not None else {}
        found = known.get((None, ("id", key))) or self.find(id=key)
        if not found:
            raise LookupError(f"{self._name}: no row {key}")
        return cast(NounT, found[0])

    def asked(self, key: Hashable, build: Build, values: dict[str, object]) -> tuple[NounT, ...]:
        """Nouns by a question of whole rows, compiled once; for the ledger's own questions."""
        self._asking()
        rows = self._quick.ask(key, build, values)
        return tuple(map(self._build, rows))

    def first(self, limit: int | None, **equals: object) -> tuple[NounT, ...]:
        """The first of the nouns that `find` finds."""
        if self._memory is None or not SEVERAL.isdisjoint(map(type, equals.values())):
            return self._found(limit, equals)
        known = self._memory.setdefault(self._name, {})
        question = (limit, *equals.items())
        if question not in known:
            known[question] = found = self._found(limit, equals)
            for noun in found:
                known.setdefault((None, ("id", cast(Any, noun).id)), (noun,))
        return cast("tuple[NounT, ...]", known[question])

    def find(self, **equals: object) -> tuple[NounT, ...]:
        """All nouns whose fields equal these values, in order of id.

        A list, tuple or set of values means any of them (equality for a field that is itself a
        tuple or dict); None means empty. TypeError names a field that the noun does not have.
        """
        return self.first(None, **equals)

    def one(self, **equals: object) -> NounT | None:
        """The only noun that fits, or None. More than one is a fault (LookupError)."""
        found = self.first(2, **equals)
        if len(found) > 1:
            raise LookupError(f"{self._name}: more than one row fits {sorted(equals)}")
        return found[0] if found else None

    def _found(self, limit: int | None, equals: dict[str, object]) -> tuple[NounT, ...]:
        shape = tuple([(name, self._meant(name, value)) for name, value in equals.items()])
        for name, meant in shape:
            if meant in (Meant.ANY, Meant.ANY_OR_EMPTY):
                if not equals[name]:
                    return ()
                equals[name] = [one for one in cast(Any, equals[name]) if one is not None]
        build = partial(plain_question, self._table, shape, limit)
        return self.asked(("find", self._name, shape, limit), build, equals)

    def _meant(self, name: str, value: object) -> Meant:
        if name not in self._names:
            raise TypeError(f"{self._noun.__name__} has no field {name}")
        if value is None:
            return Meant.EMPTY
        if type(value) not in SEVERAL or isinstance(self._table.c[name].type, Several | Plainly):
            return Meant.EQUAL
        return Meant.ANY_OR_EMPTY if None in cast(Any, value) else Meant.ANY

    def chosen(
        self,
        *conditions: ColumnElement[bool],
        order: tuple[SQLColumnExpression[Any], ...],
        limit: int | None = None,
    ) -> tuple[NounT, ...]:
        """Nouns by conditions of SQL; for the ledger's own questions."""
        self._asking()
        statement = whole_rows(self._table).where(*conditions).order_by(*order)
        if limit is not None:
            statement = statement.limit(limit)
        rows = self._connection.execute(statement)
        return tuple(map(self._build, rows))

    def _save_in_batches(self, statement: Update, nouns: Iterable[NounT]) -> int:
        written = 0
        waiting = iter(nouns)
        while batch := list(islice(waiting, BATCH)):
            rows = [{"key": cast(Any, noun).id, **self._values(noun)} for noun in batch]
            with self._rules_kept():
                result = self._connection.execute(statement, rows)
            if result.rowcount != len(rows):
                raise LookupError(f"{self._name}: {len(rows) - result.rowcount} rows missing")
            written += len(rows)
        return written

    def _values(self, noun: NounT) -> dict[str, object]:
        return {name: getattr(noun, name) for name in self._names if name != "id"}

    @contextmanager
    def _rules_kept(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:
            raise self._broken(error.orig) from None
        except self._quick.broken_rule as fault:
            raise self._broken(fault) from None

    def _broken(self, fault: object) -> BrokenRule:
        wording = getattr(getattr(fault, "diag", None), "message_primary", None)
        return BrokenRule(f"{self._name}: {wording or fault}")
