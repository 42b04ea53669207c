"""核稿: a colleague has read the draft; it goes to the head."""

from dataclasses import replace

from inspection.archive import Document, DocumentState
from inspection.desk import Desk
from inspection.ids import DocumentId
from inspection.issue_card import ask_to_issue, journal
from inspection.issuing import require_drafter, require_issuable, require_other, signers_of
from inspection.people import Person
from inspection.refusal import Refusal


def review_document(desk: Desk, *, actor: Person, document_id: DocumentId) -> Document:
    """Pass a submitted draft on to those who issue; they are asked in private.

    Refusals: those of `require_issuable`, `not_of_issuer`, `own_draft`, `nothing_to_issue`.
    """
    draft = desk.ledger.documents.get(document_id)
    require_issuable(desk.ledger, draft)
    require_drafter(desk.ledger, actor, draft)
    require_other(actor, draft)
    if draft.state is not DocumentState.SUBMITTED:
        raise Refusal("nothing_to_issue", {"title": draft.title})
    reviewed = desk.ledger.documents.save(
        replace(draft, state=DocumentState.REVIEWED, reviewed_by=actor.id)
    )
    journal(desk, actor, reviewed, verb="document_reviewed")
    ask_to_issue(desk, reviewed, signers_of(desk.ledger, reviewed))
    return reviewed
