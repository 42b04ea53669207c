"""核验: the whole ledger against what its own journal says of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from app.auditing_issues import issue_faults
from app.dossier import pack_check_source
from app.profiles import load_profile
from inspection.archive import Document
from inspection.archiving import ARCHIVED
from inspection.dossier import dossier_items, index_document
from inspection.dossier_check import SEALED
from inspection.events import FIRST_HASH, Event
from inspection.filing import facts_sha256
from inspection.ledger import Ledger
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask, TaskState
from storage.audit import first_broken_link


@dataclass(frozen=True, kw_only=True, slots=True)
class Audited:
    """核验结果: how much was looked at, the last hash of the journal, and every fault in words."""

    events: int
    files: int
    documents: int
    dossiers: int
    head: str
    faults: tuple[str, ...]


def audit(ledger: Ledger, *, head: str = "") -> Audited:
    """Re-compute everything; `head` is a hash printed before, which the journal must contain.

    The rest is held against the journal, so it is looked at only when the journal itself is whole.
    """
    events = ledger.events.find()
    archived = ledger.tasks.find(state=TaskState.ARCHIVED)
    return Audited(
        events=len(events),
        files=len(ledger.files.find()),
        documents=len(ledger.documents.find()),
        dossiers=len(archived),
        head=events[-1].hash if events else FIRST_HASH,
        faults=tuple(_journal(ledger, events, head))
        or (
            *_files(ledger, events),
            *_documents(ledger, events),
            *issue_faults(ledger, events),
            *(fault for task in archived for fault in _sealed(ledger, task)),
        ),
    )


def _journal(ledger: Ledger, events: tuple[Event, ...], head: str) -> Iterator[str]:
    broken = first_broken_link(ledger)
    if broken is not None:
        which = f"留痕第 {broken.id} 条（{broken.at:%Y-%m-%d %H:%M} {broken.verb}）"
        yield f"{which}起断链：此条或其前一条被改动。"
    if head and head not in {FIRST_HASH, *(event.hash for event in events)}:
        yield f"留痕里没有以前印出的末值 {head}：其后的记录被改动或删除。"


def _files(ledger: Ledger, events: tuple[Event, ...]) -> Iterator[str]:
    for file in ledger.files.find():
        if sha256(file.content).hexdigest() != file.sha256:
            yield f"文件 {file.id}（{file.name}）的内容与入账时不同。"
    recorded = {str(e.facts["sha256"]) for e in events if e.verb == "evidence_attached"}
    for each in ledger.evidence.find():
        if ledger.files.get(each.file_id).sha256 not in recorded:
            yield f"取证材料 {each.id} 的文件不是留痕所记的那一份。"


def _documents(ledger: Ledger, events: tuple[Event, ...]) -> Iterator[str]:
    drafted = {
        (event.task_id, *(event.facts[key] for key in ("form", "title", "version", "sha256")))
        for event in events
        if event.verb in ("document_drafted", "document_issued")
    }
    for document in ledger.documents.find():
        known = (document.task_id, document.form, document.title, document.version)
        if facts_sha256(document.facts) != document.facts_sha256:
            yield f"文书 {_named(document)} 的内容与起草时不同。"
        elif (*known, document.facts_sha256) not in drafted:
            yield f"文书 {_named(document)} 不是留痕所记的那一稿。"


def _named(document: Document) -> str:
    return f"{document.id}（{document.title}，第{document.version}稿）"


def _sealed(ledger: Ledger, task: InspectionTask) -> Iterator[str]:
    """An archived dossier against the seal of its day."""
    seals = ledger.events.find(task_id=task.id, verb=SEALED)
    sealed = seals[-1].facts["files"] if seals else None
    if not isinstance(sealed, dict):
        yield f"{task.number} 已归档，留痕里却没有封卷记录。"
        return
    profile = load_profile(ledger.office.find()[0].locality)
    try:
        items = dossier_items(ledger, profile, task, pack_check_source())
    except (Refusal, LookupError):
        yield f"{task.number} 的案卷缺少文件，无法重新装订。"
        return
    now = {item.path: item.sha256 for item in items if item.listed}
    yield from _closed(ledger, task)
    for path in sorted({*now, *sealed}):
        if path not in now:
            yield f"{task.number} 案卷缺少 {path}。"
        elif path not in sealed:
            yield f"{task.number} 案卷多出 {path}，归档时没有。"
        elif now[path] != sealed[path]:
            yield f"{task.number} 案卷的 {path} 与归档时不同。"


def _closed(ledger: Ledger, task: InspectionTask) -> Iterator[str]:
    """The printed index and the bound volumes, which are younger than the seal."""
    closed = ledger.events.find(task_id=task.id, verb=ARCHIVED)
    facts = closed[-1].facts if closed else {}
    index = index_document(ledger, task)
    kept = ledger.files.get(index.file_id).sha256 if index.file_id is not None else ""
    if kept != facts.get("index_sha256"):
        yield f"{task.number} 的卷内目录不是归档时所印的那一份。"
    volumes = facts.get("dossier_sha256")
    for number, digest in enumerate(volumes if isinstance(volumes, list) else [], 1):
        if not ledger.files.find(sha256=digest):
            yield f"{task.number} 案卷第{number}册的存档不是归档时的那一份。"
