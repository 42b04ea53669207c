"""年度文书一览: the papers of the office for one year, and those that are due and not there."""

from inspection.archive import Document
from inspection.desk import Desk
from inspection.ids import DepartmentId
from inspection.issuing import FROZEN, left_open, state_words
from inspection.papers.register import OFFICE_PAPERS
from inspection.papers.writable import writable_year_papers
from inspection.people import Person
from inspection.permissions import Deed, permit_year
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal
from inspection.shelflist import Missing, due_facts


def year_documents(desk: Desk, year: int, reader: Person) -> list[Document]:
    """The year's papers that the person may read: in filing order, newest first, old ones last."""
    found = [
        document
        for document in desk.ledger.documents.find(task_id=None, year=year)
        if may_read(reader, document.issuer_id)
    ]
    newest = {(each.form, each.title): each.version for each in found}
    order = list(OFFICE_PAPERS)
    return sorted(
        found,
        key=lambda each: (
            newest[each.form, each.title] != each.version,
            order.index(each.form) if each.form in order else len(order),
            each.title,
            -each.version,
        ),
    )


def year_facts(desk: Desk, year: int, reader: Person, *, missing: Missing) -> Facts:
    """The list of one year as it is shown."""
    found = year_documents(desk, year, reader)
    papers = [
        each
        for each in writable_year_papers(desk, year)
        if may_read(reader, each.occasion.issuer_id)
    ]
    entries: list[Plain] = [
        {
            "id": document.id,
            "title": document.title,
            "version": document.version,
            "state": state_words(document),
            "issued": document.state in FROZEN,
            "issued_number": document.number,
            "missing": len(left_open(document, missing(document))),
        }
        for document in found
    ]
    return {
        "year": year,
        "entries": entries,
        "due": due_facts(papers),
        "more": sum(not each.lacking for each in papers),
    }


def may_read(reader: Person, issuer_id: DepartmentId | None) -> bool:
    """May the person see the papers of the year that this issuer writes (None: the office)."""
    try:
        permit_year(reader, Deed.LOOK, issuer_id, "")
    except Refusal:
        return False
    return True
