"""签发: the head approves; the paper gets its number and day and changes no more."""

from inspection.archive import Document, DocumentState
from inspection.desk import Desk
from inspection.ids import DocumentId
from inspection.issued_version import issue_version
from inspection.issuing import lacking, require_issuable, require_other, require_signer
from inspection.numbering import next_number
from inspection.people import Person
from inspection.plan_number import require_plan_issuable
from inspection.refusal import Refusal
from inspection.signing import NUMBERED


def issue_document(
    desk: Desk, *, actor: Person, document_id: DocumentId, begin_with: str = ""
) -> Document:
    """Issue a reviewed draft: the next version, with number and 成文日期; print it at once.

    Refusals: those of `require_issuable`, `not_of_issuer`, `own_draft`, `nothing_to_issue`,
    `facts_missing`, those of `require_plan_issuable`, and those of `next_number`, which says
    what `begin_with` is.
    """
    ledger = desk.ledger
    draft = ledger.documents.get(document_id)
    require_issuable(ledger, draft)
    require_signer(ledger, actor, draft)
    require_other(actor, draft)
    if draft.state is not DocumentState.REVIEWED:
        raise Refusal("nothing_to_issue", {"title": draft.title})
    if lacking(draft):
        raise Refusal("facts_missing", {"title": draft.title, "missing": lacking(draft)})
    require_plan_issuable(desk, draft)
    numbered = draft.form in NUMBERED
    number = next_number(desk, draft.issuer_id, begin_with) if numbered else ""
    return issue_version(desk, draft, actor, number=number, day=desk.now.date())
