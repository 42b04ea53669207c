"""演练产出: every paper of the task as files in one folder."""

import json
import time
from collections import Counter
from pathlib import Path

from app.backstage import Backstage
from app.rehearsal.play import Play
from inspection.draws import DrawSource, DrawState
from inspection.visits import VisitState


def write_artefacts(play: Play, out: Path, *, scenes: int, began: float) -> dict[str, object]:
    """Write documents, evidence packs, dossier, transcript and summary; return the summary."""
    backstage = Backstage(play.stage.database, play.stage.clock)
    task = play.task
    _clear(out)
    names: list[str] = []
    forms: Counter[str] = Counter()
    with play.stage.database.transaction() as ledger:
        for document in ledger.documents.find(task_id=task.id):
            printed, file = backstage.print_document(ledger, document.id)
            _write(out / "文书" / printed.file_name, file.content)
            names.append(printed.file_name)
            forms[printed.form] += 1
        for draw in ledger.draws.find(task_id=task.id):
            if draw.source is DrawSource.LOCAL and draw.state is DrawState.DRAWN:
                for kind in ("public", "full"):
                    pack = backstage.bundle(ledger, f"draw_pack:{draw.id}:{kind}")
                    _write(out / "证据包" / pack.name, pack.content)
        dossier = backstage.bundle(ledger, f"dossier:{task.id}")
        _write(out / dossier.name, dossier.content)
        summary: dict[str, object] = {
            "locality": play.stage.locality,
            "task": task.number,
            "state": task.state.value,
            "scenes": scenes,
            "messages": play.transcript.messages,
            "presses": play.transcript.presses,
            "restarts": play.restarts,
            "visits": len(ledger.visits.find(task_id=task.id, state=VisitState.FINISHED)),
            "findings": len(ledger.findings.find()),
            "events": len(ledger.events.find()),
            "documents": len(names),
            "forms": dict(sorted(forms.items())),
            "files": sorted(names),
            "dossier": dossier.name,
            "seconds": round(time.monotonic() - began, 1),
        }
    _write(out / "transcript.md", play.transcript.text().encode())
    text = json.dumps(summary, ensure_ascii=False, indent=1)
    _write(out / "summary.json", f"{text}\n".encode())
    return summary


def _clear(out: Path) -> None:
    """An earlier rehearsal's papers make room; nothing else in the folder is touched."""
    for folder in ("文书", "证据包"):
        for old in (out / folder).glob("*"):
            old.unlink()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
