"""退回修改: whoever reads or issues sends the draft back; who submitted it may take it back."""

from dataclasses import replace

from inspection.announce import to_person
from inspection.archive import Document, DocumentState
from inspection.desk import Desk
from inspection.ids import DocumentId
from inspection.issue_card import journal
from inspection.issuing import WAITING, may_return, require_task_open, task_of
from inspection.people import Person
from inspection.refusal import Refusal
from inspection.said import said


def return_document(desk: Desk, *, actor: Person, document_id: DocumentId, reason: str) -> Document:
    """Make a draft of it again and tell who submitted it why.

    Refusals: `task_closed`, `nothing_to_issue`, `not_of_issuer`, and those of `said`.
    """
    waiting = desk.ledger.documents.get(document_id)
    require_task_open(desk.ledger, waiting)
    if waiting.state not in WAITING:
        raise Refusal("nothing_to_issue", {"title": waiting.title})
    if not may_return(desk.ledger, actor, waiting):
        raise Refusal("not_of_issuer", {"issuer": waiting.facts.get("issuer") or ""})
    words = said(reason)
    returned = desk.ledger.documents.save(
        replace(waiting, state=DocumentState.DRAFT, submitted_by=None, reviewed_by=None)
    )
    journal(desk, actor, returned, verb="document_returned", reason=words)
    event = desk.ledger.last_event()
    if waiting.submitted_by is not None and waiting.submitted_by != actor.id:
        to_person(
            desk,
            waiting.submitted_by,
            "issue_returned",
            {"id": returned.id, "title": returned.title, "name": actor.name, "reason": words},
            dedupe=f"returned:{event.id}",
            task=task_of(desk.ledger, returned),
        )
    return returned
