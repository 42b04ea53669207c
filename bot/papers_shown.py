"""Showing papers: the lists of a task and of a year, and one paper on its way to a person."""

from bot.call import Call
from inspection.archive import Document
from inspection.issuing import FROZEN, needs_issue, state_words
from inspection.permissions import Deed
from inspection.plain import Facts
from inspection.shelflist import ALL, list_facts
from inspection.signing import PUBLISHED
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
    pages = call.backstage.pages(file)
    call.whisper("document", document_facts(printed, pages, new), document_id=document.id)
    call.toast("sent_privately")


def document_facts(document: Document, pages: int | None, new: bool | None = None) -> Facts:
    """What the message says that carries a paper."""
    return {
        "id": document.id,
        "title": document.title,
        "version": document.version,
        "state": state_words(document),
        "issued": document.state in FROZEN,
        "number": document.number,
        "to_be_issued": needs_issue(document),
        "public": document.form in PUBLISHED,
        "missing": list(document.missing),
        "pages": pages,
        "new": new,
    }
