"""核对: what no single row shows: duplicates within the book.

Rows at fault are taken out of the reading, so that what is left in it is faultless.
"""

from collections.abc import Callable, Hashable
from typing import Protocol, TypeVar

from app.workbook.columns import DEPARTMENTS, EXPERTS, ITEMS, PEOPLE, PLANS, SUBJECTS
from app.workbook.problems import Problem
from app.workbook.rows import Reading


class Numbered(Protocol):
    """A row that knows its number in Excel."""

    @property
    def row(self) -> int:
        """From 1."""


RowT = TypeVar("RowT", bound=Numbered)
ONE_ONLY = "请只保留一行"


def check_book(reading: Reading) -> None:
    """Find duplicates within the book; both rows are at fault: either may be the right one."""

    def without(
        sheet: str,
        rows: list[RowT],
        key: Callable[[RowT], Hashable],
        field: str,
        message: str,
        remedy: str = ONE_ONLY,
    ) -> list[RowT]:
        problems, bad = _repeated(reading, sheet, rows, key, field, message, remedy)
        reading.problems.extend(problems)
        for row in rows:
            if row.row in bad:
                for name in ("name", "short_name", "code", "number"):
                    if hasattr(row, name):
                        reading.faulty[sheet, getattr(row, name)] = row.row
        return [row for row in rows if row.row not in bad]

    departments = reading.departments
    departments = without(DEPARTMENTS, departments, lambda r: r.name, "name", "部门名称重复")
    departments = without(
        DEPARTMENTS,
        departments,
        lambda r: r.short_name,
        "short_name",
        "简称重复",
        "请改用不同的简称",
    )
    departments = without(
        DEPARTMENTS,
        departments,
        lambda r: r.number_code or None,
        "number_code",
        "机关代字重复",
        "两个机关不能共用一个代字，请核对后改正",
    )
    reading.departments = without(
        DEPARTMENTS,
        departments,
        lambda r: r.office or None,
        "office",
        "联席办所在部门填了两个",
        "请只在一个部门填“是”",
    )
    full = {row.short_name: row.name for row in reading.departments}
    people = without(
        PEOPLE,
        reading.people,
        lambda r: (r.name, full.get(r.department, r.department)),
        "name",
        "同一部门同一姓名重复",
        "同一人请并成一行；确为重名的请在姓名后加以区分",
    )
    reading.people = without(
        PEOPLE,
        people,
        lambda r: r.certificate_number or None,
        "certificate_number",
        "执法证号重复",
        "请核对证件后改正",
    )
    reading.experts = without(
        EXPERTS,
        reading.experts,
        lambda r: (r.name, r.organisation),
        "name",
        "同一单位同一姓名（名称）重复",
    )
    reading.items = without(ITEMS, reading.items, lambda r: r.code, "code", "事项编号重复")
    reading.subjects = without(
        SUBJECTS, reading.subjects, lambda r: r.code, "code", "统一社会信用代码/注册号重复"
    )
    reading.plans = without(
        PLANS, reading.plans, lambda r: (r.year, r.number), "number", "同一年度的计划编号重复"
    )


def _repeated(
    reading: Reading,
    sheet: str,
    rows: list[RowT],
    key: Callable[[RowT], Hashable],
    field: str,
    message: str,
    remedy: str,
) -> tuple[list[Problem], set[int]]:
    first: dict[Hashable, int] = {}
    problems: list[Problem] = []
    bad: set[int] = set()
    for row in rows:
        value = key(row)
        if value is None:
            continue
        earlier = first.setdefault(value, row.row)
        if earlier == row.row:
            continue
        bad |= {earlier, row.row}
        written = getattr(row, field)
        shown = "是" if written is True else str(written)
        problems.append(
            reading.fault(sheet, row.row, field, shown, f"{message}：与第 {earlier} 行", remedy)
        )
    return problems, bad
