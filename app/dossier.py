"""案卷包: the files of an archived task's dossier, the same bytes whenever they are asked for."""

import json
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files

from app.journal_page import how_to_check, readable
from app.profiles import load_profile
from inspection.dossier import (
    INDEX_PATH,
    JOURNAL,
    DossierItem,
    dossier_items,
    index_document,
    volumes,
)
from inspection.ids import TaskId
from inspection.journal_extract import extract, jsonl
from inspection.ledger import Ledger
from inspection.profile import Profile
from inspection.refusal import Refusal
from inspection.rule import SILENT_TEXT
from inspection.snapshots.dossier_index import retention
from inspection.tasks import InspectionTask

READABLE = "留痕.md"
CATALOGUE = "目录.json"
SUMS = "SHA256SUMS"


def pack_check_source() -> str:
    """The source text of the verifier that goes into every draw's pack."""
    return files("inspection").joinpath("pack_check.py").read_text(encoding="utf-8")


def dossier_files(ledger: Ledger, task_id: TaskId, volume: int) -> tuple[str, dict[str, bytes]]:
    """The name of a volume's .zip and its files by path; volume 1 has all but further photos.

    Refusals: `not_archived`, `no_such_volume`.
    """
    task = ledger.tasks.get(task_id)
    profile = load_profile(ledger.office.find()[0].locality)
    items = dossier_items(ledger, profile, task, pack_check_source())
    parts = volumes(items)
    if not 1 <= volume <= len(parts):
        raise Refusal("no_such_volume", {"volumes": len(parts)})
    found = {item.path: item.content for item in parts[volume - 1]}
    if volume == 1:
        found |= _front(ledger, profile, task, items)
    ending = f"-第{volume}册" if len(parts) > 1 else ""
    return f"{task.number}-案卷{ending}.zip", found


def _front(
    ledger: Ledger, profile: Profile, task: InspectionTask, items: list[DossierItem]
) -> dict[str, bytes]:
    """Index, journal and sums: what proves the rest."""
    index = index_document(ledger, task)
    assert index.file_id is not None
    head = str(index.facts["journal_sha256"])
    lines = extract(ledger.events.find(task_id=task.id), head)
    front = {
        INDEX_PATH: ledger.files.get(index.file_id).content,
        JOURNAL: jsonl(lines),
        READABLE: readable(ledger, profile, task, lines, head).encode(),
    }
    everything = {**{item.path: item.content for item in items}, **front}
    titles = {item.path: item.title for item in items}
    front[CATALOGUE] = _catalogue(profile, task, head, everything, titles)
    return {**front, SUMS: _sums({**everything, CATALOGUE: front[CATALOGUE]})}


def _catalogue(
    profile: Profile,
    task: InspectionTask,
    head: str,
    everything: Mapping[str, bytes],
    titles: Mapping[str, str],
) -> bytes:
    kept = retention(profile)
    listed = {
        "任务编号": task.number,
        "任务名称": task.name,
        "归档时间": task.archived_at.isoformat() if task.archived_at else None,
        "归档要求": f"{kept['text']}（{kept['article']}）" if kept else SILENT_TEXT,
        "留痕末值": head,
        "留痕核验办法": how_to_check(),
        "文件": [
            {
                "路径": path,
                "题名": titles.get(path, path),
                "字节": len(everything[path]),
                "SHA-256": sha256(everything[path]).hexdigest(),
            }
            for path in sorted(everything)
        ],
    }
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()


def _sums(everything: Mapping[str, bytes]) -> bytes:
    lines = (f"{sha256(everything[path]).hexdigest()}  {path}\n" for path in sorted(everything))
    return "".join(lines).encode()
