"""引用: what a row names (a department, an item), found on the lists or reported."""

from difflib import get_close_matches

from app.workbook.columns import DEPARTMENTS
from app.workbook.department_names import DepartmentNames
from app.workbook.problems import Problem
from app.workbook.rows import Reading

ADD_DEPARTMENT = "请先在“部门”表中填写该部门，或改正名称"


class References:
    """引用: names in rows against the lists of the book and the ledger."""

    def __init__(self, reading: Reading) -> None:
        self.names = DepartmentNames()
        self._reading = reading

    def department(
        self, sheet: str, row: int, field: str, written: str
    ) -> tuple[str, list[Problem]]:
        """The full name of a department, or the problem."""
        full = self.names.find(written)
        if full is None:
            known = set(self.names.full)
            message, remedy = self.unknown("部门", DEPARTMENTS, written, known, ADD_DEPARTMENT)
            return written, [self._reading.fault(sheet, row, field, written, message, remedy)]
        if written not in self.names.full:
            self._reading.tell(f"部门“{written}”为“{full}”")
        return full, []

    def unknown(
        self, noun: str, sheet: str, name: str, known: set[str], remedy: str
    ) -> tuple[str, str]:
        """The words for something that is on no list, with the nearest that is."""
        faulty = self._reading.faulty.get((sheet, name))
        if faulty is not None:
            return f"所引用的{noun}“{name}”在“{sheet}”表第 {faulty} 行有错", "请先改正那一行"
        near = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
        guess = f"（是否为“{near[0]}”）" if near else ""
        return f"没有{noun}“{name}”{guess}", remedy
