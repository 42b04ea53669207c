"""补填: somebody states a fact that the ledger does not know, for a paper and its later drafts."""

from dataclasses import replace

from inspection.archive import Document
from inspection.desk import Desk
from inspection.ids import DocumentId
from inspection.issuing import FROZEN, number_of, versions_of
from inspection.people import Person
from inspection.permissions import Deed
from inspection.refusal import Refusal
from inspection.said import said
from inspection.stated_facts import OpenFact, StatedFact, value_at
from inspection.whose import About, permit_about

MOST = 300
"""Characters a stated fact may have."""


def state_fact(
    desk: Desk, *, actor: Person, document_id: DocumentId, fact: OpenFact, text: str
) -> StatedFact:
    """Keep what was said; the paper has it from its next draft on (see `fill_paper`).

    What the ledger knows is not overruled; what was stated before may be stated anew. Refusals:
    those of permission, `already_issued`, `fact_known`, `fact_number_wanted`, `fact_choice_wanted`,
    `reason_missing`, `text_too_long`.
    """
    ledger = desk.ledger
    permit_about(ledger, actor, Deed.DRAFT, About.DOCUMENT, document_id)
    paper = versions_of(ledger, ledger.documents.get(document_id))[-1]
    if paper.state in FROZEN:
        facts = {"title": paper.title, "number": number_of(ledger, paper)}
        raise Refusal("already_issued", facts)
    words = _fitting(fact, said(text, most=MOST))
    earlier = ledger.stated_facts.one(**_line(paper), path=fact.path)
    known = value_at(paper.facts, fact.path)
    if earlier is None and known not in (None, ""):
        raise Refusal("fact_known", {"label": fact.label, "value": str(known)})
    stated = StatedFact(
        task_id=paper.task_id,
        form=paper.form,
        title=paper.title,
        subject_id=paper.subject_id,
        path=fact.path,
        text=words,
        numeric=fact.numeric,
        stated_by=actor.id,
        stated_at=desk.now,
    )
    shelf = ledger.stated_facts
    kept = shelf.save(replace(stated, id=earlier.id)) if earlier else shelf.add(stated)
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=paper.task_id,
        verb="fact_stated",
        facts={"title": paper.title, "label": fact.label},
    )
    return kept


def _fitting(fact: OpenFact, words: str) -> str:
    """The words as the fact takes them."""
    if fact.numeric and not (words.isdecimal() and len(words) <= 9):
        raise Refusal("fact_number_wanted", {"label": fact.label})
    if fact.choices and words not in fact.choices:
        raise Refusal("fact_choice_wanted", {"label": fact.label, "choices": list(fact.choices)})
    return str(int(words)) if fact.numeric else words


def _line(paper: Document) -> dict[str, object]:
    """What tells one paper from another, whatever its version."""
    return {
        "task_id": paper.task_id,
        "form": paper.form,
        "title": paper.title,
        "subject_id": paper.subject_id,
    }
