"""发文字号登记: the register as it is read: who may read which part, and one page of it."""

from inspection.desk import Desk
from inspection.ids import DepartmentId
from inspection.numbering import code_of, issuer_name
from inspection.numbers import DocumentNumber
from inspection.people import Person, Role
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal

PAGE = 12
"""Entries on one page."""


def issuers_for(desk: Desk, person: Person) -> list[DepartmentId | None]:
    """Whose numbers a person may read: the office all, others those of their department."""
    if Role.OFFICE in person.roles:
        return [None, *(each.id for each in desk.ledger.departments.find())]
    return [person.department_id]


def issuer_named(desk: Desk, name: str) -> DepartmentId | None:
    """The issuer of that short or full name; None is the office.

    Refusal `no_numbers_issuer`.
    """
    if name in ("联席办", "办公室", desk.profile.names.office_short):
        return None
    for department in desk.ledger.departments.find():
        if name in (department.short_name, department.name):
            return department.id
    raise Refusal("no_numbers_issuer", {"issuer": name[:40]})


def register_facts(
    desk: Desk, person: Person, issuer_id: DepartmentId | None, year: int, page: int = 0
) -> Facts:
    """One page of an issuer's numbers of a year, the newest first. Refusal `numbers_of_others`."""
    if issuer_id not in issuers_for(desk, person):
        raise Refusal("numbers_of_others")
    found = list(desk.ledger.document_numbers.find(issuer_id=issuer_id, year=year))[::-1]
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 0), pages - 1)
    others = [each for each in issuers_for(desk, person) if each != issuer_id]
    return {
        "issuer": issuer_name(desk, issuer_id),
        "issuer_id": issuer_id or 0,
        "code": code_of(desk.ledger, issuer_id),
        "year": year,
        "total": len(found),
        "cancelled": sum(each.cancelled_at is not None for each in found),
        "page": page,
        "pages": pages,
        "entries": [entry_facts(desk, each) for each in found[page * PAGE : (page + 1) * PAGE]],
        "others": [
            {"id": each or 0, "name": issuer_name(desk, each)}
            for each in others
            if each is None or desk.ledger.document_numbers.find(issuer_id=each, year=year)
        ],
    }


def entry_facts(desk: Desk, entry: DocumentNumber) -> dict[str, Plain]:
    """One number as it is listed."""
    return {
        "text": entry.text,
        "title": entry.title,
        "document": entry.document_id,
        "at": entry.taken_at.isoformat(),
        "signer": desk.ledger.people.get(entry.taken_by).name,
        "cancelled": entry.cancelled_at is not None,
        "reason": entry.reason,
    }
