"""案卷: what lies in the dossier of a task, in filing order: documents, photos, draw evidence.

Everything comes from rows and stored files that no longer change once the task is archived, so the
same task gives the same items (忻州第二十五条: 不得修改、增加、抽取档案资料).
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from inspection.archive import Document, DocumentState
from inspection.draws import DrawSource, DrawState
from inspection.evidence_files import pack_files
from inspection.issuing import FROZEN, state_words
from inspection.ledger import Ledger
from inspection.legible import plain_file_name
from inspection.plain import Plain
from inspection.profile import Profile
from inspection.refusal import Refusal
from inspection.shelflist import SHELVES, Shelved, shelved
from inspection.tasks import InspectionTask, Stage

INDEX_FORM = "卷内目录"
JOURNAL = "留痕.jsonl"
INDEX_PATH = "00-卷内目录.docx"
FOLDERS = dict(
    zip(
        SHELVES,
        ("01-方案制定", "02-随机抽取", "03-实地检查", "04-公示处理", "05-总结归档"),
        strict=True,
    )
)
PACK = "随机抽取凭证"
PHOTO = "取证材料"
UNLISTED = frozenset({"verify.py", "SHA256SUMS"})
"""Files of a draw's pack that carry nothing of their own and are not printed in the index."""

VOLUME_LIMIT = 45_000_000
"""Bytes of one .zip: Telegram takes 50 MB from a bot."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DossierItem:
    """卷内材料: one file; `day` is when it was made; `listed` when the printed index names it."""

    path: str
    title: str
    author: str
    day: datetime
    content: bytes
    number: str = ""
    note: str = ""
    photo: bool = False
    listed: bool = True

    @property
    def sha256(self) -> str:
        """文件哈希."""
        return sha256(self.content).hexdigest()


def dossier_items(
    ledger: Ledger, profile: Profile, task: InspectionTask, script: str = ""
) -> list[DossierItem]:
    """Every file of the dossier but the index and the journal, ordered by path.

    `script` is the source of `pack_check.py`, for the packs' verify.py. Refusal `not_printed` when
    a document has no .docx yet.
    """
    items = [
        *_documents(ledger, profile, task),
        *_photos(ledger, task),
        *_packs(ledger, task, script),
    ]
    return _apart(items)


def index_document(ledger: Ledger, task: InspectionTask) -> Document:
    """The index of an archived task; Refusal `not_archived`."""
    found = ledger.documents.find(task_id=task.id, form=INDEX_FORM)
    if not found or task.archived_at is None:
        raise Refusal("not_archived", {"task": task.name})
    return found[-1]


def volumes(items: Iterable[DossierItem]) -> list[list[DossierItem]]:
    """分册: the first volume holds all but the photos; photos go on until a volume is full."""
    found = list(items)
    parts = [[item for item in found if not item.photo]]
    size = sum(len(item.content) for item in parts[0])
    for item in found:
        if not item.photo:
            continue
        if size + len(item.content) > VOLUME_LIMIT and size:
            parts.append([])
            size = 0
        parts[-1].append(item)
        size += len(item.content)
    return parts


def index_entries(
    items: Iterable[DossierItem], day: Callable[[datetime], str]
) -> list[dict[str, Plain]]:
    """The rows of the printed index; `day` words a moment."""
    return [
        {
            "title": item.title,
            "author": item.author,
            "date": day(item.day),
            "number": item.number or None,
            "note": item.note or None,
            "sha256": item.sha256,
        }
        for item in items
        if item.listed
    ]


def _documents(ledger: Ledger, profile: Profile, task: InspectionTask) -> list[DossierItem]:
    counted: Counter[str] = Counter()
    items = []
    for one in shelved(ledger, profile, task):
        if one.document.form != INDEX_FORM:
            counted[one.shelf] += 1
            items.append(_document(ledger, one, counted[one.shelf]))
    return items


def _document(ledger: Ledger, one: Shelved, place: int) -> DossierItem:
    document = one.document
    if document.file_id is None:
        raise Refusal("not_printed", {"title": document.title})
    number = document.number or document.facts.get("document_number")
    return DossierItem(
        path=f"{FOLDERS[one.shelf]}/{place:03d}-{document.file_name}",
        title=document.title if not one.subject else _with_subject(document.title, one.subject),
        author=str(document.facts.get("issuer", "")),
        day=document.created_at,
        content=ledger.files.get(document.file_id).content,
        number=str(number) if number else "",
        note=_note(one),
    )


def _note(one: Shelved) -> str:
    """What the index says of a version: its state, save 定稿; which 稿 it is where not issued."""
    document = one.document
    if document.state in FROZEN:
        return state_words(document)
    version = "" if document.version == 1 and one.latest else f"第{document.version}稿"
    state = "" if document.state is DocumentState.FINAL else state_words(document)
    return "，".join(each for each in (version, state) if each)


def _with_subject(title: str, subject: str) -> str:
    return title if subject in title else f"{title}（{subject}）"


def _photos(ledger: Ledger, task: InspectionTask) -> list[DossierItem]:
    visits = {visit.id: visit for visit in ledger.visits.find(task_id=task.id)}
    counted: Counter[int] = Counter()
    items = []
    for each in ledger.evidence.find(visit_id=sorted(visits)):
        stored = ledger.files.get(each.file_id)
        counted[each.visit_id] += 1
        place = counted[each.visit_id]
        subject = ledger.subjects.get(visits[each.visit_id].subject_id).name
        plain = plain_file_name(stored.name)
        ending = plain.rpartition(".")[2].lower() if "." in plain else "bin"
        items.append(
            DossierItem(
                path=f"{FOLDERS[Stage.VISIT.value]}/{PHOTO}/{_safe(subject)}-{place:02d}.{ending}",
                title=f"{PHOTO}（{subject}，{place}）",
                author=ledger.departments.get(each.department_id).name,
                day=each.added_at,
                content=stored.content,
                photo=True,
            )
        )
    return items


def _packs(ledger: Ledger, task: InspectionTask, script: str) -> list[DossierItem]:
    items = []
    lead = ledger.departments.get(task.lead_id).name
    for draw in ledger.draws.find(task_id=task.id, state=DrawState.DRAWN, source=DrawSource.LOCAL):
        title = f"{PACK}（第{draw.attempt}次）"
        for name, content in pack_files(ledger, draw.id, public=False, script=script).items():
            items.append(
                DossierItem(
                    path=f"{FOLDERS[Stage.DRAW.value]}/{PACK}-第{draw.attempt}次/{name}",
                    title=f"{title}{name}",
                    author=lead,
                    day=draw.drawn_at or draw.frozen_at,
                    content=content,
                    listed=name not in UNLISTED,
                )
            )
    return items


def _safe(name: str) -> str:
    """A name without what a file system would not take."""
    return "".join(each for each in name if each.isalnum() or each in "（）()-_·")[:60] or PHOTO


def _apart(items: list[DossierItem]) -> list[DossierItem]:
    """No two files under one path: the later one gets a number."""
    taken: set[str] = set()
    apart = []
    for item in items:
        path, again = item.path, 1
        while path in taken:
            again += 1
            stem, dot, ending = item.path.rpartition(".")
            path = f"{stem}-{again}{dot}{ending}"
        taken.add(path)
        apart.append(item if path == item.path else replace(item, path=path))
    return sorted(apart, key=lambda item: item.path)
