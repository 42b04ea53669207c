"""计划对账: departments, items, industry and share of a plan entry against the lists.

清单之外无抽查 (忻州第五条): an item that is on no list does not enter the plan.
"""

from dataclasses import replace

from app.workbook import cells
from app.workbook.columns import ITEMS, PLANS
from app.workbook.problems import Problem
from app.workbook.references import References
from app.workbook.rows import PlanRow, Reading
from inspection.ledger import Ledger

ADD_ITEM = "清单之外的事项不能列入计划：请先在“抽查事项清单”表中填写，或改正编号"


class PlanChecks:
    """计划对账: one pass over the entries of a reading."""

    def __init__(self, ledger: Ledger, reading: Reading, references: References) -> None:
        self._ledger, self._reading, self._references = ledger, reading, references
        names = {noun.id: noun.name for noun in ledger.departments.find()}
        items = {
            noun.code: (noun.name, names[noun.department_id], noun.industry)
            for noun in ledger.items.find()
        }
        items |= {row.code: (row.name, row.department, row.industry) for row in reading.items}
        self._items = items
        known = ledger.plan_entries.find()
        self._numbers = {(each.year, each.number): each.name for each in known}
        self._named = {(each.year, each.name): each.number for each in known}
        self._trades = {industry for _, _, industry in items.values() if industry}
        self._trades |= {row.industry for row in reading.subjects if row.industry}

    def resolved(self, row: PlanRow) -> tuple[PlanRow, list[Problem]]:
        """The entry with full names and item numbers, and what is wrong with it."""
        lead, found = self._references.department(PLANS, row.row, "lead", row.lead)
        partners = []
        for name in row.partners:
            full, unknown = self._references.department(PLANS, row.row, "partners", name)
            found += unknown
            partners.append(full)
        if not found:
            found += self._repeated_partner(row, [lead, *partners])
        row = replace(self._numbered(row), lead=lead, partners=tuple(partners))
        row, strange = self._with_industry(row)
        found += strange
        row, missing = self._with_items(row)
        found += missing
        return row, found

    def _numbered(self, row: PlanRow) -> PlanRow:
        """A 序号 does not overwrite another list's entry: the same name, or the next free one."""
        if not row.serial:
            return row
        number = self._named.get((row.year, row.name), row.number)
        taken = self._numbers
        if taken.get((row.year, number), row.name) != row.name:
            used = [int(n) for year, n in taken if year == row.year and n.isdigit()]
            number = str(max(used, default=0) + 1)
            self._reading.tell(f"计划“{row.name}”编为 {number} 号（{row.number} 号已有别的计划）")
        taken[row.year, number] = row.name
        return replace(row, number=number)

    def _repeated_partner(self, row: PlanRow, full: list[str]) -> list[Problem]:
        if len(set(full)) == len(full):
            return []
        message = "同一部门写了两次（全称、简称算同一部门，发起部门不必再写）"
        remedy = "请从参与部门中删去重复的部门"
        listed = "、".join(row.partners)
        return [self._reading.fault(PLANS, row.row, "partners", listed, message, remedy)]

    def _with_industry(self, row: PlanRow) -> tuple[PlanRow, list[Problem]]:
        """Where no industry stands: the one known industry that 抽查对象 or the name holds."""
        if row.industry:
            return row, []
        for words in (row.scope, row.name):
            fits = sorted((t for t in self._trades if t in words), key=len, reverse=True)
            if fits and not any(trade not in fits[0] for trade in fits):
                self._reading.tell(f"计划“{row.name}”的行业为“{fits[0]}”")
                return replace(row, industry=fits[0]), []
        listed = "、".join(sorted(self._trades)[:8]) or "（名录库和事项清单还没有行业）"
        message = "看不出是哪个行业"
        remedy = f"请加“行业”一列，写明名录库里的行业：{listed}"
        field = "scope" if row.scope else "name"
        value = row.scope or row.name
        return row, [self._reading.fault(PLANS, row.row, field, value, message, remedy)]

    def _with_items(self, row: PlanRow) -> tuple[PlanRow, list[Problem]]:
        present = {row.lead, *row.partners}
        if row.items is None:
            return self._all_items(row, present)
        codes: list[str] = []
        found: list[Problem] = []
        for written in row.items:
            for part in (written,) if self._code(written, row) else cells.several(written, 2000):
                code = self._code(part, row)
                if code is None:
                    found.append(self._unknown_item(row, part))
                elif self._items[code][1] not in present:
                    owner = self._items[code][1]
                    message = f"事项“{part}”的检查主体“{owner}”不在发起、参与部门之列"
                    remedy = "请把该部门加入参与部门，或删去该事项编号"
                    fault = self._reading.fault
                    found.append(fault(PLANS, row.row, "items", part, message, remedy))
                else:
                    codes.append(code)
        return replace(row, items=tuple(dict.fromkeys(codes))), found

    def _all_items(self, row: PlanRow, present: set[str]) -> tuple[PlanRow, list[Problem]]:
        """Without a column of items: those of the list, of this industry and these departments."""
        codes = tuple(
            code
            for code, (_, owner, industry) in self._items.items()
            if industry == row.industry and owner in present
        )
        if codes:
            self._reading.tell(f"计划“{row.name}”的抽查事项取自清单：{len(codes)} 项")
            return replace(row, items=codes), []
        message = "没有写抽查事项，清单里也没有这个行业的事项"
        remedy = "请先导入“抽查事项清单”，或加“抽查事项”一列"
        fault = self._reading.fault(PLANS, row.row, "name", row.name, message, remedy)
        return row, [fault]

    def _code(self, written: str, row: PlanRow) -> str | None:
        """The number of an item by its number or, where only one fits, its name."""
        token = cells.token(written, 2000)
        if token in self._items:
            return token
        present = {row.lead, *row.partners}
        named = [(code, each) for code, each in self._items.items() if each[0] == written]
        for narrower in (
            [(code, each) for code, each in named if each[2] == row.industry],
            [(c, e) for c, e in named if e[2] == row.industry and e[1] in present],
            named,
        ):
            if len(narrower) == 1:
                return narrower[0][0]
        return None

    def _unknown_item(self, row: PlanRow, written: str) -> Problem:
        known = set(self._items) | {name for name, _, _ in self._items.values()}
        message, remedy = self._references.unknown("抽查事项", ITEMS, written, known, ADD_ITEM)
        return self._reading.fault(PLANS, row.row, "items", written, message, remedy)
