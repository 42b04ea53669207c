"""名册: small questions about departments and their people."""

from collections.abc import Iterable

from inspection.ids import DepartmentId
from inspection.ledger import Ledger
from inspection.people import Person, Role


def short_names(ledger: Ledger, ids: Iterable[DepartmentId]) -> list[str]:
    """The short names of departments, in the given order."""
    return [ledger.departments.get(each).short_name for each in ids]


def with_role(
    ledger: Ledger, role: Role, department_id: DepartmentId | None = None
) -> list[Person]:
    """Active people holding `role`, of one department or of all, in order of id."""
    where = {} if department_id is None else {"department_id": department_id}
    return [person for person in ledger.people.find(active=True, **where) if role in person.roles]
