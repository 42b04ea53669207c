"""捷径: statements compiled once for all and given to the driver directly.

SQLAlchemy still writes every statement and converts every value. What is saved is its work anew for
each execution, which is many times the work of the database when a row is asked for by its id.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Dialect, Executable, Select
from sqlalchemy.types import TypeEngine

Build = Callable[[], Executable]
"""Writes the statement, at its first use only."""
Convert = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement as the driver takes it, with what converts the values on their way."""

    text: str
    positional: bool
    binds: tuple[tuple[str, Convert], ...]
    fixed: Mapping[str, Any]
    reads: tuple[tuple[int, Callable[[Any], Any]], ...]

    def parameters(self, values: Mapping[str, Any]) -> Any:
        """What the driver gets for these values and those that the statement fixes itself."""
        known = {**self.fixed, **values} if self.fixed else values
        if self.positional:
            return [bind(known[name]) if bind else known[name] for name, bind in self.binds]
        return {name: bind(known[name]) if bind else known[name] for name, bind in self.binds}

    def row(self, found: Sequence[Any]) -> Sequence[Any]:
        """A row of the driver's as Python values."""
        row = list(found)
        for place, read in self.reads:
            row[place] = read(row[place])
        return row


_PREPARED: dict[Hashable, Prepared] = {}


def prepared(dialect: Dialect, key: Hashable, build: Build) -> Prepared:
    """The statement named `key`, built and compiled at the first call.

    It takes its values by `bindparam`; an IN over a list has no fixed text and is not for here.
    """
    name = (dialect.name, key)
    known = _PREPARED.get(name)
    if known is None:
        known = _PREPARED[name] = _compiled(dialect, build())
    return known


def _compiled(dialect: Dialect, statement: Any) -> Prepared:
    done: Any = statement.compile(dialect=dialect)
    binders = {name: _binder(dialect, done.binds[name].type) for name in done.binds}
    fixed = {
        name: bind(done.binds[name].value) if bind else done.binds[name].value
        for name, bind in binders.items()
        if not done.binds[name].required
    }
    order = done.positiontup if done.positional else done.binds
    binds = tuple((name, None if name in fixed else binders[name]) for name in order)
    columns: Any = (
        statement.selected_columns if isinstance(statement, Select) else statement.exported_columns
    )
    readers = enumerate(_reader(dialect, column.type) for column in columns)
    reads = tuple((place, read) for place, read in readers if read is not None)
    return Prepared(str(done), bool(done.positional), binds, fixed, reads)


def _binder(dialect: Dialect, kind: TypeEngine[Any]) -> Convert:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(dialect: Dialect, kind: TypeEngine[Any]) -> Convert:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


class Quick:
    """捷径: through one connection of the driver, inside the transaction that is open there."""

    def __init__(self, connection: Connection) -> None:
        self._dialect = connection.dialect
        self._cursor: Any = connection.connection.cursor()
        self.broken_rule: type[Exception] = cast(
            Any, connection.dialect.loaded_dbapi
        ).IntegrityError

    @classmethod
    def at(cls, connection: Connection) -> "Quick":
        """The one of this connection; it is kept as long as the driver's connection lives."""
        kept = connection.info
        known: Quick | None = kept.get(cls)
        if known is None:
            known = kept[cls] = cls(connection)
        return known

    def ask(self, key: Hashable, build: Build, values: Mapping[str, Any]) -> list[Sequence[Any]]:
        """The rows that a statement finds, or brings back with RETURNING."""
        known = prepared(self._dialect, key, build)
        self._cursor.execute(known.text, known.parameters(values))
        found: list[Sequence[Any]] = self._cursor.fetchall()
        return list(map(known.row, found)) if known.reads else found

    def tell(self, key: Hashable, build: Build, values: Mapping[str, Any]) -> int:
        """How many rows a statement changed."""
        known = prepared(self._dialect, key, build)
        self._cursor.execute(known.text, known.parameters(values))
        return int(self._cursor.rowcount)

    def repeat(self, text: str, batches: Iterable[Sequence[Sequence[Any]]]) -> int:
        """One statement for each row; returns how many rows there were."""
        written = 0
        for rows in batches:
            self._cursor.executemany(text, rows)
            written += len(rows)
        return written

    def copy(self, text: str, batches: Iterable[Sequence[Sequence[Any]]]) -> int:
        """Rows by PostgreSQL's COPY; returns how many there were."""
        written = 0
        with self._cursor.copy(text) as into:
            for rows in batches:
                for row in rows:
                    into.write_row(row)
                written += len(rows)
        return written

    def say(self, text: str) -> None:
        """A word to the database about the transaction itself."""
        self._cursor.execute(text)

    @property
    def last_id(self) -> int:
        """The id that SQLite gave the row just entered."""
        return int(self._cursor.lastrowid)
