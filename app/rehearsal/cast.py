"""演员表: who plays which part of a rehearsal, taken from the demo county's roster."""

from app.stage.stage import Stage
from inspection.ids import DepartmentId
from inspection.ledger import Ledger
from inspection.people import Person, Role
from inspection.plans import PlanEntry
from inspection.tasks import InspectionTask


class Cast:
    """The people of one plan entry's departments, by role."""

    def __init__(self, stage: Stage, trade: str) -> None:
        self._stage = stage
        with stage.database.reading() as ledger:
            self.entry: PlanEntry = next(e for e in ledger.plan_entries.find() if trade in e.name)
            self._people: tuple[Person, ...] = ledger.people.find(active=True)
            self._names = {each.id: each.short_name for each in ledger.departments.find()}

    @property
    def departments(self) -> tuple[DepartmentId, ...]:
        """All departments of the task, the lead first."""
        return (self.entry.lead_id, *self.entry.partner_ids)

    def of(self, department: DepartmentId, role: Role) -> list[str]:
        """The names of a department's people in a role."""
        return [p.name for p in self._people if p.department_id == department and role in p.roles]

    @property
    def lead(self) -> str:
        """The lead department's liaison."""
        return self.of(self.entry.lead_id, Role.LIAISON)[0]

    @property
    def partners(self) -> list[str]:
        """The liaisons of the participating departments."""
        return [self.of(each, Role.LIAISON)[0] for each in self.entry.partner_ids]

    @property
    def office(self) -> str:
        """Somebody of the coordinating office."""
        return next(p.name for p in self._people if Role.OFFICE in p.roles)

    def everybody(self) -> list[str]:
        """The office, and everybody of the departments who has a part."""
        names = [p.name for p in self._people if Role.OFFICE in p.roles]
        for department in self.departments:
            names += [p.name for p in self._people if p.department_id == department]
        return list(dict.fromkeys(names))

    def department_name(self, department: DepartmentId) -> str:
        """The short name."""
        return self._names[department]

    def name_of(self, ledger: Ledger, person_id: int) -> str:
        """A person's name."""
        return ledger.people.get(person_id).name

    def task(self, ledger: Ledger) -> InspectionTask:
        """The task being rehearsed."""
        return ledger.tasks.find(plan_entry_id=self.entry.id)[-1]
