"""签发: the head approves; the paper gets its number and day and changes no more."""

from dataclasses import replace

from inspection.archive import Document, DocumentState
from inspection.desk import Desk
from inspection.filing import facts_sha256
from inspection.ids import UNSAVED, DocumentId
from inspection.issue_card import journal, tell_issued
from inspection.issuing import (
    FROZEN,
    lacking,
    require_issuable,
    require_other,
    require_signer,
    versions_of,
)
from inspection.numbering import enter_number, next_number
from inspection.people import Person
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.signing import NUMBERED
from inspection.snapshots.common import date_words


def issue_document(
    desk: Desk, *, actor: Person, document_id: DocumentId, begin_with: str = ""
) -> Document:
    """Issue a reviewed draft: the next version, with number and 成文日期; print it at once.

    The draft stays as 底稿, an earlier issued version as 旧版; what a 更正通知 speaks of is marked.
    Refusals: those of `require_issuable`, `not_of_issuer`, `own_draft`, `nothing_to_issue`,
    `facts_missing`, and those of `next_number`, which says what `begin_with` is.
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
    numbered = draft.form in NUMBERED
    number = next_number(desk, draft.issuer_id, begin_with) if numbered else ""
    earlier = versions_of(ledger, draft)[:-1]
    issued = ledger.documents.add(_issued(desk, draft, actor, number))
    if number:
        enter_number(desk, issued, actor.id)
    ledger.documents.save(replace(draft, state=DocumentState.MANUSCRIPT))
    for each in earlier:
        if each.state is DocumentState.ISSUED:
            ledger.documents.save(replace(each, state=DocumentState.REPLACED))
    if draft.corrects_id is not None:
        _mark_corrected(desk, draft.corrects_id)
    journal(
        desk,
        actor,
        issued,
        verb="document_issued",
        form=issued.form,
        sha256=issued.facts_sha256,
        draft_sha256=draft.facts_sha256,
    )
    tell_issued(desk, issued, actor)
    return issued


def _issued(desk: Desk, draft: Document, actor: Person, number: str) -> Document:
    facts = _issued_facts(desk, draft.facts, number)
    return replace(
        draft,
        id=DocumentId(UNSAVED),
        version=draft.version + 1,
        facts=facts,
        facts_sha256=facts_sha256(facts),
        created_at=desk.now,
        missing=(),
        file_id=None,
        file_name="",
        template_sha256="",
        state=DocumentState.ISSUED,
        issued_by=actor.id,
        issued_at=desk.now,
        number=number,
    )


def _issued_facts(desk: Desk, draft: Facts, number: str) -> Facts:
    """The draft's facts without the mark of a draft, with number and day."""
    day = date_words(desk.now.date())
    facts: Facts = {**draft, "draft": False, "issue_date": day}
    if number:
        facts["document_number"] = number
    imprint = draft.get("imprint")
    if isinstance(imprint, dict):
        facts["imprint"] = {**imprint, "date": day}
    return facts


def _mark_corrected(desk: Desk, corrected_id: DocumentId) -> None:
    corrected = desk.ledger.documents.get(corrected_id)
    if corrected.state in FROZEN and corrected.state is not DocumentState.CANCELLED:
        desk.ledger.documents.save(replace(corrected, state=DocumentState.CORRECTED))
