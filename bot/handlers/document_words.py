"""Words behind /wenshu: what the buttons do, for those who would rather type (R6)."""

import re
from collections.abc import Callable

from bot.call import Call
from bot.handlers.document_file import send_pdf, send_preview, send_public
from bot.handlers.own_template import templates_in_words
from bot.handlers.paper_drafts import draft_in_words, draft_year_in_words, redraft
from bot.handlers.papers_zip import zip_in_words
from bot.handlers.state_fact import fill_in_words
from bot.issue_shown import show_card
from bot.numbers_shown import show_numbers
from bot.papers_shown import send_document, show_year
from inspection.archive import Document
from inspection.permissions import Deed
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask
from inspection.whose import About, permit_about

Words = tuple[str, ...]
_NUMBER = re.compile(r"[0-9]{1,9}")
_YEAR = re.compile(r"(20[0-9]{2})年?")


def said_behind(call: Call, task: InspectionTask, words: Words) -> bool:
    """Do what the words ask for; False when there are none."""
    if not words:
        return False
    if words[0] not in TASK_WORDS:
        raise Refusal("documents_words", {"said": words[0][:20]})
    TASK_WORDS[words[0]](call, task, words[1:])
    return True


def said_of_document(call: Call, words: Words) -> bool:
    """A document by its number, and what is to become of it; False when the words name none."""
    if not words or not _NUMBER.fullmatch(words[0]):
        return False
    number = int(words[0])
    try:
        permit_about(call.desk.ledger, call.actor, Deed.LOOK, About.DOCUMENT, number)
    except LookupError:
        raise Refusal("document_number_unknown", {"number": number}) from None
    act = DOCUMENT_WORDS.get(words[1] if words[1:] else "")
    if act is None:
        raise Refusal("documents_words", {"said": words[1][:20]})
    act(call, call.desk.ledger.documents.get(number))
    return True


def _year(call: Call, words: Words) -> None:
    """年度 [2026] [起草 文书]."""
    match = _YEAR.fullmatch(words[0]) if words else None
    year = int(match.group(1)) if match else call.desk.now.year
    rest = words[1:] if match else words
    if not rest:
        show_year(call, year)
    elif rest[0] == "起草":
        draft_year_in_words(call, year, rest[1:])
    else:
        raise Refusal("documents_words", {"said": rest[0][:20]})


TASK_WORDS: dict[str, Callable[[Call, InspectionTask, Words], None]] = {
    "起草": draft_in_words,
    "打包": zip_in_words,
}
"""The words about a task's papers."""

DOCUMENT_WORDS: dict[str, Callable[[Call, Document], None]] = {
    "": send_document,
    "PDF": send_pdf,
    "pdf": send_pdf,
    "预览": send_preview,
    "公开": send_public,
    "签发": show_card,
    "补填": fill_in_words,
    "重写": redraft,
}
"""The words behind a document's number."""

OFFICE_WORDS: dict[str, Callable[[Call, Words], None]] = {
    "年度": _year,
    "文号": show_numbers,
    "模板": templates_in_words,
}
"""The words that are about no task."""
