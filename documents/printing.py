"""打印: documents turned into PDF by LibreOffice and into pictures by poppler.

Both are foreign programs: they run with a time limit, in a folder of their own, and are killed with
all their children when time is up. Where they are not installed the answer is `Unprintable`.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from glob import escape as glob_escape
from pathlib import Path

from documents.errors import FormError
from documents.stand_ins import environment

OFFICE, READER, PAINTER = "soffice", "pdftotext", "pdftoppm"
_EMPTY_PAGES = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
_SHEET_PAGES = "pdf:calc_pdf_Export"
_SECONDS = 60.0
_PREVIEW_DPI = 80


class Unprintable(FormError):
    """不能打印: a program is missing, failed or took too long; the file itself stays good."""


def lacking(*programs: str) -> str | None:
    """缺少的程序: why nothing can be printed here; None when all is at hand.

    `programs` are those of OFFICE, READER, PAINTER that are asked for; none means all.
    """
    wanted = programs or (OFFICE, READER, PAINTER)
    missing = [name for name in wanted if not shutil.which(name)]
    if not missing:
        return None
    return f"缺少 {'、'.join(missing)}，请安装 LibreOffice 和 poppler-utils 后再试。"


def _demand(*programs: str) -> None:
    reason = lacking(*programs)
    if reason:
        raise Unprintable(reason)


def _run(command: Sequence[str], seconds: float, added: Mapping[str, str] | None = None) -> None:
    """Run a program; it and all its children end when time is up."""
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, **(added or {})},
    ) as process:
        try:
            process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise Unprintable(
                f"转换超过{seconds:g}秒没有完成，已停止；请直接打开文书，或者稍后再试。"
            ) from None
    if process.returncode:
        raise Unprintable("转换没有成功，请在 Word 或 WPS 中打开文书检查。")


def to_pdf(files: Sequence[Path], folder: Path, *, seconds: float = 600) -> dict[str, Path]:
    """转PDF: all files in one LibreOffice run; PDF by the file's stem. Unprintable if one fails."""
    _demand(OFFICE)
    folder = folder.resolve()
    suffixes = {file.suffix for file in files}
    with tempfile.TemporaryDirectory(prefix="chuishao-") as name:
        profile = f"-env:UserInstallation={Path(name).as_uri()}"
        _run(
            [
                OFFICE, "--headless", "--norestore", profile,
                "--convert-to", _SHEET_PAGES if suffixes == {".xlsx"} else _EMPTY_PAGES,
                "--outdir", str(folder), *(str(file.resolve()) for file in files),
            ],
            seconds,
            environment(Path(name)),
        )  # fmt: skip
    made = {file.stem: folder / f"{file.stem}.pdf" for file in files}
    for stem, pdf in made.items():
        if not pdf.is_file():
            raise Unprintable(f"“{stem}”没有转成 PDF，请在 Word 或 WPS 中打开检查。")
    return made


def pdf_of(file: bytes, *, suffix: str = ".docx", seconds: float = _SECONDS) -> bytes:
    """转PDF: the PDF of one document; `suffix` is `Rendered.suffix` (.docx or .xlsx).

    Blocks for one to three seconds, at most `seconds`. Unprintable where LibreOffice is missing,
    fails or takes longer: a Chinese sentence to show.
    """
    _demand(OFFICE)
    with tempfile.TemporaryDirectory(prefix="chuishao-") as name:
        source = Path(name) / f"document{suffix}"
        source.write_bytes(file)
        return to_pdf([source], source.parent, seconds=seconds)[source.stem].read_bytes()


def first_page_of(pdf: bytes, *, dpi: int = _PREVIEW_DPI, seconds: float = _SECONDS) -> bytes:
    """首页图片: PNG of a PDF's first page (A4 at 80 dpi: 661 x 935).

    Unprintable where poppler is missing, fails or takes longer than `seconds`.
    """
    _demand(PAINTER)
    with tempfile.TemporaryDirectory(prefix="chuishao-") as name:
        source = Path(name) / "document.pdf"
        source.write_bytes(pdf)
        paint = [PAINTER, "-r", str(dpi), "-png", "-f", "1", "-l", "1", "-singlefile"]
        _run([*paint, str(source), str(source.with_suffix(""))], seconds)
        picture = source.with_suffix(".png")
        if not picture.is_file():
            raise Unprintable("首页图片没有生成，请直接打开文书。")
        return picture.read_bytes()


def first_page_png(
    file: bytes,
    *,
    suffix: str = ".docx",
    dpi: int = _PREVIEW_DPI,
    seconds: float = _SECONDS,
) -> bytes:
    """首页图片: PNG of a document's first page, by way of its PDF; errors as in `pdf_of`.

    Whoever also wants the PDF takes `pdf_of` and `first_page_of`: LibreOffice then runs once.
    """
    _demand(OFFICE, PAINTER)
    return first_page_of(pdf_of(file, suffix=suffix, seconds=seconds), dpi=dpi, seconds=seconds)


def pictures(pdf: Path, *, dpi: int = _PREVIEW_DPI) -> tuple[Path, ...]:
    """图片: a PNG of every page beside the PDF, `<stem>-<page>.png`."""
    _demand(PAINTER)
    root = pdf.with_suffix("")
    _run([PAINTER, "-r", str(dpi), "-png", str(pdf), str(root)], 600)
    return tuple(sorted(pdf.parent.glob(f"{glob_escape(root.name)}-*.png")))
