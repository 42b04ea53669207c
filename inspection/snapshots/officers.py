"""检查人员摘录: an officer as forms print one: name, department, certificate, expertise."""

from collections.abc import Iterable
from dataclasses import dataclass

from inspection.desk import Desk
from inspection.ids import PersonId


@dataclass(frozen=True, slots=True)
class Officer:
    """检查人员: `certificate_number` and `phone` are None where the rosters do not have them.

    Both are personal and stay in internal documents (信阳第二十七条).
    """

    person_id: PersonId
    name: str
    department: str
    certificate_number: str | None
    expertise: tuple[str, ...]
    phone: str | None


def officer_of(desk: Desk, person_id: PersonId) -> Officer:
    """One officer from the rosters of people and inspectors."""
    person = desk.ledger.people.get(person_id)
    inspector = desk.ledger.inspectors.one(person_id=person_id)
    return Officer(
        person_id,
        person.name,
        desk.ledger.departments.get(person.department_id).name,
        (inspector.certificate_number or None) if inspector else None,
        inspector.expertise if inspector else (),
        person.phone or None,
    )


def officers_of(desk: Desk, person_ids: Iterable[PersonId]) -> tuple[Officer, ...]:
    """Several officers, in the given order."""
    return tuple(officer_of(desk, each) for each in person_ids)
