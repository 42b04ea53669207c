"""The rehearsal from the first link to the archive, for one locality."""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.rehearsal.artefacts import write_artefacts
from app.rehearsal.play import Play
from app.rehearsal.scenes import SCENES
from app.rehearsal.transcript import Transcript
from app.stage.stage import Stage

Say = Callable[[str], None]


def rehearse(locality: str, out: Path, seed: int, *, quiet: bool = False) -> dict[str, object]:
    """Play every scene; write transcript, papers and summary to `out`; return the summary."""
    began = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="chuishao-rehearsal-"))
    stage = Stage(folder, locality, as_process=True, adopted=False)
    try:
        transcript = Transcript(stage, _silent if quiet else partial(print, flush=True))
        stage.start()
        play = Play(stage, transcript, seed)
        for place, (title, scene) in enumerate(SCENES, start=1):
            _progress(place, len(SCENES), title)
            transcript.heading(title)
            scene(play)
        summary = write_artefacts(play, out, scenes=len(SCENES), began=began)
    except BaseException:
        shutil.copytree(folder, out / "中断现场", dirs_exist_ok=True)
        raise
    finally:
        stage.close()
        shutil.rmtree(folder, ignore_errors=True)
    _closing(out, summary)
    return summary


def _silent(line: str) -> None:
    """Print nothing."""


def _progress(place: int, count: int, title: str) -> None:
    print(f"[{place}/{count}] {title}", file=sys.stderr, flush=True)


def _closing(out: Path, summary: dict[str, object]) -> None:
    print(
        f"演练完成：{summary['documents']} 份文书，{summary['messages']} 条消息，"
        f"机器人重启 {summary['restarts']} 次，用时 {summary['seconds']} 秒。\n"
        f"产出在 {out}：transcript.md（对话）、文书/、证据包/、案卷 .zip、summary.json",
        flush=True,
    )
