"""导入: a reading into the ledger; the same book twice changes nothing the second time."""

from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar, cast

from app.workbook.against_ledger import check_against_ledger
from app.workbook.collector import collector_resting
from app.workbook.columns import DEPARTMENTS, EXPERTS, ITEMS, PEOPLE, PLANS, SHEETS, SUBJECTS
from app.workbook.import_report import ImportReport, SheetCount, import_facts
from app.workbook.planned import planned_fields
from app.workbook.problems import Problem
from app.workbook.rows import ItemRow, PersonRow, PlanRow, Reading, SubjectRow
from inspection.departments import Department
from inspection.experts import Expert
from inspection.ids import UNSAVED, DepartmentId, ItemId, PersonId, PlanEntryId, SubjectId
from inspection.items import InspectionItem
from inspection.ledger import Ledger, Shelf
from inspection.people import Inspector, Person, Role
from inspection.plans import PlanEntry
from inspection.roster_changes import (
    IMPORTED,
    LISTED,
    Entry,
    ListChanges,
    ListKind,
    inspector_entry,
    item_entry,
    subject_entry,
)
from inspection.subjects import Subject

NounT = TypeVar("NounT")
ASKED_ONE_BY_ONE = 20_000
"""Up to so many subjects are looked for by their codes."""


@collector_resting()
def import_book(
    ledger: Ledger,
    reading: Reading,
    *,
    now: datetime,
    good_rows_only: bool = False,
    dry_run: bool = False,
    actor_id: PersonId | None = None,
) -> ImportReport:
    """Enter a reading by natural keys, all of it or nothing.

    With `good_rows_only` the faultless rows are entered and the others, and those that rest on
    them, are skipped and reported. `dry_run` counts and writes nothing. Rows missing from the
    book are left alone; chat bindings are kept; the later of two last inspections stands.
    """
    report = ImportReport(
        imported=False,
        dry_run=dry_run,
        sheets={form.name: SheetCount() for form in SHEETS},
        problems=list(reading.problems),
        remarks=list(reading.remarks),
    )
    problems, remarks = check_against_ledger(ledger, reading, now.date())
    report.problems.extend(problems)
    report.remarks.extend(remarks)
    report.understood = list(reading.understood)
    if reading.empty or (report.problems and not good_rows_only):
        return report
    book = ImportUnderWay(ledger, reading, report, writes=not dry_run)
    report.problems.extend(book.settled_plans())
    if report.problems and not good_rows_only:
        return report
    book.enter()
    if dry_run:
        return report
    report.imported = True
    ledger.record(
        at=now,
        actor_id=actor_id,
        task_id=None,
        verb=IMPORTED,
        facts=import_facts(report, reading.sha256, book.changed_plans, book.lists),
    )
    return report


class ImportUnderWay:
    """One import under way: what the ledger holds, and the rows that passed every check."""

    def __init__(
        self,
        ledger: Ledger,
        reading: Reading,
        report: ImportReport,
        *,
        writes: bool,
        lists: ListChanges | None = None,
    ) -> None:
        self._ledger, self._reading, self._report = ledger, reading, report
        self._departments = {noun.name: noun for noun in ledger.departments.find()}
        self._items = {noun.code: noun for noun in ledger.items.find()}
        self._plans = {(noun.year, noun.number): noun for noun in ledger.plan_entries.find()}
        self._writes = writes
        self._absent = {form.name: reading.absent(form) for form in SHEETS}
        self.changed_plans: list[str] = []
        self.lists = lists or ListChanges()

    def enter(self) -> None:
        """Write what passed, in the order of reference."""
        for form in SHEETS:
            rows = self._reading.row_counts.get(form.name, 0)
            self._report.sheets[form.name].skipped = rows
        self._enter_departments()
        self._enter_people()
        self._enter_experts()
        self._enter_items()
        self.enter_subjects()
        self._enter_plans()

    def _put(self, sheet: str, shelf: Shelf[NounT], noun: NounT, known: NounT | None) -> NounT:
        """Add, save or leave; counts which. The id of a noun not written stays 0."""
        count = self._report.sheets[sheet]
        count.skipped -= 1
        if known is None:
            count.added += 1
            return shelf.add(noun) if self._writes else noun
        if noun == known:
            count.unchanged += 1
            return known
        count.changed += 1
        return shelf.save(noun) if self._writes else noun

    def _kept(self, sheet: str, noun: NounT, known: NounT | None, *others: str) -> NounT:
        """What the file has no column for stays as it is; `others` are no fields of this noun."""
        absent = [name for name in self._absent[sheet] if name not in others]
        if known is None or not absent:
            return noun
        kept = {name: getattr(known, name) for name in absent}
        return cast(NounT, replace(cast(Any, noun), **kept))

    def _enter_departments(self) -> None:
        for row in self._reading.departments:
            known = self._departments.get(row.name)
            noun = Department(
                id=known.id if known else DepartmentId(0),
                name=row.name,
                short_name=row.short_name,
                industry=row.industry,
                office=row.office,
                number_code=row.number_code or (known.number_code if known else ""),
            )
            noun = self._kept(DEPARTMENTS, noun, known)
            self._departments[row.name] = self._put(
                DEPARTMENTS, self._ledger.departments, noun, known
            )
        for noun in list(self._departments.values()):
            self._departments.setdefault(noun.short_name, noun)

    def _enter_people(self) -> None:
        people = {(noun.name, noun.department_id): noun for noun in self._ledger.people.find()}
        inspectors = {noun.person_id: noun for noun in self._ledger.inspectors.find()}
        for row in self._reading.people:
            department_id = self._departments[row.department].id
            known = people.get((row.name, department_id))
            noun = Person(department_id=department_id, name=row.name, roles=row.roles)
            roles, phone = row.roles, row.phone
            if known and "roles" in self._absent[PEOPLE]:
                roles = tuple(r for r in Role if r in known.roles or r in row.roles)
                roles = known.roles if set(roles) == set(known.roles) else roles
            if known and "phone" in self._absent[PEOPLE]:
                phone = known.phone
            noun = replace(known or noun, roles=roles, phone=phone)
            entry = inspectors.get(known.id) if known else None
            count = self._report.sheets[PEOPLE]
            before = count.unchanged
            entered = self._put(PEOPLE, self._ledger.people, noun, known)
            if self._enter_inspector(row, entered, entry) and count.unchanged > before:
                count.unchanged -= 1
                count.changed += 1

    def _enter_inspector(self, row: PersonRow, person: Person, known: Inspector | None) -> bool:
        """Whether the roster entry of a person differs from what it was."""
        if Role.INSPECTOR not in row.roles:
            return False
        noun = Inspector(
            id=known.id if known else 0,
            person_id=person.id,
            certificate_number=row.certificate_number,
            certificate_expires=row.certificate_expires,
            expertise=row.expertise,
            area=row.area,
            post=row.post,
        )
        noun = self._kept(PEOPLE, noun, known, "name", "department", "roles", "phone")
        if noun == known:
            return False
        self._note(
            ListKind.INSPECTORS,
            person.id,
            inspector_entry(known) if known else None,
            inspector_entry(noun),
        )
        if self._writes:
            shelf = self._ledger.inspectors
            _ = shelf.save(noun) if known else shelf.add(noun)
        return True

    def _enter_experts(self) -> None:
        shelf = self._ledger.experts
        experts = {(noun.name, noun.organisation): noun for noun in shelf.find()}
        for row in self._reading.experts:
            known = experts.get((row.name, row.organisation))
            noun = Expert(
                id=known.id if known else UNSAVED,
                department_id=self._departments[row.department].id,
                name=row.name,
                kind=row.kind,
                organisation=row.organisation,
                expertise=row.expertise,
                phone=row.phone,
                appointed_until=row.appointed_until,
                active=row.active,
            )
            noun = self._kept(EXPERTS, noun, known, "department")
            self._put(EXPERTS, shelf, noun, known)

    def _enter_items(self) -> None:
        for row in self._reading.items:
            known = self._items.get(row.code)
            noun = _item(row, self._departments[row.department].id, known)
            noun = self._kept(ITEMS, noun, known, "code", "serial")
            entered = self._put(ITEMS, self._ledger.items, noun, known)
            self._items[row.code] = entered
            before = item_entry(known, self._name_of(known.department_id)) if known else None
            after = item_entry(noun, self._name_of(noun.department_id))
            self._note(ListKind.ITEMS, entered.id, before, after)

    def _note(self, kind: ListKind, about_id: int, before: Entry | None, after: Entry) -> None:
        """What an import changed of the lists, for the journal; a dry run changes nothing."""
        if not self._writes:
            return
        if before is None:
            self.lists.added(kind, about_id)
        else:
            self.lists.changed(kind, about_id, before, after)

    def _name_of(self, department_id: DepartmentId) -> str:
        return next(noun.name for noun in self._departments.values() if noun.id == department_id)

    def _known_subjects(self, rows: list[SubjectRow]) -> dict[str, Subject]:
        """What the ledger has of these; of a long list everything is read at one go."""
        shelf = self._ledger.subjects
        few = len(rows) <= ASKED_ONE_BY_ONE
        found = shelf.find(code=[row.code for row in rows]) if few else shelf.find()
        return {noun.code: noun for noun in found}

    def enter_subjects(self) -> None:
        """In batches: a roster has a hundred thousand rows."""
        rows = self._reading.subjects
        if not rows:
            return
        subjects = self._known_subjects(rows)
        added: list[Subject] = []
        changed: list[Subject] = []
        for row in rows:
            known = subjects.get(row.code)
            noun = subject_of(row, known)
            if known is None:
                added.append(noun)
                continue
            noun = self._kept(SUBJECTS, noun, known)
            if noun == known:
                continue
            changed.append(noun)
            self._note(ListKind.SUBJECTS, known.id, subject_entry(known), subject_entry(noun))
        count = self._report.sheets[SUBJECTS]
        count.added += len(added)
        count.changed += len(changed)
        count.unchanged += len(rows) - len(added) - len(changed)
        count.skipped -= len(rows)
        if self._writes:
            self._ledger.subjects.add_all(added)
            self._ledger.subjects.save_all(changed)
            self._note_new_subjects(added)

    def _note_new_subjects(self, added: list[Subject]) -> None:
        """The first by their ids, which only the ledger gave them; the rest by their number."""
        first = [noun.code for noun in added[:LISTED]]
        for noun in self._ledger.subjects.find(code=first) if first else ():
            self.lists.added(ListKind.SUBJECTS, noun.id)
        self.lists.many_added(ListKind.SUBJECTS, len(added) - len(first))

    def settled_plans(self) -> list[Problem]:
        """Rows that would change a plan registered as approved or issued; they are taken out.

        Such a change is an adjustment, with its reason and filing (忻州第十三条).
        """
        registered = {
            noun.year for noun in self._ledger.annual_plans.find() if noun.in_force_at is not None
        }
        found: list[Problem] = []
        for row in [each for each in self._reading.plans if each.year in registered]:
            known = self._plans.get((row.year, row.number))
            if known is not None and known == self._entry(row, known):
                continue
            message = f"{row.year}年度计划已登记生效，不能再用表格改动"
            remedy = "请在私聊发 /jihua，用“申请调整”办理"
            found.append(self._reading.fault(PLANS, row.row, "name", row.name, message, remedy))
            self._reading.plans.remove(row)
        return found

    def _enter_plans(self) -> None:
        for row in self._reading.plans:
            known = self._plans.get((row.year, row.number))
            noun = self._entry(row, known)
            if known and noun != known:
                self.changed_plans.append(f"{row.year}/{row.number}")
            self._put(PLANS, self._ledger.plan_entries, noun, known)

    def _entry(self, row: PlanRow, known: PlanEntry | None) -> PlanEntry:
        """The entry of a row; what a plan has no column for stays as it is."""
        return PlanEntry(
            id=known.id if known else PlanEntryId(UNSAVED),
            number=row.number,
            cancelled=known.cancelled if known else False,
            scope=row.scope or (known.scope if known else ""),
            checker=row.checker or (known.checker if known else ""),
            **planned_fields(row, self._departments, self._items),
        )


def _item(
    row: ItemRow, department_id: DepartmentId, known: InspectionItem | None
) -> InspectionItem:
    return InspectionItem(
        id=known.id if known else ItemId(0),
        code=row.code,
        name=row.name,
        department_id=department_id,
        industry=row.industry,
        content=row.content,
        basis=row.basis,
        method=row.method,
        kind=row.kind,
    )


def subject_of(row: SubjectRow, known: Subject | None) -> Subject:
    """The subject of a row; of one already known the id and the later inspection are kept."""
    inspected = row.last_inspected
    if known and known.last_inspected:
        inspected = max(inspected or known.last_inspected, known.last_inspected)
    return Subject(
        id=known.id if known else SubjectId(UNSAVED),
        code=row.code,
        name=row.name,
        kind=row.kind,
        industry=row.industry,
        address=row.address,
        area=row.area,
        legal_representative=row.legal_representative,
        phone=row.phone,
        risk_class=row.risk_class,
        state=row.state,
        last_inspected=inspected,
    )
