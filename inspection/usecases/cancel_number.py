"""作废: an issued document is cancelled; its number stays in the register with the reason."""

from dataclasses import replace

from inspection.announce import to_person
from inspection.archive import Document, DocumentState
from inspection.desk import Desk
from inspection.ids import DocumentId
from inspection.issue_card import cancelled_facts, journal, tell_group
from inspection.issuing import require_signer, require_task_open, task_of
from inspection.numbering import strike_number
from inspection.people import Person
from inspection.refusal import Refusal
from inspection.said import said


def cancel_number(desk: Desk, *, actor: Person, document_id: DocumentId, reason: str) -> Document:
    """Cancel an issued document and its number for good; the file stays to be seen.

    Refusals: `task_closed`, `not_of_issuer`, `not_issued`, and those of `said`.
    """
    issued = desk.ledger.documents.get(document_id)
    require_task_open(desk.ledger, issued)
    require_signer(desk.ledger, actor, issued)
    if issued.state not in (DocumentState.ISSUED, DocumentState.CORRECTED):
        raise Refusal("not_issued", {"title": issued.title})
    words = said(reason)
    cancelled = desk.ledger.documents.save(replace(issued, state=DocumentState.CANCELLED))
    strike_number(desk, cancelled, actor.id, words)
    journal(desk, actor, cancelled, verb="document_cancelled", reason=words)
    event = desk.ledger.last_event()
    facts = cancelled_facts(cancelled, actor, words)
    if issued.submitted_by is not None and issued.submitted_by != actor.id:
        to_person(
            desk,
            issued.submitted_by,
            "document_cancelled",
            facts,
            dedupe=f"cancelled:{event.id}",
            task=task_of(desk.ledger, cancelled),
        )
    tell_group(desk, cancelled, "document_cancelled", facts, dedupe=f"cancelled:{event.id}")
    return cancelled
