"""签发 in words (R6): /qianfa 12 同意, /qianfa 12 退回 原因, /qianfa 文号 2026."""

from collections.abc import Callable

from bot.call import Call
from bot.issue_shown import give_issued, show_card
from bot.numbers_shown import show_numbers
from inspection.archive import Document
from inspection.permissions import Deed, permit_role
from inspection.refusal import Refusal
from inspection.usecases.cancel_number import cancel_number
from inspection.usecases.correct_document import correct_document
from inspection.usecases.give_number_code import give_number_code
from inspection.usecases.return_document import return_document
from inspection.usecases.review_document import review_document
from inspection.usecases.submit_document import submit_document
from inspection.whose import About, permit_about

NUMBERS = "文号"
Act = Callable[[Call, Document, str], None]


def said_of_document(call: Call) -> None:
    """The number of a document, then what to do with it and why; or 文号 for the register.

    Refusal `issue_words`.
    """
    first, *rest = call.args
    if first == NUMBERS:
        show_numbers(call, tuple(rest))
        return
    if not first.isdecimal() or len(first) > 9:
        raise Refusal("issue_words", {"said": call.text[:40]})
    found = call.desk.ledger.documents.find(id=int(first))
    if not found:
        raise Refusal("issue_words", {"said": call.text[:40]})
    deed, act = _ACTS.get(rest[0] if rest else "", (None, None))
    if deed is None or act is None:
        raise Refusal("issue_words", {"said": call.text[:40]})
    permit_role(call.actor, deed)
    permit_about(call.desk.ledger, call.actor, deed, About.DOCUMENT, int(first))
    act(call, found[0], " ".join(rest[1:]))


def _submit(call: Call, document: Document, _words: str) -> None:
    call.backstage.print_document(call.desk.ledger, document.id)
    show_card(call, submit_document(call.desk, actor=call.actor, document_id=document.id))


def _review(call: Call, document: Document, _words: str) -> None:
    show_card(call, review_document(call.desk, actor=call.actor, document_id=document.id))


def _issue(call: Call, document: Document, words: str) -> None:
    give_issued(call, document, words)


def _return(call: Call, document: Document, words: str) -> None:
    key = document.id
    show_card(call, return_document(call.desk, actor=call.actor, document_id=key, reason=words))


def _correct(call: Call, document: Document, words: str) -> None:
    key = document.id
    show_card(call, correct_document(call.desk, actor=call.actor, document_id=key, text=words))


def _cancel(call: Call, document: Document, words: str) -> None:
    key = document.id
    show_card(call, cancel_number(call.desk, actor=call.actor, document_id=key, reason=words))


def _show(call: Call, document: Document, _words: str) -> None:
    show_card(call, document)


def _code(call: Call, document: Document, words: str) -> None:
    give_number_code(call.desk, actor=call.actor, document_id=document.id, code=words)
    show_card(call, document)


_ACTS: dict[str, tuple[Deed, Act]] = {
    "": (Deed.LOOK, _show),
    "送核": (Deed.SUBMIT_DOCUMENT, _submit),
    "核稿": (Deed.SUBMIT_DOCUMENT, _review),
    "同意": (Deed.ISSUE_DOCUMENT, _issue),
    "退回": (Deed.RETURN_DOCUMENT, _return),
    "撤回": (Deed.RETURN_DOCUMENT, _return),
    "代字": (Deed.ISSUE_DOCUMENT, _code),
    "更正": (Deed.SUBMIT_DOCUMENT, _correct),
    "作废": (Deed.ISSUE_DOCUMENT, _cancel),
}
