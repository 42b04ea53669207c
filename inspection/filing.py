"""文书入账: a form's facts become the next version of a document."""

import hashlib
import json
from dataclasses import replace

from inspection.archive import Document, DocumentState
from inspection.desk import Desk
from inspection.ids import DepartmentId, PersonId, SubjectId
from inspection.ledger import Ledger
from inspection.plain import Facts
from inspection.signing import Signing, signing_of
from inspection.stated_facts import StatedFact, filled
from inspection.tasks import InspectionTask

_OF_THE_ISSUE = ("draft", "document_number", "issue_date", "imprint")
"""Facts by which an issued paper differs from the draft of the day before."""


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
    """Enter a new version of a form; when the last version, issued or not, says the same, that.

    An issued document is never touched; a draft under review is a draft again once a later one is
    there. A form that nobody issues is finished as it is written (定稿).

    `form` is the Chinese key of the catalogue, `title` what people call this one (工作方案). The
    .docx is printed from the facts when somebody first needs it. A paper of the `year` has no
    task; its title names the year. What a clerk stated for the paper fills what is still open.
    """
    task_id = task.id if task else None
    earlier = [
        document
        for document in desk.ledger.documents.find(task_id=task_id, form=form, title=title)
        if document.subject_id == subject_id
    ]
    to_be_issued = signing_of(form) is Signing.ISSUED
    if earlier and (stated := stated_for(desk.ledger, earlier[-1])):
        facts = filled(facts, stated)
    facts = facts if to_be_issued else {**facts, "draft": False}
    fingerprint = facts_sha256(facts)
    if earlier and (earlier[-1].facts_sha256 == fingerprint or _issued_so(earlier[-1], facts)):
        return earlier[-1]
    if earlier and earlier[-1].state in (DocumentState.SUBMITTED, DocumentState.REVIEWED):
        desk.ledger.documents.save(replace(earlier[-1], state=DocumentState.DRAFT))
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
            state=DocumentState.DRAFT if to_be_issued else DocumentState.FINAL,
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


def stated_for(ledger: Ledger, paper: Document) -> tuple[StatedFact, ...]:
    """What was stated for this paper, whatever its version."""
    return ledger.stated_facts.find(
        task_id=paper.task_id, form=paper.form, title=paper.title, subject_id=paper.subject_id
    )


def still_says(ledger: Ledger, issued: Document, facts: Facts) -> bool:
    """Whether an issued paper would be written today with the same words."""
    return _issued_so(issued, filled(facts, stated_for(ledger, issued)))


def _issued_so(last: Document, facts: Facts) -> bool:
    """Was the last version issued with just these words."""
    return last.state in (DocumentState.ISSUED, DocumentState.CORRECTED) and all(
        last.facts.get(key) == facts.get(key)
        for key in {*last.facts, *facts}
        if key not in _OF_THE_ISSUE
    )
