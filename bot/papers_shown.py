"""Showing papers: the lists of a task and of a year, and one paper on its way to a person."""

from bot.call import Call
from inspection.archive import Document
from inspection.issue_card import waits_for
from inspection.issuing import FROZEN, is_latest, left_open, needs_issue, state_words
from inspection.papers.register import OFFICE_PAPERS, TASK_PAPERS
from inspection.papers.writable import by_its_step_only
from inspection.permissions import Deed
from inspection.plain import Facts
from inspection.shelflist import ALL, list_facts
from inspection.signing import PUBLISHED, Signing, signing_of
from inspection.standing_in import permit_here
from inspection.tasks import InspectionTask
from inspection.year_shelf import year_facts


def show_list(call: Call, task: InspectionTask, page: int = 0, view: str = ALL) -> None:
    """One page of a task's papers; in a group only what is public."""
    permit_here(call.desk.ledger, call.actor, Deed.LOOK, task)
    public = not call.private
    missing = call.backstage.missing
    facts = list_facts(call.desk, task, missing=missing, public_only=public, page=page, view=view)
    call.show("documents_public" if public else "documents", facts)


def show_year(call: Call, year: int) -> None:
    """The papers of a year that the person may read, in the private chat."""
    facts = year_facts(call.desk, year, call.actor, missing=call.backstage.missing)
    if call.private:
        call.show("year_documents", facts)
    else:
        call.whisper("year_documents", facts)
        call.toast("sent_privately")


def send_document(call: Call, document: Document, *, new: bool | None = None) -> None:
    """The paper itself goes to the private chat, printed if it never was.

    `new` says of a paper just asked to be drafted whether that made a new version.
    """
    printed, file = call.backstage.print_document(call.desk.ledger, document.id)
    facts = _document_facts(call, printed, call.backstage.pages(file), new)
    call.whisper("document", facts, document_id=document.id)
    call.toast("sent_privately")


def _document_facts(call: Call, document: Document, pages: int | None, new: bool | None) -> Facts:
    """What the message says that carries a paper."""
    changes = document.state not in FROZEN and is_latest(call.desk.ledger, document)
    left = call.backstage.open_facts(document.form, document.facts) if changes else ()
    return {
        "id": document.id,
        "title": document.title,
        "version": document.version,
        "state": state_words(document),
        "issued": document.state in FROZEN,
        "number": document.number,
        "to_be_issued": needs_issue(document),
        "public": document.form in PUBLISHED,
        "missing": list(left_open(document, document.missing)),
        "open": len(left),
        "can_redraft": changes and _can_redraft(document),
        "hand": _hand(document),
        "waits_for": waits_for(call.desk, document),
        "pages": pages,
        "new": new,
    }


def _can_redraft(document: Document) -> bool:
    """Is there something by which it could be written anew."""
    return document.form in OFFICE_PAPERS or (
        document.form in TASK_PAPERS and not by_its_step_only(document.form)
    )


def _hand(document: Document) -> str:
    """Whose hand comes next: of a paper to be issued its state, else how it is signed."""
    signing = signing_of(document.form)
    return document.state.value if signing is Signing.ISSUED else signing.value
