"""对账: the reading against what the ledger already holds, and its rows against each other.

Rows at fault, and rows that rest on them, are taken out of the reading.
"""

from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import TypeVar

from app.workbook.checks import Numbered
from app.workbook.columns import DEPARTMENTS, ITEMS, PEOPLE, PLANS, SUBJECTS
from app.workbook.problems import Problem
from app.workbook.rows import DepartmentRow, ItemRow, PersonRow, PlanRow, Reading, SubjectRow
from inspection.ledger import Ledger
from inspection.people import Role

RowT = TypeVar("RowT", bound=Numbered)
ADD_DEPARTMENT = "请先在“部门”表中填写该部门，或改正名称"
ADD_ITEM = "清单之外的事项不能列入计划：请先在“抽查事项清单”表中填写，或改正编号"


def check_against_ledger(
    ledger: Ledger, reading: Reading, today: date
) -> tuple[list[Problem], list[str]]:
    """Further problems and remarks; what is left in the reading can be entered as it is."""
    checks = _Checks(ledger, reading, today)
    checks.departments()
    checks.people()
    checks.items()
    checks.plans()
    checks.subjects()
    return checks.problems, checks.remarks


class _Checks:
    def __init__(self, ledger: Ledger, reading: Reading, today: date) -> None:
        self.problems: list[Problem] = []
        self.remarks: list[str] = []
        self._ledger, self._reading, self._today = ledger, reading, today
        self._known = {noun.name: noun for noun in ledger.departments.find()}
        self._full: dict[str, str] = {}

    def departments(self) -> None:
        """One department hosts the office; a short name of the ledger is not taken again."""
        reading = self._reading
        book = {row.name for row in reading.departments}
        others = [noun for name, noun in self._known.items() if name not in book]
        hosts = [noun.name for noun in others if noun.office]
        taken = {noun.short_name: noun.name for noun in others}

        def faults(row: DepartmentRow) -> list[Problem]:
            found = []
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
            return found

        reading.departments = self._passed(DEPARTMENTS, reading.departments, faults)
        for noun in self._known.values():
            self._full |= {noun.short_name: noun.name, noun.name: noun.name}
        for row in reading.departments:
            self._full |= {row.short_name: row.name, row.name: row.name}
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

        def faults(row: PersonRow) -> list[Problem]:
            unknown = self._department(PEOPLE, row.row, "department", row.department)
            if unknown:
                return unknown
            who = (row.name, self._full[row.department])
            earlier = rows.setdefault(who, row.row)
            if earlier != row.row:
                message = f"同一部门同一姓名重复：与第 {earlier} 行（全称、简称算同一部门）"
                remedy = "同一人请并成一行；确为重名的请在姓名后加以区分"
                return [reading.fault(PEOPLE, row.row, "name", row.name, message, remedy)]
            holder = holders.get(row.certificate_number, who)
            if row.certificate_number and holder != who:
                message = f"执法证号已登记在{holder[1]}{holder[0]}名下"
                remedy = "请核对证件后改正"
                number = row.certificate_number
                return [
                    reading.fault(PEOPLE, row.row, "certificate_number", number, message, remedy)
                ]
            return []

        reading.people = self._passed(PEOPLE, reading.people, faults)
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

    def items(self) -> None:
        """The department that checks exists."""

        def faults(row: ItemRow) -> list[Problem]:
            return self._department(ITEMS, row.row, "department", row.department)

        self._reading.items = self._passed(ITEMS, self._reading.items, faults)

    def plans(self) -> None:
        """Departments and items exist, and each item is checked by a department that takes part."""
        reading = self._reading
        names = {noun.id: noun.name for noun in self._known.values()}
        owners = {noun.code: names[noun.department_id] for noun in self._ledger.items.find()}
        owners |= {row.code: self._full[row.department] for row in reading.items}

        def faults(row: PlanRow) -> list[Problem]:
            found = self._department(PLANS, row.row, "lead", row.lead)
            for name in row.partners:
                found += self._department(PLANS, row.row, "partners", name)
            if not found:
                found += self._repeated_partner(row)
            present = {self._full.get(name, name) for name in (row.lead, *row.partners)}
            for code in row.items:
                if code not in owners:
                    found.append(self._unknown_item(row.row, code, set(owners)))
                elif owners[code] not in present:
                    message = f"事项“{code}”的检查主体“{owners[code]}”不在发起、参与部门之列"
                    remedy = "请把该部门加入参与部门，或删去该事项编号"
                    found.append(reading.fault(PLANS, row.row, "items", code, message, remedy))
            return found

        reading.plans = self._passed(PLANS, reading.plans, faults)

    def subjects(self) -> None:
        """The last inspection has happened."""

        def faults(row: SubjectRow) -> list[Problem]:
            if row.last_inspected is None or row.last_inspected <= self._today:
                return []
            value, message = str(row.last_inspected), "上次检查日期晚于今天"
            remedy = "请核对日期后改正"
            fault = self._reading.fault
            return [fault(SUBJECTS, row.row, "last_inspected", value, message, remedy)]

        self._reading.subjects = self._passed(SUBJECTS, self._reading.subjects, faults)

    def _passed(
        self, sheet: str, rows: list[RowT], faults: Callable[[RowT], list[Problem]]
    ) -> list[RowT]:
        passed = []
        for row in rows:
            found = faults(row)
            self.problems.extend(found)
            if not found:
                passed.append(row)
                continue
            for name in ("name", "short_name", "code"):
                self._reading.faulty[sheet, getattr(row, name, "")] = row.row
        return passed

    def _repeated_partner(self, row: PlanRow) -> list[Problem]:
        full = [self._full[name] for name in (row.lead, *row.partners)]
        if len(set(full)) == len(full):
            return []
        message = "同一部门写了两次（全称、简称算同一部门，发起部门不必再写）"
        remedy = "请从参与部门中删去重复的部门"
        listed = "、".join(row.partners)
        return [self._reading.fault(PLANS, row.row, "partners", listed, message, remedy)]

    def _department(self, sheet: str, row: int, field: str, name: str) -> list[Problem]:
        if name in self._full:
            return []
        message, remedy = self._unknown("部门", DEPARTMENTS, name, set(self._full), ADD_DEPARTMENT)
        return [self._reading.fault(sheet, row, field, name, message, remedy)]

    def _unknown_item(self, row: int, code: str, known: set[str]) -> Problem:
        message, remedy = self._unknown("抽查事项", ITEMS, code, known, ADD_ITEM)
        return self._reading.fault(PLANS, row, "items", code, message, remedy)

    def _unknown(
        self, noun: str, sheet: str, name: str, known: set[str], remedy: str
    ) -> tuple[str, str]:
        faulty = self._reading.faulty.get((sheet, name))
        if faulty is not None:
            return f"所引用的{noun}“{name}”在“{sheet}”表第 {faulty} 行有错", "请先改正那一行"
        near = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
        guess = f"（是否为“{near[0]}”）" if near else ""
        return f"没有{noun}“{name}”{guess}", remedy
