"""任一: a column equals any of the values of a list, in a statement whose text never changes.

SQLAlchemy writes an IN with a place for each value, so that text, plan and conversion are made anew
for each list; here the list is one value, which the database takes apart.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ARRAY, Boolean, ColumnElement, Dialect, Text, any_, bindparam, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.columns import as_json


class AnyOf(ColumnElement[bool]):
    """The column equals one of the values bound as a list under `name`."""

    inherit_cache = False

    def __init__(self, column: ColumnElement[Any], name: str) -> None:
        self.type = Boolean()
        self.column = column
        self.name = name


@compiles(AnyOf)
def _in_array(element: AnyOf, compiler: Any, **how: Any) -> str:
    values: Any = bindparam(element.name, type_=ARRAY(element.column.type))
    return f"({compiler.process(element.column == any_(values), **how)})"


@compiles(AnyOf, "sqlite")
def _in_json(element: AnyOf, compiler: Any, **how: Any) -> str:
    """SQLite has no arrays: the list comes as JSON."""
    listed = func.json_each(bindparam(element.name, type_=Listed(element.column.type)))
    values = select(listed.table_valued("value").c.value)
    return f"({compiler.process(element.column.in_(values), **how)})"


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
