"""任一: a column equals any of the values of a list, in a statement whose text never changes.

SQLAlchemy writes an IN with a place for each value, so that text, plan and conversion are made anew
for each list; here the list is one value, which the database takes apart.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Dialect, Text, any_, bindparam, func, select
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.columns import as_json


def any_of(column: ColumnElement[Any], name: str, *, arrays: bool) -> ColumnElement[bool]:
    """The column equals one of the values bound as a list under `name`.

    `arrays`: the database has arrays (PostgreSQL); SQLite gets JSON.
    """
    if arrays:
        values: Any = bindparam(name, type_=ARRAY(column.type))
        return column == any_(values)
    listed = func.json_each(bindparam(name, type_=Listed(column.type)))
    return column.in_(select(listed.table_valued("value").c.value))


class Listed(TypeDecorator[list[Any]]):
    """Values of one column type as a JSON list, each as its column keeps it."""

    impl = Text
    cache_ok = False

    def __init__(self, each: TypeEngine[Any]) -> None:
        super().__init__()
        self.each = each

    def process_bind_param(self, value: Iterable[Any] | None, dialect: Dialect) -> str | None:
        """The list as SQLite's `json_each` takes it."""
        keep = self.each.dialect_impl(dialect).bind_processor(dialect)
        return None if value is None else as_json([keep(one) if keep else one for one in value])
