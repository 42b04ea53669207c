"""补填成稿: what was stated for a paper becomes its next version."""

from inspection.archive import Document
from inspection.desk import Desk
from inspection.filing import draft_document, stated_for
from inspection.ids import DocumentId
from inspection.issuing import versions_of
from inspection.people import Person
from inspection.permissions import Deed
from inspection.stated_facts import filled
from inspection.whose import About, permit_about


def fill_paper(desk: Desk, *, actor: Person, document_id: DocumentId) -> Document:
    """The newest version with everything stated for it; itself when that changes nothing.

    Refusals: those of permission.
    """
    ledger = desk.ledger
    permit_about(ledger, actor, Deed.DRAFT, About.DOCUMENT, document_id)
    paper = versions_of(ledger, ledger.documents.get(document_id))[-1]
    return draft_document(
        desk,
        task=ledger.tasks.get(paper.task_id) if paper.task_id is not None else None,
        form=paper.form,
        title=paper.title,
        facts=filled(paper.facts, stated_for(ledger, paper), over=True),
        actor_id=actor.id,
        subject_id=paper.subject_id,
        issuer_id=paper.issuer_id,
        year=paper.year,
    )
