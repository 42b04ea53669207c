"""送核: a draft goes to a colleague for review, or straight to the head where there is none."""

from dataclasses import replace

from inspection.archive import Document, DocumentState
from inspection.desk import Desk
from inspection.ids import DocumentId
from inspection.issue_card import ask_to_issue, journal
from inspection.issuing import (
    WAITING,
    lacking,
    require_drafter,
    require_issuable,
    reviewers_of,
    signers_of,
)
from inspection.people import Person
from inspection.refusal import Refusal


def submit_document(desk: Desk, *, actor: Person, document_id: DocumentId) -> Document:
    """Send a printed draft for review; its reader, or the head, is asked in private.

    Refusals: those of `require_issuable`, `not_of_issuer`, `draft_under_review`,
    `draft_not_printed`, `facts_missing` with their names, `no_other_signer` where nobody but the
    submitter may issue.
    """
    draft = desk.ledger.documents.get(document_id)
    require_issuable(desk.ledger, draft)
    require_drafter(desk.ledger, actor, draft)
    if draft.state in WAITING:
        raise Refusal("draft_under_review", {"title": draft.title})
    if draft.file_id is None:
        raise Refusal("draft_not_printed", {"title": draft.title})
    if lacking(draft):
        raise Refusal("facts_missing", {"title": draft.title, "missing": lacking(draft)})
    submitted = replace(draft, submitted_by=actor.id, reviewed_by=None)
    if not signers_of(desk.ledger, submitted):
        raise Refusal("no_other_signer", {"issuer": draft.facts.get("issuer") or ""})
    readers = reviewers_of(desk.ledger, submitted)
    state = DocumentState.SUBMITTED if readers else DocumentState.REVIEWED
    submitted = desk.ledger.documents.save(replace(submitted, state=state))
    journal(desk, actor, submitted, verb="document_submitted", reviewed=not readers)
    ask_to_issue(desk, submitted, readers or signers_of(desk.ledger, submitted))
    return submitted
