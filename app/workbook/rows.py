"""行: what a book says, typed, each row with its number in Excel."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.workbook.columns import SheetForm
from app.workbook.problems import Problem
from app.workbook.shares import Share
from inspection.experts import ExpertKind
from inspection.items import ItemKind
from inspection.people import Role
from inspection.subjects import SubjectKind, SubjectState


@dataclass(frozen=True, kw_only=True, slots=True)
class DepartmentRow:
    """部门表的一行."""

    row: int
    name: str
    short_name: str
    office: bool = False
    industry: str = ""
    number_code: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonRow:
    """人员表的一行: `department` is a full or a short name."""

    row: int
    name: str
    department: str
    roles: tuple[Role, ...]
    phone: str = ""
    certificate_number: str = ""
    certificate_expires: date | None = None
    expertise: tuple[str, ...] = ()
    area: str = ""
    post: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpertRow:
    """专家表的一行: `department` keeps the entry; it is a full or a short name."""

    row: int
    name: str
    kind: ExpertKind
    department: str
    organisation: str = ""
    expertise: tuple[str, ...] = ()
    phone: str = ""
    appointed_until: date | None = None
    active: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemRow:
    """抽查事项清单的一行."""

    row: int
    code: str
    name: str
    department: str
    industry: str
    content: str
    basis: str
    method: str
    kind: ItemKind = ItemKind.GENERAL


class SubjectRow(NamedTuple):
    """检查对象表的一行: a tuple, because there are a hundred thousand of them."""

    row: int
    code: str
    name: str
    kind: SubjectKind
    industry: str
    address: str = ""
    area: str = ""
    legal_representative: str = ""
    phone: str = ""
    risk_class: str = ""
    state: SubjectState = SubjectState.ACTIVE
    last_inspected: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanRow:
    """年度计划表的一行: departments and items as written, rates in 1/10000.

    `industry` is empty where the table has no such column: it is then found by `scope` (抽查对象)
    and name; `items` None means those of the list. `share` holds what `rates` cannot. `serial` is
    True where the number is a mere 序号, by which two lists would meet; `checker` is 实施主体.
    """

    row: int
    year: int
    number: str
    name: str
    industry: str
    lead: str
    partners: tuple[str, ...]
    items: tuple[str, ...] | None
    rates: dict[str, int]
    starts_on: date
    ends_on: date
    scope: str = ""
    checker: str = ""
    serial: bool = False
    share: Share | None = None


@dataclass(kw_only=True, slots=True)
class Reading:
    """读取结果: every faultless row, every problem, and remarks that stop nothing.

    `columns` gives the place of a field for later problems: (sheet, field) to B列“部门”. `faulty`
    names rows that were not read, (sheet, key as written) to row; `row_counts` counts data rows.
    `understood` is what is shown back before anything is accepted; `names` maps a sheet to the name
    it has in the file.
    """

    departments: list[DepartmentRow] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    experts: list[ExpertRow] = field(default_factory=list)
    items: list[ItemRow] = field(default_factory=list)
    subjects: list[SubjectRow] = field(default_factory=list)
    plans: list[PlanRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    understood: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    columns: dict[tuple[str, str], str] = field(default_factory=dict)
    faulty: dict[tuple[str, str], int] = field(default_factory=dict)
    row_counts: dict[str, int] = field(default_factory=dict)
    sha256: str = ""
    _told: set[str] = field(default_factory=set, repr=False)

    @property
    def empty(self) -> bool:
        """Whether the book holds no faultless row at all."""
        rosters = (self.departments, self.people, self.experts, self.items, self.subjects)
        return not (any(rosters) or self.plans)

    def absent(self, form: SheetForm) -> tuple[str, ...]:
        """The fields of a sheet that was read for which the file has no column."""
        if form.name not in self.names:
            return ()
        fields = (column.field for column in form.columns)
        return tuple(name for name in fields if (form.name, name) not in self.columns)

    def tell(self, words: str) -> None:
        """Keep a line of what was understood, once."""
        if words not in self._told:
            self._told.add(words)
            self.understood.append(words)

    def fault(
        self, sheet: str, row: int, name: str, value: str, message: str, remedy: str
    ) -> Problem:
        """The problem of one field of one row, with its column found."""
        return Problem(
            sheet=self.names.get(sheet, sheet),
            row=row,
            column=self.columns.get((sheet, name), ""),
            value=value,
            message=message,
            remedy=remedy,
        )
