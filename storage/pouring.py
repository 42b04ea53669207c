"""倾入: many nouns into one table, value by value, the way each driver takes them fastest."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Date, Dialect, Table, insert

from storage.columns import Chosen
from storage.quick import Quick

BATCH = 1_000
"""How many nouns are converted, and on SQLite written, at one go."""
FEW_VALUES = (Chosen, Date)
"""Kinds of columns in which values repeat: each value is converted once a batch."""

Rows = list[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Way:
    """How nouns get into a table: the statement, and what converts each column's values."""

    text: str
    columns: tuple[str, ...]
    converts: tuple[tuple[int, Callable[[Any], Any], bool], ...]


def poured(
    connection: Connection, table: Table, nouns: Iterable[Any], *, with_id: bool = False
) -> int:
    """Enter nouns whose ids are 0; return how many. ValueError for one that has an id.

    `with_id`: they bring their ids with them.
    PostgreSQL takes all of them by one COPY, SQLite a batch by one prepared statement.
    """
    dialect = connection.dialect
    way = _way(table, dialect, with_id)
    batches = _batches(table, way, nouns)
    quick = Quick.at(connection)
    return quick.copy(way.text, batches) if _copies(dialect) else quick.repeat(way.text, batches)


def _copies(dialect: Dialect) -> bool:
    return dialect.name == "postgresql"


_WAYS: dict[tuple[str, Table, bool], Way] = {}


def _way(table: Table, dialect: Dialect, with_id: bool) -> Way:
    name = (dialect.name, table, with_id)
    known = _WAYS.get(name)
    if known is None:
        known = _WAYS[name] = _found_way(table, dialect, with_id)
    return known


def _found_way(table: Table, dialect: Dialect, with_id: bool) -> Way:
    columns = [column.name for column in table.c if with_id or column.name != "id"]
    if _copies(dialect):
        quoted = dialect.identifier_preparer
        listed = ", ".join(map(quoted.quote, columns))
        text = f"COPY {quoted.format_table(table)} ({listed}) FROM STDIN"
    else:
        compiled: Any = insert(table).inline().compile(dialect=dialect, column_keys=columns)
        columns, text = list(compiled.positiontup), str(compiled)
    converts = []
    for place, name in enumerate(columns):
        kind = table.c[name].type
        convert = kind.dialect_impl(dialect).bind_processor(dialect)
        if convert is not None:
            converts.append((place, convert, isinstance(kind, FEW_VALUES)))
    return Way(text, tuple(columns), tuple(converts))


def _batches(table: Table, way: Way, nouns: Iterable[Any]) -> Iterator[Rows]:
    take = attrgetter("id", *way.columns)
    waiting = iter(nouns)
    while batch := list(islice(waiting, BATCH)):
        keys, *written = zip(*map(take, batch), strict=True)
        if any(keys) and "id" not in way.columns:
            raise ValueError(f"{table.name}: a noun with an id is saved, not added")
        columns: list[Iterable[Any]] = [*written]
        for place, convert, few in way.converts:
            values = written[place]
            if few:
                known = {value: convert(value) for value in set(values)}
                columns[place] = map(known.__getitem__, values)
            else:
                columns[place] = map(convert, values)
        yield list(zip(*columns, strict=True))
