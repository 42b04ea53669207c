"""一行的各栏: the cells of one row by field, and what goes wrong while they are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from app.workbook import cells
from app.workbook.cells import Cell, shown
from app.workbook.columns import Column, SheetForm
from app.workbook.problems import CellFault, Problem
from app.workbook.recognition import Layout

ValueT = TypeVar("ValueT")
EMPTY: tuple[object, ...] = (None, "", (), {})


@dataclass(kw_only=True, slots=True)
class Fields:
    """一行的各栏: cells by field; `read` turns one into a value and keeps what goes wrong."""

    sheet: SheetForm
    row: int
    cells: dict[str, Cell]
    places: dict[str, str]
    formulas: frozenset[str]
    errors: frozenset[str]
    layout: Layout
    problems: list[Problem] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Whether the table has this column at all."""
        return name in self.places

    def read(self, name: str, reader: Callable[[Cell], ValueT]) -> ValueT | None:
        """The value of a field, or None after keeping the problem."""
        column, cell = self.sheet.column(name), self.cells.get(name)
        try:
            if name in self.formulas:
                raise CellFault(
                    "单元格是公式，不采用其结果", "请复制后“选择性粘贴—数值”，改为实际内容"
                )
            if name in self.errors:
                raise CellFault("单元格是公式出错的结果", "请改为填写实际内容")
            value = reader(cell)
        except CellFault as fault:
            self.fault(name, fault.message, fault.remedy)
            return None
        if column.required and value in EMPTY and name in self.places:
            self.fault(name, "必填，却是空的", f"请填写（{_plainly(column)}）")
            return None
        return value

    def text(self, name: str) -> str:
        """A plain text field; empty after a problem."""
        cell = self.cells.get(name)
        if cell.__class__ is str and not self.formulas and not self.errors:
            words = cells.tidy(cell, self.sheet.column(name).longest)
            if words:
                return words
        longest = self.sheet.column(name).longest
        return self.read(name, lambda cell: cells.text(cell, longest)) or ""

    def token(self, name: str) -> str:
        """A code; empty after a problem."""
        longest = self.sheet.column(name).longest
        return self.read(name, lambda cell: cells.token(cell, longest)) or ""

    def choice(self, name: str, names: Mapping[str, ValueT]) -> ValueT | None:
        """One of the named values."""
        cell = self.cells.get(name)
        if cell in names and not self.formulas:
            return names[cell]  # type: ignore[index]
        return self.read(name, lambda cell: cells.chosen(cell, names))

    def fault(self, name: str, message: str, remedy: str) -> None:
        """Keep a problem of a field."""
        self.problems.append(
            Problem(
                sheet=self.layout.table.name,
                row=self.row,
                column=self.places.get(name, ""),
                value=shown(self.cells.get(name)),
                message=message,
                remedy=remedy,
            )
        )

    def raw(self, name: str) -> str:
        """The text of a cell whatever it holds, for naming a faulty row."""
        return "".join(shown(self.cells.get(name)).split())


def _plainly(column: Column) -> str:
    return column.note.rstrip("。")
