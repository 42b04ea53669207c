"""签发件: the version of a paper that bears number and day and changes no more."""

from dataclasses import replace
from datetime import date

from inspection.archive import Document, DocumentState
from inspection.desk import Desk
from inspection.filing import facts_sha256
from inspection.ids import UNSAVED, DocumentId
from inspection.issue_card import journal, tell_issued
from inspection.issuing import FROZEN, versions_of
from inspection.numbering import enter_number, give_code
from inspection.people import Person
from inspection.plain import Facts
from inspection.snapshots.common import date_words


def issue_version(
    desk: Desk, draft: Document, actor: Person, *, number: str, day: date
) -> Document:
    """Enter the issued version of the latest draft; number and `day` (成文日期) are given.

    The draft stays as 底稿, an earlier issued version as 旧版; what a 更正通知 speaks of is marked.
    A `number` ("" for a form without one) is entered into the register of its issuer and year.
    """
    ledger = desk.ledger
    earlier = versions_of(ledger, draft)[:-1]
    issued = ledger.documents.add(_issued(desk, draft, actor, number, day))
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


def keep_code(desk: Desk, document: Document, actor: Person, code: str) -> str:
    """Keep the 机关代字 of the document's issuer for all its numbers to come.

    Refusals: those of `give_code`.
    """
    kept = give_code(desk, document.issuer_id, code)
    journal(desk, actor, document, verb="number_code_given", code=kept)
    return kept


def _issued(desk: Desk, draft: Document, actor: Person, number: str, day: date) -> Document:
    facts = _issued_facts(draft.facts, number, date_words(day))
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


def _issued_facts(draft: Facts, number: str, day: str) -> Facts:
    """The draft's facts without the mark of a draft, with number and day."""
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
