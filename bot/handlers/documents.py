"""/wenshu 文书: the documents of a task; one press brings one into the private chat."""

from bot.call import Call
from bot.router import router
from inspection.archive import Document
from inspection.ids import DocumentId, TaskId
from inspection.permissions import Deed
from inspection.plain import Facts
from inspection.shelflist import list_facts
from inspection.standing_in import permit_here
from inspection.tasks import InspectionTask
from inspection.whose import About


@router.verb("documents", Deed.LOOK)
def on_documents(call: Call) -> None:
    """The list; in a group only what is public."""
    task = call.task()
    permit_here(call.desk.ledger, call.actor, Deed.LOOK, task)
    _list(call, task, 0)


@router.button("documents_page", Deed.LOOK, About.TASK)
def on_page(call: Call) -> None:
    """Another page of the list."""
    _list(call, _task(call), call.number(1))


@router.button("documents_private", Deed.LOOK, About.TASK)
def on_private(call: Call) -> None:
    """The whole list, in the private chat."""
    facts = list_facts(call.desk, _task(call))
    call.whisper("documents", facts)
    call.toast("sent_privately")


@router.button("document", Deed.LOOK, About.DOCUMENT)
def on_document(call: Call) -> None:
    """One document, printed if it never was."""
    document = call.desk.ledger.documents.get(DocumentId(call.number(0)))
    printed, _ = call.backstage.print_document(call.desk.ledger, document.id)
    call.whisper("document", _document_facts(printed), document_id=document.id)
    call.toast("sent_privately")


@router.button("documents_zip", Deed.LOOK, About.TASK)
def on_zip(call: Call) -> None:
    """All documents in one .zip."""
    task = _task(call)
    facts = list_facts(call.desk, task)
    call.whisper(
        "documents_zip",
        {"task": task.name, "total": facts["total"]},
        bundle=f"documents:{task.id}",
    )
    call.toast("sent_privately")


def _task(call: Call) -> InspectionTask:
    task = call.desk.ledger.tasks.get(TaskId(call.number(0)))
    permit_here(call.desk.ledger, call.actor, Deed.LOOK, task)
    return task


def _list(call: Call, task: InspectionTask, page: int) -> None:
    facts = list_facts(call.desk, task, public_only=not call.private, page=page)
    call.show("documents" if call.private else "documents_public", facts)


def _document_facts(document: Document) -> Facts:
    return {
        "title": document.title,
        "version": document.version,
        "draft": bool(document.facts.get("draft", False)),
        "missing": list(document.missing),
    }
