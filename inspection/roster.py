"""名册: small questions about departments and their people."""

from collections.abc import Iterable

from inspection.ids import DepartmentId, PersonId
from inspection.ledger import Ledger
from inspection.people import Person, Role
from inspection.refusal import Refusal


def short_names(ledger: Ledger, ids: Iterable[DepartmentId]) -> list[str]:
    """The short names of departments, in the given order."""
    return [ledger.departments.get(each).short_name for each in ids]


def with_role(
    ledger: Ledger, role: Role, department_id: DepartmentId | None = None
) -> list[Person]:
    """Active people holding `role`, of one department or of all, in order of id."""
    where = {} if department_id is None else {"department_id": department_id}
    return [person for person in ledger.people.find(active=True, **where) if role in person.roles]


def hosts_office(ledger: Ledger, person: Person) -> bool:
    """Does the person lead or write for the department in which the office sits."""
    writes = {Role.HEAD, Role.LIAISON, Role.CLERK}
    return ledger.departments.get(person.department_id).office and not writes.isdisjoint(
        person.roles
    )


def on_duty(ledger: Ledger, name: str, department: str = "") -> dict[PersonId, str]:
    """Active people of that name with the short name of their department; of one where given."""
    homes = {each.id: each.short_name for each in ledger.departments.find()}
    return {
        person.id: homes[person.department_id]
        for person in ledger.people.find(name=name, active=True)
        if department in ("", homes[person.department_id])
    }


def person_named(ledger: Ledger, name: str, department: str = "") -> PersonId:
    """The only active person of that name.

    Refusals: `person_unknown`, `person_ambiguous` with the departments to choose from.
    """
    found = on_duty(ledger, name, department)
    if not found:
        raise Refusal("person_unknown", {"name": name})
    if len(found) > 1:
        raise Refusal("person_ambiguous", {"name": name, "departments": list(found.values())})
    (person_id,) = found
    return person_id
