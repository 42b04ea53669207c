"""Words behind /wenshu: what the buttons do, for those who would rather type (R6)."""

import re
from collections.abc import Callable

from bot.call import Call
from bot.handlers.document_file import send_pdf, send_preview
from bot.handlers.paper_drafts import draft_in_words, draft_year_in_words
from bot.handlers.papers_zip import zip_in_words
from bot.papers_shown import send_document, show_year
from inspection.archive import Document
from inspection.refusal import Refusal
from inspection.shelflist import numbered, numbered_document
from inspection.tasks import InspectionTask
from inspection.year_shelf import year_document, year_documents

Words = tuple[str, ...]
_NUMBER = re.compile(r"[0-9]{1,4}")
_YEAR = re.compile(r"(20[0-9]{2})年?")


def said_behind(call: Call, task: InspectionTask, words: Words) -> bool:
    """Do what the words ask for; False when there are none."""
    if not words:
        return False
    if words[0] in TASK_WORDS:
        TASK_WORDS[words[0]](call, task, words[1:])
    elif _NUMBER.fullmatch(words[0]):
        found = numbered(call.desk, task, lambda document: ())
        _with(call, numbered_document(found, int(words[0])), words[1:])
    else:
        raise Refusal("documents_words", {"said": words[0][:20]})
    return True


def _with(call: Call, document: Document, words: Words) -> None:
    """A document by its number, and what is to become of it."""
    act = DOCUMENT_WORDS.get(words[0] if words else "")
    if act is None:
        raise Refusal("documents_words", {"said": words[0][:20]})
    act(call, document)


def _year(call: Call, words: Words) -> None:
    """年度 [2026] [起草 文书 | 编号 …]."""
    match = _YEAR.fullmatch(words[0]) if words else None
    year = int(match.group(1)) if match else call.desk.now.year
    rest = words[1:] if match else words
    if not rest:
        show_year(call, year)
    elif rest[0] == "起草":
        draft_year_in_words(call, year, rest[1:])
    elif _NUMBER.fullmatch(rest[0]):
        found = year_documents(call.desk, year, call.actor)
        _with(call, year_document(found, int(rest[0])), rest[1:])
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
}
"""The words behind a document's number."""

OFFICE_WORDS: dict[str, Callable[[Call, Words], None]] = {
    "年度": _year,
}
"""The words that are about no task."""
