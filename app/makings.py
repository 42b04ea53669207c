"""制作: papers of a task in one .zip, a PDF, a picture of page one, each in short steps.

No step holds a transaction for longer than a few documents take, none while LibreOffice runs.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import PurePath

from app.bundles import zipped
from bot.ports import Attachment, Making
from documents.printing import OFFICE, PAINTER, Unprintable, first_page_png, lacking, pdf_of
from inspection.archive import Document, StoredFile
from inspection.desk import Desk
from inspection.ids import DocumentId, TaskId
from inspection.ledger import Ledger
from inspection.refusal import Refusal
from inspection.shelflist import chosen_papers

BATCH = 8
"""Documents printed in one transaction."""
MOST_BYTES = 45_000_000
"""Telegram takes 50 MB from a bot."""

Print = Callable[[Ledger, DocumentId], tuple[Document, StoredFile]]
Open = Callable[[], AbstractContextManager[Desk]]


def papers_making(open_desk: Open, printed: Print, task_id: TaskId, choice: str) -> Making:
    """The task's papers of one view or form in a .zip, in filing order. Refusals: `zip_empty`,
    `zip_too_big`."""
    with open_desk() as desk:
        task = desk.ledger.tasks.get(task_id)
        wanted = [each.document.id for each in chosen_papers(desk, task, choice)]
    if not wanted:
        raise Refusal("zip_empty", {"choice": choice})
    contents: dict[str, bytes] = {}
    yield 0, len(wanted)
    for start in range(0, len(wanted), BATCH):
        with open_desk() as desk:
            for place, document_id in enumerate(wanted[start : start + BATCH], start + 1):
                _, file = printed(desk.ledger, document_id)
                contents[f"{place:03d}-{file.name}"] = file.content
        yield len(contents), len(wanted)
    packed = zipped(contents)
    if len(packed) > MOST_BYTES:
        raise Refusal("zip_too_big", {"megabytes": len(packed) // 1_000_000})
    return Attachment(f"{task.number}-文书.zip", packed)


def converted_making(open_desk: Open, printed: Print, document_id: DocumentId, kind: str) -> Making:
    """One document as `pdf` or as a `preview` of its first page. Refusal `not_converted`."""
    with open_desk() as desk:
        document, file = printed(desk.ledger, document_id)
    yield 0, 1
    path = PurePath(file.name)
    try:
        made = CONVERSIONS[kind](file.content, suffix=path.suffix)
    except Unprintable as trouble:
        raise Refusal("not_converted", {"title": document.title, "reason": str(trouble)}) from None
    suffix = ".png" if kind == "preview" else ".pdf"
    return Attachment(f"{path.stem}{suffix}", made, photo=kind == "preview")


def cannot_convert() -> str:
    """Why nothing can be converted here; "" where it can."""
    return lacking(OFFICE, PAINTER) or ""


CONVERSIONS: Mapping[str, Callable[..., bytes]] = {"pdf": pdf_of, "preview": first_page_png}
