"""问题: what is wrong with a book, where exactly, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """问题: one fault of a book.

    `sheet` is empty where the whole file is meant, `row` (as Excel counts, from 1) is None where
    the whole sheet is meant, `column` is letter and header (B列“部门”) or empty. `value` is the
    text as it stands in the cell: personal, so problems go to the office's private chat or the
    terminal only. `message` and `remedy` are Chinese without closing mark.
    """

    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    message: str
    remedy: str


class CellFault(Exception):
    """A cell that cannot be read; becomes a `Problem` once the reader adds the place."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class BookFault(Exception):
    """A file that cannot be read at all; `problem` says why."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.problem = Problem(message=message, remedy=remedy)
