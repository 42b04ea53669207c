"""What tests of papers ask: the papers of one form, printed, and who was given them."""

from documents.render import Rendered, render
from inspection.archive import Document
from inspection.ids import ChatId
from tests.small_chat import GROUP, SmallChat


def papers(chat: SmallChat, form: str) -> list[Document]:
    """The documents of a form, in order."""
    return list(chat.read(lambda ledger: ledger.documents.find(form=form)))


def printed(chat: SmallChat, form: str) -> Rendered:
    """The newest document of a form, rendered."""
    return render(form, papers(chat, form)[-1].facts)


def handed(chat: SmallChat, name: str, form: str) -> list[str]:
    """The messages by which a person was given papers of this form."""
    numbers = {each.id for each in papers(chat, form)}
    chats = chat.messages.get(ChatId(chat.user(name)), {})
    return [words.text for posting, words in chats.values() if posting.document_id in numbers]


def group_papers(chat: SmallChat) -> set[str]:
    """The forms of the papers that went to the group."""

    sent = {posting.document_id for posting, _ in chat.messages.get(GROUP, {}).values()}
    found = chat.read(lambda ledger: ledger.documents.find())
    return {each.form for each in found if each.id in sent}
