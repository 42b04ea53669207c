"""文书入账: a form's facts become the next version of a document."""

import hashlib
import json

from inspection.archive import Document
from inspection.desk import Desk
from inspection.ids import DepartmentId, PersonId, SubjectId
from inspection.plain import Facts
from inspection.tasks import InspectionTask


def facts_sha256(facts: Facts) -> str:
    """SHA-256 of the canonical text of the facts: same facts, same number."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def draft_document(
    desk: Desk,
    *,
    task: InspectionTask | None,
    form: str,
    title: str,
    facts: Facts,
    actor_id: PersonId | None,
    subject_id: SubjectId | None = None,
    issuer_id: DepartmentId | None = None,
    year: int | None = None,
) -> Document:
    """Enter a new version of a form; when the facts are those of the last version, return that.

    `form` is the Chinese key of the catalogue, `title` what people call this one (工作方案). The
    .docx is printed from the facts when somebody first needs it. A paper of the `year` has no
    task; its title names the year.
    """
    task_id = task.id if task else None
    earlier = [
        document
        for document in desk.ledger.documents.find(task_id=task_id, form=form, title=title)
        if document.subject_id == subject_id
    ]
    fingerprint = facts_sha256(facts)
    if earlier and earlier[-1].facts_sha256 == fingerprint:
        return earlier[-1]
    document = desk.ledger.documents.add(
        Document(
            task_id=task_id,
            form=form,
            title=title,
            subject_id=subject_id,
            issuer_id=issuer_id,
            year=year,
            version=len(earlier) + 1,
            facts=facts,
            facts_sha256=fingerprint,
            created_by=actor_id,
            created_at=desk.now,
        )
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor_id,
        task_id=task_id,
        verb="document_drafted",
        facts={"form": form, "title": title, "version": document.version, "sha256": fingerprint},
    )
    return document
