"""体检结论: one line of the doctor's report."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """结论: in order, needs attention, or must be put right."""

    GOOD = "✓"
    NOTE = "!"
    BAD = "✗"


@dataclass(frozen=True, slots=True)
class Line:
    """体检一项: what was looked at, what was found, and what to do where that is anything."""

    mark: Mark
    about: str
    found: str
    remedy: str = ""

    @property
    def text(self) -> str:
        """The line as it is printed."""
        remedy = f"——{self.remedy}" if self.remedy else ""
        return f"{self.mark.value} {self.about}：{self.found}{remedy}"


def good(about: str, found: str) -> Line:
    """A line in order."""
    return Line(Mark.GOOD, about, found)


def note(about: str, found: str, remedy: str) -> Line:
    """A line that stops nothing."""
    return Line(Mark.NOTE, about, found, remedy)


def bad(about: str, found: str, remedy: str) -> Line:
    """A line that must be put right."""
    return Line(Mark.BAD, about, found, remedy)
