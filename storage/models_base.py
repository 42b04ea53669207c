"""The base of all rows: naming of constraints, and the column types that fit the nouns."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Date, ForeignKey, LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from storage.columns import Moment

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(DeclarativeBase):
    """A row of the ledger: table named after its shelf, columns after the noun's fields."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        bytes: LargeBinary,
        date: Date,
        datetime: Moment,
    }

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


def points_to(table: str, *, index: bool = False, unique: bool | None = None) -> MappedColumn[Any]:
    """A column that holds the id of a row of `table`."""
    return mapped_column(ForeignKey(f"{table}.id"), index=index, unique=unique)


def telegram_number(*, index: bool = False, unique: bool | None = None) -> MappedColumn[Any]:
    """A column for a number that Telegram gives: wider than 32 bits."""
    return mapped_column(BigInteger, index=index, unique=unique)
