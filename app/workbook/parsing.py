"""解析: one row of cells to one typed row; all faults of the row are gathered, not the first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from app.workbook import cells
from app.workbook.cells import Cell, shown
from app.workbook.columns import (
    DEPARTMENTS,
    ITEM_KIND_NAMES,
    ITEMS,
    PEOPLE,
    PLANS,
    RISK_CLASSES,
    SUBJECT_KIND_NAMES,
    SUBJECT_STATE_NAMES,
    SUBJECTS,
    YES_NO,
    Column,
    SheetForm,
)
from app.workbook.credit_codes import subject_code
from app.workbook.problems import CellFault, Problem
from app.workbook.rows import DepartmentRow, ItemRow, PersonRow, PlanRow, Reading, SubjectRow
from inspection.items import ItemKind
from inspection.people import Role
from inspection.subjects import SubjectKind, SubjectState

ValueT = TypeVar("ValueT")

RISK_CLASS_NAMES = {name: name for name in RISK_CLASSES} | {
    f"{name}{suffix}": name for name in RISK_CLASSES for suffix in ("类", "级")
}
STATE_NAMES: Mapping[str, SubjectState] = {
    **SUBJECT_STATE_NAMES,
    **dict.fromkeys(("在营", "在业", "开业", "在册"), SubjectState.ACTIVE),
}
KIND_NAMES: Mapping[str, ItemKind] = ITEM_KIND_NAMES | {
    "一般检查事项": ItemKind.GENERAL,
    "重点检查事项": ItemKind.KEY,
}


@dataclass(kw_only=True, slots=True)
class Fields:
    """一行的各栏: cells by field; `read` turns one into a value and keeps what goes wrong."""

    sheet: SheetForm
    row: int
    cells: dict[str, Cell]
    places: dict[str, str]
    formulas: set[str]
    errors: set[str]
    counts_from_1904: bool = False
    problems: list[Problem] = field(default_factory=list)

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
        if column.required and value in (None, "", (), {}):
            self.fault(name, "必填，却是空的", f"请填写（{_plainly(column)}）")
            return None
        return value

    def text(self, name: str) -> str:
        """A plain text field; empty after a problem."""
        longest = self.sheet.column(name).longest
        return self.read(name, lambda cell: cells.text(cell, longest)) or ""

    def token(self, name: str) -> str:
        """A code; empty after a problem."""
        longest = self.sheet.column(name).longest
        return self.read(name, lambda cell: cells.token(cell, longest)) or ""

    def choice(self, name: str, names: Mapping[str, ValueT]) -> ValueT | None:
        """One of the named values."""
        return self.read(name, lambda cell: cells.chosen(cell, names))

    def fault(self, name: str, message: str, remedy: str) -> None:
        """Keep a problem of a field."""
        self.problems.append(
            Problem(
                sheet=self.sheet.name,
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


def _department(reading: Reading, fields: Fields) -> None:
    row = DepartmentRow(
        row=fields.row,
        name=fields.text("name"),
        short_name=fields.text("short_name"),
        office=bool(fields.choice("office", YES_NO)),
        industry=fields.text("industry"),
    )
    if not fields.problems:
        reading.departments.append(row)
        return
    for name in ("name", "short_name"):
        reading.faulty[DEPARTMENTS, fields.raw(name)] = fields.row


def _person(reading: Reading, fields: Fields) -> None:
    found = fields.read("roles", cells.roles) or ()
    expires = fields.read(
        "certificate_expires",
        lambda cell: cells.day(cell, counts_from_1904=fields.counts_from_1904),
    )
    row = PersonRow(
        row=fields.row,
        name=fields.read("name", cells.person_name) or "",
        department=fields.text("department"),
        roles=found,
        phone=fields.read("phone", cells.phone) or "",
        certificate_number=fields.token("certificate_number"),
        certificate_expires=expires,
        expertise=fields.read("expertise", cells.several) or (),
        area=fields.text("area"),
    )
    if Role.INSPECTOR in found and not fields.raw("certificate_number"):
        fields.fault(
            "certificate_number",
            "角色含“检查人员”，却没有执法证号",
            "请补填执法证号；没有执法证的不能作检查人员，请去掉该角色",
        )
    if not fields.problems:
        reading.people.append(row)
    else:
        reading.faulty[PEOPLE, fields.raw("name")] = fields.row


def _item(reading: Reading, fields: Fields) -> None:
    row = ItemRow(
        row=fields.row,
        code=fields.token("code"),
        name=fields.text("name"),
        department=fields.text("department"),
        industry=fields.text("industry"),
        content=fields.text("content"),
        basis=fields.text("basis"),
        method=fields.text("method"),
        kind=fields.choice("kind", KIND_NAMES) or ItemKind.GENERAL,
    )
    if not fields.problems:
        reading.items.append(row)
    else:
        reading.faulty[ITEMS, fields.raw("code")] = fields.row


def _subject(reading: Reading, fields: Fields) -> None:
    kind = fields.choice("kind", SUBJECT_KIND_NAMES)
    longest = fields.sheet.column("code").longest
    inspected = fields.read(
        "last_inspected", lambda cell: cells.day(cell, counts_from_1904=fields.counts_from_1904)
    )
    row = SubjectRow(
        row=fields.row,
        code=fields.read("code", lambda cell: subject_code(cell, kind, longest)) or "",
        name=fields.text("name"),
        kind=kind or SubjectKind.PROFIT,
        industry=fields.text("industry"),
        address=fields.text("address"),
        area=fields.text("area"),
        legal_representative=fields.text("legal_representative"),
        phone=fields.read("phone", cells.phone) or "",
        risk_class=fields.choice("risk_class", RISK_CLASS_NAMES) or "",
        state=fields.choice("state", STATE_NAMES) or SubjectState.ACTIVE,
        last_inspected=inspected,
    )
    if not fields.problems:
        reading.subjects.append(row)
    else:
        reading.faulty[SUBJECTS, fields.raw("code")] = fields.row


def _plan(reading: Reading, fields: Fields) -> None:
    year = fields.read("year", cells.year)
    lead = fields.text("lead")
    partners = fields.read("partners", cells.several) or ()
    starts, ends = (
        fields.read(name, lambda cell: cells.day(cell, counts_from_1904=fields.counts_from_1904))
        for name in ("starts_on", "ends_on")
    )
    if starts and ends and ends < starts:
        fields.fault("ends_on", f"结束日期早于开始日期 {starts}", "请核对起止日期后改正")
    if year and starts and starts.year != year:
        fields.fault("starts_on", f"开始日期不在 {year} 年度内", "请核对年度和开始日期后改正")
    if lead and lead in partners:
        fields.fault("partners", f"参与部门里又写了发起部门“{lead}”", "请从参与部门中删去它")
    number, name, industry = fields.token("number"), fields.text("name"), fields.text("industry")
    items = fields.read("items", _codes) or ()
    rates = fields.read("rates", cells.rates) or {}
    if fields.problems:
        reading.faulty[PLANS, fields.raw("number")] = fields.row
        return
    reading.plans.append(
        PlanRow(
            row=fields.row,
            year=cast(int, year),
            number=number,
            name=name,
            industry=industry,
            lead=lead,
            partners=partners,
            items=items,
            rates=rates,
            starts_on=starts,  # type: ignore[arg-type]
            ends_on=ends,  # type: ignore[arg-type]
        )
    )


def _codes(cell: Cell) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cells.token(code) for code in cells.several(cell)))


ROW_PARSERS: dict[str, Callable[[Reading, Fields], None]] = {
    DEPARTMENTS: _department,
    PEOPLE: _person,
    ITEMS: _item,
    SUBJECTS: _subject,
    PLANS: _plan,
}
