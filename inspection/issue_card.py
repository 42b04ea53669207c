"""签发单: what a reader or head sees of a draft, and who is told of each step."""

from inspection.announce import to_group, to_person
from inspection.archive import Document
from inspection.desk import Desk
from inspection.ids import PersonId
from inspection.issuing import (
    changeable,
    lacking,
    may_cancel,
    may_correct,
    may_issue,
    may_return,
    may_review,
    may_submit,
    number_of,
    pending_issues,
    reviewers_of,
    signers_of,
    state_words,
    submittable,
    task_of,
)
from inspection.numbering import next_number
from inspection.people import Person
from inspection.plain import Facts, Plain
from inspection.posting import Priority
from inspection.refusal import Refusal
from inspection.signing import NUMBERED

IN_THE_GROUP = frozenset({"吹哨通知", "工作方案", "工作总结", "会商会议通知"})
"""Forms that the whole team works by: the group is told when one is issued or cancelled."""

_FRONT = ("background", "goal", "topic", "overview", "text", "summary")
_LONGEST = 160
_LISTED = 6


def journal(desk: Desk, actor: Person, document: Document, *, verb: str, **more: Plain) -> None:
    """Record a step of a document: what it is, its version and number."""
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=document.task_id,
        verb=verb,
        facts={
            "document": document.id,
            "title": document.title,
            "version": document.version,
            "number": document.number,
            **more,
        },
    )


def card_facts(desk: Desk, document: Document, person: Person) -> Facts:
    """The card of a document for one person: page one in short, its state, what they may do."""
    ledger = desk.ledger
    task = task_of(ledger, document)
    return {
        "id": document.id,
        "title": document.title,
        "form": document.form,
        "task": task.name if task else "",
        "version": document.version,
        "state": state_words(document),
        "issuer": str(document.facts.get("issuer") or ""),
        "recipients": _recipients(document),
        "front": _front(document),
        "number": number_of(ledger, document) or _number_ahead(desk, document),
        "given": bool(document.number),
        "numbered": document.form in NUMBERED,
        "missing": list(lacking(document)),
        "submitted_by": _name(desk, document.submitted_by),
        "reviewed_by": _name(desk, document.reviewed_by),
        "issued_by": _name(desk, document.issued_by),
        "issued_at": document.issued_at.isoformat() if document.issued_at else None,
        "waits_for": waits_for(desk, document),
        "may": {
            "submit": may_submit(ledger, person, document),
            "review": may_review(ledger, person, document),
            "issue": may_issue(ledger, person, document),
            "give_back": may_return(ledger, person, document),
            "own": document.submitted_by == person.id,
            "correct": may_correct(ledger, person, document),
            "cancel": may_cancel(ledger, person, document),
        },
    }


def listed_facts(desk: Desk, person: Person) -> Facts:
    """What waits for a person, what they may submit, what their issuers issued last."""
    waiting = pending_issues(desk, person)
    drafts = submittable(desk, person)
    issued = changeable(desk, person)
    return {
        "name": person.name,
        "waiting": [_line(desk, each) for each in waiting[:_LISTED]],
        "more_waiting": max(0, len(waiting) - _LISTED),
        "drafts": [_line(desk, each) for each in drafts[-_LISTED:][::-1]],
        "issued": [_line(desk, each) for each in issued[-_LISTED:][::-1]],
    }


def ask_to_issue(desk: Desk, document: Document, people: list[Person]) -> None:
    """Put the card and the draft before everyone who may take the next step."""
    for person in people:
        to_person(
            desk,
            person.id,
            "issue_card",
            card_facts(desk, document, person),
            dedupe=f"issue:{document.id}:{document.state.value}:{desk.now.isoformat()}",
            priority=Priority.WHISTLE,
            document_id=document.id,
            task=task_of(desk.ledger, document),
        )


def tell_issued(desk: Desk, issued: Document, actor: Person) -> None:
    """The issued paper goes to who wrote and read it; the group is told where all work by it."""
    facts = issued_facts(desk, issued)
    for person_id in {issued.submitted_by, issued.reviewed_by} - {None, actor.id}:
        assert person_id is not None
        to_person(
            desk,
            person_id,
            "document_issued",
            facts,
            dedupe=f"issued:{issued.id}",
            document_id=issued.id,
            task=task_of(desk.ledger, issued),
        )
    tell_group(desk, issued, "issued_in_group", facts, dedupe=f"issued:{issued.id}")


def tell_group(desk: Desk, document: Document, kind: str, facts: Facts, *, dedupe: str) -> None:
    """Tell the task's group of a paper that the whole team works by; the paper goes in private.

    A 更正通知 is told where the paper it corrects was.
    """
    task = task_of(desk.ledger, document)
    form = document.form
    if document.corrects_id is not None:
        form = desk.ledger.documents.get(document.corrects_id).form
    if task is not None and form in IN_THE_GROUP:
        to_group(desk, task, kind, facts, dedupe=dedupe)


def issued_facts(desk: Desk, issued: Document) -> Facts:
    """What is said of an issued document. Nothing personal."""
    return {
        "id": issued.id,
        "title": issued.title,
        "number": issued.number,
        "issuer": str(issued.facts.get("issuer") or ""),
        "signer": _name(desk, issued.issued_by),
        "day": str(issued.facts.get("issue_date") or ""),
    }


def cancelled_facts(cancelled: Document, actor: Person, reason: str) -> Facts:
    """What is said of a cancelled document."""
    return {
        "title": cancelled.title,
        "number": cancelled.number,
        "name": actor.name,
        "reason": reason,
    }


def _line(desk: Desk, document: Document) -> dict[str, Plain]:
    task = task_of(desk.ledger, document)
    return {
        "id": document.id,
        "title": document.title,
        "task": task.name if task else "",
        "number": document.number,
        "state": state_words(document),
        "version": document.version,
        "missing": len(lacking(document)),
    }


def _recipients(document: Document) -> list[Plain]:
    found = document.facts.get("recipients") or document.facts.get("recipient") or []
    return list(found) if isinstance(found, list) else [str(found)]


def _front(document: Document) -> str:
    """The first words of the text, as page one begins."""
    for key in _FRONT:
        found = document.facts.get(key)
        if isinstance(found, str) and found:
            return found if len(found) <= _LONGEST else found[: _LONGEST - 1] + "…"
    return ""


def _number_ahead(desk: Desk, document: Document) -> str:
    """The number it would get now; "" for a form without, or while the 机关代字 is unknown."""
    if document.form not in NUMBERED:
        return ""
    try:
        return next_number(desk, document.issuer_id)
    except Refusal:
        return ""


def waits_for(desk: Desk, document: Document) -> list[Plain]:
    """The names of those who may read or issue a submitted draft."""
    people = {
        "submitted": reviewers_of,
        "reviewed": signers_of,
    }.get(document.state.value)
    return [person.name for person in people(desk.ledger, document)] if people else []


def _name(desk: Desk, person_id: PersonId | None) -> str:
    return desk.ledger.people.get(person_id).name if person_id is not None else ""
