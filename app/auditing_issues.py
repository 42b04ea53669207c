"""核验签发: issued documents, their files and the register of numbers against the journal."""

from collections import defaultdict
from collections.abc import Iterator

from inspection.archive import Document, DocumentState
from inspection.events import Event
from inspection.issuing import FROZEN
from inspection.ledger import Ledger
from inspection.numbers import DocumentNumber

ISSUED = "document_issued"
PRINTED = "issued_document_printed"
CANCELLED = "document_cancelled"


def issue_faults(ledger: Ledger, events: tuple[Event, ...]) -> Iterator[str]:
    """Every fault of an issued document or of the register, in words."""
    told: dict[tuple[str, object], Event] = {}
    for event in events:
        if event.verb in (ISSUED, PRINTED, CANCELLED):
            told.setdefault((event.verb, event.facts.get("document")), event)
    documents = ledger.documents.find()
    for document in documents:
        yield from _document(ledger, document, told)
    gone = {key for verb, key in told if verb == ISSUED} - {each.id for each in documents}
    for key in gone:
        yield f"留痕里签发的文书 {key} 不在账上。"
    yield from _register(ledger, told)


def _document(
    ledger: Ledger, document: Document, told: dict[tuple[str, object], Event]
) -> Iterator[str]:
    named = f"文书 {document.id}（{document.title}）"
    issued = told.get((ISSUED, document.id))
    if document.state in FROZEN:
        if issued is None:
            yield f"{named}标为已签发，留痕里没有签发记录。"
        elif issued.facts.get("number") != document.number:
            yield f"{named}的发文字号与签发时不同。"
        elif document.issued_by != issued.actor_id:
            yield f"{named}的签发人与留痕不同。"
        cancelled = told.get((CANCELLED, document.id)) is not None
        if cancelled != (document.state is DocumentState.CANCELLED):
            yield f"{named}是否作废与留痕不同。"
    elif issued is not None:
        yield f"{named}已经签发，现在却不是签发状态。"
    printed = told.get((PRINTED, document.id))
    kept = ledger.files.get(document.file_id).sha256 if document.file_id is not None else None
    if printed is not None and printed.facts.get("sha256") != kept:
        yield f"{named}的签发件不是入账时的那一份。"


def _register(ledger: Ledger, told: dict[tuple[str, object], Event]) -> Iterator[str]:
    series: dict[tuple[int | None, int], list[DocumentNumber]] = defaultdict(list)
    held = set()
    for entry in ledger.document_numbers.find():
        series[entry.issuer_id, entry.year].append(entry)
        held.add(entry.document_id)
        event = told.get((ISSUED, entry.document_id))
        if event is None or event.facts.get("number") != entry.text:
            yield f"发文字号 {entry.text} 不是留痕所记的签发文号。"
        if not entry.text.endswith(f"〔{entry.year}〕{entry.serial}号"):
            yield f"发文字号 {entry.text} 登记的 {entry.year} 年 {entry.serial} 号不是它的序号。"
        cancelled = told.get((CANCELLED, entry.document_id)) is not None
        if cancelled != (entry.cancelled_at is not None):
            yield f"发文字号 {entry.text} 是否作废与留痕不同。"
    for (verb, document_id), event in told.items():
        if verb == ISSUED and event.facts.get("number") and document_id not in held:
            yield f"发文字号 {event.facts['number']} 已给出，登记里却没有。"
    for (_, year), entries in series.items():
        first = entries[0].serial
        if [each.serial for each in entries] != list(range(first, first + len(entries))):
            yield f"{year} 年 {entries[0].text} 所在的一列发文字号有缺号或重号。"
