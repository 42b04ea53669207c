"""/qianfa 签发: drafts that wait; 送核、核稿、签发、退回、更正、作废 of one."""

from bot.call import Call
from bot.handlers.issue_words import said_of_document
from bot.issue_shown import give_issued, show_card, show_list
from bot.router import router
from inspection.archive import Document
from inspection.ids import DocumentId
from inspection.issue_card import card_facts
from inspection.numbering import is_whole_number, read_number
from inspection.permissions import Deed
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.usecases.cancel_number import cancel_number
from inspection.usecases.correct_document import correct_document
from inspection.usecases.give_number_code import give_number_code
from inspection.usecases.return_document import return_document
from inspection.usecases.review_document import review_document
from inspection.usecases.submit_document import submit_document
from inspection.whose import About


@router.verb("issue", Deed.LOOK, About.NOTHING)
def on_issue(call: Call) -> None:
    """What waits, what may be submitted, what was issued; words behind do what buttons do (R6)."""
    if not call.private:
        call.say("look_in_private", {"name": call.actor.name})
    if call.args and not call.pressed:
        said_of_document(call)
    else:
        show_list(call)


@router.button("issue_open", Deed.LOOK, About.DOCUMENT)
def on_open(call: Call) -> None:
    """The card of one document."""
    show_card(call, _document(call))


@router.button("issue_submit", Deed.SUBMIT_DOCUMENT, About.DOCUMENT)
def on_submit(call: Call) -> None:
    """送核."""
    call.backstage.print_document(call.desk.ledger, _document(call).id)
    show_card(call, submit_document(call.desk, actor=call.actor, document_id=_document(call).id))


@router.button("issue_review", Deed.SUBMIT_DOCUMENT, About.DOCUMENT)
def on_review(call: Call) -> None:
    """核稿通过."""
    show_card(call, review_document(call.desk, actor=call.actor, document_id=_document(call).id))


@router.button("issue_yes", Deed.ISSUE_DOCUMENT, About.DOCUMENT)
def on_yes(call: Call) -> None:
    """同意签发; asks for the 机关代字 first where nobody told it."""
    document = _document(call)
    try:
        give_issued(call, document)
    except Refusal as refusal:
        if refusal.code != "number_code_missing":
            raise
        _ask(call, "number_code", "ask_number_code", _facts(call))


@router.answer("number_code", Deed.ISSUE_DOCUMENT, About.DOCUMENT)
def on_code(call: Call) -> None:
    """The 机关代字, or the whole number to begin with; then the issue."""
    document = call.desk.ledger.documents.get(DocumentId(call.about_number("document")))
    whole = is_whole_number(call.text)
    code = read_number(call.text)[0] if whole else call.text
    give_number_code(call.desk, actor=call.actor, document_id=document.id, code=code)
    call.close_prompts()
    give_issued(call, document, call.text.strip() if whole else "")


@router.button("issue_no", Deed.RETURN_DOCUMENT, About.DOCUMENT)
def on_no(call: Call) -> None:
    """退回修改, or 撤回 by who submitted it: why."""
    _ask(call, "issue_no", "ask_return_reason", _facts(call))


@router.answer("issue_no", Deed.RETURN_DOCUMENT, About.DOCUMENT)
def on_return_reason(call: Call) -> None:
    """退回."""
    key = DocumentId(call.about_number("document"))
    returned = return_document(call.desk, actor=call.actor, document_id=key, reason=call.text)
    call.close_prompts()
    show_card(call, returned)


@router.button("issue_correct", Deed.SUBMIT_DOCUMENT, About.DOCUMENT)
def on_correct(call: Call) -> None:
    """更正: what is to be read how."""
    _ask(call, "issue_correct", "ask_correction_text", _facts(call))


@router.answer("issue_correct", Deed.SUBMIT_DOCUMENT, About.DOCUMENT)
def on_correction_text(call: Call) -> None:
    """The notice is drafted."""
    key = DocumentId(call.about_number("document"))
    notice = correct_document(call.desk, actor=call.actor, document_id=key, text=call.text)
    call.close_prompts()
    show_card(call, notice)


@router.button("issue_cancel", Deed.ISSUE_DOCUMENT, About.DOCUMENT)
def on_cancel(call: Call) -> None:
    """作废: why."""
    _ask(call, "issue_cancel", "ask_cancel_reason", _facts(call))


@router.answer("issue_cancel", Deed.ISSUE_DOCUMENT, About.DOCUMENT)
def on_cancel_reason(call: Call) -> None:
    """The number is struck."""
    key = DocumentId(call.about_number("document"))
    cancelled = cancel_number(call.desk, actor=call.actor, document_id=key, reason=call.text)
    call.close_prompts()
    show_card(call, cancelled)


def _document(call: Call) -> Document:
    return call.desk.ledger.documents.get(DocumentId(call.number(0)))


def _facts(call: Call) -> Facts:
    return card_facts(call.desk, _document(call), call.actor)


def _ask(call: Call, asks: str, kind: str, facts: Facts) -> None:
    if not call.private:
        raise Refusal("only_in_private")
    call.ask(asks, {"document": _document(call).id}, kind, facts)
