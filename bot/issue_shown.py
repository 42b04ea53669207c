"""How a document on its way to its issue is shown: the card, the list, the issued paper."""

from bot.call import Call
from inspection.archive import Document
from inspection.issue_card import card_facts, issued_facts, listed_facts
from inspection.usecases.issue_document import issue_document


def show_card(call: Call, document: Document) -> None:
    """The card of a document, in private."""
    facts = card_facts(call.desk, document, call.actor)
    if call.private:
        call.show("issue_card", facts)
    else:
        call.whisper("issue_card", facts)
        call.toast("sent_privately")


def show_list(call: Call) -> None:
    """What waits for the person, what they may submit, and what their issuer issued lately."""
    facts = listed_facts(call.desk, call.actor)
    if call.private:
        call.show("issue_list", facts)
    else:
        call.whisper("issue_list", facts)


def give_issued(call: Call, document: Document, begin_with: str = "") -> None:
    """Issue a reviewed draft, print it at once, and hand it to who issued it."""
    issued = issue_document(
        call.desk, actor=call.actor, document_id=document.id, begin_with=begin_with
    )
    call.backstage.print_document(call.desk.ledger, issued.id)
    call.whisper("document_issued", issued_facts(call.desk, issued), document_id=issued.id)
    call.toast("issued_toast")
