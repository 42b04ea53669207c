"""对账: the reading against what the ledger already holds, and its rows against each other.

Rows at fault, and rows that rest on them, are taken out of the reading.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from app.workbook.checks import Numbered
from app.workbook.columns import DEPARTMENTS, EXPERTS, ITEMS, PEOPLE, PLANS, SUBJECTS
from app.workbook.plans_against_ledger import PlanChecks
from app.workbook.problems import Problem
from app.workbook.references import References
from app.workbook.rows import DepartmentRow, ExpertRow, ItemRow, PersonRow, Reading
from inspection.ledger import Ledger
from inspection.people import Role

RowT = TypeVar("RowT", bound=Numbered)


def check_against_ledger(
    ledger: Ledger, reading: Reading, today: date
) -> tuple[list[Problem], list[str]]:
    """Further problems and remarks; what is left in the reading can be entered as it is."""
    checks = _Checks(ledger, reading, today)
    checks.departments()
    checks.people()
    checks.experts()
    checks.items()
    if reading.plans:
        plans = PlanChecks(ledger, reading, checks.references)
        reading.plans = checks.passed(PLANS, reading.plans, plans.resolved)
    checks.subjects()
    return checks.problems, checks.remarks


def check_subjects(ledger: Ledger, reading: Reading, today: date) -> list[Problem]:
    """The problems of the subjects alone, for a roster that is read piece by piece."""
    checks = _Checks(ledger, reading, today)
    checks.subjects()
    return checks.problems


class _Checks:
    def __init__(self, ledger: Ledger, reading: Reading, today: date) -> None:
        self.problems: list[Problem] = []
        self.remarks: list[str] = []
        self._ledger, self._reading, self._today = ledger, reading, today
        self._known = {noun.name: noun for noun in ledger.departments.find()}
        self.references = References(reading)

    def departments(self) -> None:
        """One department hosts the office; a short name of the ledger is not taken again."""
        reading = self._reading
        book = {row.name for row in reading.departments}
        others = [noun for name, noun in self._known.items() if name not in book]
        hosts = [noun.name for noun in others if noun.office]
        taken = {noun.short_name: noun.name for noun in others}
        codes = {noun.number_code: noun.name for noun in others if noun.number_code}

        def checked(row: DepartmentRow) -> tuple[DepartmentRow, list[Problem]]:
            found: list[Problem] = []
            if row.office and hosts:
                message = f"已导入的“{hosts[0]}”是联席办所在部门"
                remedy = "请在本表写明该部门并填“否”，再在新的部门填“是”"
                found.append(reading.fault(DEPARTMENTS, row.row, "office", "是", message, remedy))
            if row.short_name in taken:
                message = f"简称与已导入的“{taken[row.short_name]}”相同"
                remedy = "请改用不同的简称"
                found.append(
                    reading.fault(
                        DEPARTMENTS, row.row, "short_name", row.short_name, message, remedy
                    )
                )
            if row.number_code in codes:
                message = f"机关代字与已导入的“{codes[row.number_code]}”相同"
                remedy = "两个机关不能共用一个代字，请核对后改正"
                found.append(
                    reading.fault(
                        DEPARTMENTS, row.row, "number_code", row.number_code, message, remedy
                    )
                )
            return row, found

        reading.departments = self.passed(DEPARTMENTS, reading.departments, checked)
        for noun in self._known.values():
            self.references.names.add(noun.name, noun.short_name)
        for row in reading.departments:
            self.references.names.add(row.name, row.short_name)
        if reading.departments and not hosts and not any(r.office for r in reading.departments):
            self.remarks.append("还没有标明联席办所在部门：请在“部门”表的一个部门填“是”")

    def people(self) -> None:
        """The department exists; a person and a certificate appear once."""
        reading = self._reading
        names = {noun.id: noun.name for noun in self._known.values()}
        persons = {noun.id: noun for noun in self._ledger.people.find()}
        holders = {
            entry.certificate_number: (
                persons[entry.person_id].name,
                names[persons[entry.person_id].department_id],
            )
            for entry in self._ledger.inspectors.find()
        }
        rows: dict[tuple[str, str], int] = {}

        def checked(row: PersonRow) -> tuple[PersonRow, list[Problem]]:
            full, found = self.references.department(PEOPLE, row.row, "department", row.department)
            if found:
                return row, found
            who = (row.name, full)
            earlier = rows.setdefault(who, row.row)
            if earlier != row.row:
                message = f"同一部门同一姓名重复：与第 {earlier} 行（全称、简称算同一部门）"
                remedy = "同一人请并成一行；确为重名的请在姓名后加以区分"
                return row, [reading.fault(PEOPLE, row.row, "name", row.name, message, remedy)]
            number = row.certificate_number
            holder = holders.get(number, who)
            if number and holder != who:
                message = f"执法证号已登记在{holder[1]}{holder[0]}名下"
                found.append(
                    reading.fault(
                        PEOPLE, row.row, "certificate_number", number, message, "请核对证件后改正"
                    )
                )
            return replace(row, department=full), found

        reading.people = self.passed(PEOPLE, reading.people, checked)
        expired = [
            f"{row.name}（第 {row.row} 行）"
            for row in reading.people
            if Role.INSPECTOR in row.roles
            and row.certificate_expires
            and row.certificate_expires < self._today
        ]
        if expired:
            listed = "、".join(expired)
            self.remarks.append(f"执法证已过有效期，匹配检查人员时不会选用：{listed}")

    def experts(self) -> None:
        """The department that keeps the entry exists; who is out of term is told of."""

        def checked(row: ExpertRow) -> tuple[ExpertRow, list[Problem]]:
            written = row.department
            full, found = self.references.department(EXPERTS, row.row, "department", written)
            return replace(row, department=full), found

        self._reading.experts = self.passed(EXPERTS, self._reading.experts, checked)
        over = [
            f"{row.name}（第 {row.row} 行）"
            for row in self._reading.experts
            if row.appointed_until and row.appointed_until < self._today
        ]
        if over:
            self.remarks.append(f"聘期已过，不能邀请：{'、'.join(over)}")

    def items(self) -> None:
        """The department that checks exists."""

        def checked(row: ItemRow) -> tuple[ItemRow, list[Problem]]:
            full, found = self.references.department(ITEMS, row.row, "department", row.department)
            return replace(row, department=full), found

        self._reading.items = self.passed(ITEMS, self._reading.items, checked)

    def subjects(self) -> None:
        """The last inspection has happened."""

        late = [
            row
            for row in self._reading.subjects
            if row.last_inspected is not None and row.last_inspected > self._today
        ]
        if not late:
            return
        for row in late:
            value, message = str(row.last_inspected), "上次检查日期晚于今天"
            fault = self._reading.fault
            self.problems.append(
                fault(SUBJECTS, row.row, "last_inspected", value, message, "请核对日期后改正")
            )
        bad = {row.row for row in late}
        self._reading.subjects = [row for row in self._reading.subjects if row.row not in bad]

    def passed(
        self,
        sheet: str,
        rows: list[RowT],
        checked: Callable[[RowT], tuple[RowT, list[Problem]]],
    ) -> list[RowT]:
        """The rows without fault, as the check completed them; the others are remembered."""
        passed = []
        for row in rows:
            complete, found = checked(row)
            self.problems.extend(found)
            if not found:
                passed.append(complete)
                continue
            for name in ("name", "short_name", "code"):
                self._reading.faulty[sheet, getattr(row, name, "")] = row.row
        return passed
