"""一份文书: the file itself, its PDF, the picture of its first page, a fresh draft."""

from bot.call import Call
from bot.papers_shown import send_document
from bot.router import router
from inspection.archive import Document
from inspection.ids import ChatId, DocumentId
from inspection.permissions import Deed
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.whose import About, permit_about


@router.button("document", Deed.LOOK, About.DOCUMENT)
def on_document(call: Call) -> None:
    """The .docx or .xlsx, printed if it never was."""
    send_document(call, _document(call))


@router.button("document_pdf", Deed.LOOK, About.DOCUMENT)
def on_pdf(call: Call) -> None:
    """📄 PDF."""
    send_pdf(call, _document(call))


@router.button("document_preview", Deed.LOOK, About.DOCUMENT)
def on_preview(call: Call) -> None:
    """🖼 预览."""
    send_preview(call, _document(call))


@router.button("document_public", Deed.LOOK, About.DOCUMENT)
def on_public(call: Call) -> None:
    """🌐 公开副本."""
    send_public(call, _document(call))


def send_public(call: Call, document: Document) -> None:
    """The copy that may be published goes to the private chat. Refusal `not_public`."""
    copy = call.backstage.public_copy(call.desk.ledger, document.id)
    private = ChatId(call.user_id)
    call.say("document_public", {"title": document.title}, to=private, file_id=copy.id)
    call.toast("sent_privately")


def send_pdf(call: Call, document: Document) -> None:
    """The PDF of a document follows in private. Refusal `no_pdf_here`."""
    _convert(call, document, "document_pdf", f"pdf:{document.id}")


def send_preview(call: Call, document: Document) -> None:
    """A picture of its first page follows in private. Refusal `no_pdf_here`."""
    _convert(call, document, "document_preview", f"preview:{document.id}")


def _convert(call: Call, document: Document, way: str, bundle: str) -> None:
    permit_about(call.desk.ledger, call.actor, Deed.LOOK, About.DOCUMENT, document.id)
    reason = call.backstage.cannot_convert()
    if reason:
        raise Refusal("no_pdf_here", {"reason": reason})
    facts: Facts = {"title": document.title, "version": document.version, "id": document.id}
    call.whisper(way, facts, bundle=bundle)
    call.toast("being_printed", {})


def _document(call: Call) -> Document:
    return call.desk.ledger.documents.get(DocumentId(call.number(0)))
