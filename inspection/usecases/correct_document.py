"""更正: an issued document is not changed; a notice says what in it is to be read otherwise."""

from dataclasses import replace

from inspection.archive import Document, DocumentState
from inspection.desk import Desk
from inspection.filing import draft_document
from inspection.ids import DocumentId
from inspection.issuing import require_drafter, require_task_open, task_of
from inspection.people import Person
from inspection.refusal import Refusal
from inspection.said import said
from inspection.snapshots.correction_notice import correction_notice_facts

FORM = "更正通知"


def correct_document(desk: Desk, *, actor: Person, document_id: DocumentId, text: str) -> Document:
    """Draft a 更正通知 for an issued document; it is submitted and issued like any other draft.

    Refusals: `task_closed`, `not_of_issuer`, `not_issued`, and those of `said`.
    """
    issued = desk.ledger.documents.get(document_id)
    require_task_open(desk.ledger, issued)
    require_drafter(desk.ledger, actor, issued)
    if issued.state is not DocumentState.ISSUED:
        raise Refusal("not_issued", {"title": issued.title})
    notice = draft_document(
        desk,
        task=task_of(desk.ledger, issued),
        form=FORM,
        title=f"{FORM}（{issued.title}）",
        facts=correction_notice_facts(desk, issued, said(text), actor),
        actor_id=actor.id,
        subject_id=issued.subject_id,
        issuer_id=issued.issuer_id,
        year=issued.year,
    )
    return desk.ledger.documents.save(replace(notice, corrects_id=issued.id))
