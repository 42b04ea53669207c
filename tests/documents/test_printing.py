"""PDF and picture of one document, with a limit and a plain answer where they cannot be had."""

from __future__ import annotations

import stat
import subprocess
from pathlib import Path

import pytest

from documents import printing
from documents.errors import FormError
from documents.gallery_facts import example_facts
from documents.printing import Unprintable, first_page_of, first_page_png, lacking, pdf_of
from documents.render import render
from documents.stand_ins import FREE, environment
from documents.typefaces import KNOWN

_RECORD = "情况记录表"
_PRINTS = pytest.mark.skipif(lacking() is not None, reason=f"cannot print here: {lacking()}")


def _program(folder: Path, name: str, script: str) -> None:
    """A program of this name that does as the script says."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(file.stat().st_mode | stat.S_IEXEC)


@pytest.mark.rendering
@_PRINTS
def test_a_document_becomes_a_pdf_and_a_picture_of_its_first_page() -> None:
    docx = render(_RECORD, example_facts(_RECORD)).docx
    pdf = pdf_of(docx)
    assert pdf.startswith(b"%PDF-")
    picture = first_page_of(pdf)
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    assert 655 < width < 668
    assert 930 < height < 940


@pytest.mark.rendering
@_PRINTS
def test_a_spreadsheet_becomes_a_pdf() -> None:
    sheet = render("统计表", example_facts("统计表"))
    try:
        assert pdf_of(sheet.docx, suffix=sheet.suffix).startswith(b"%PDF-")
    except Unprintable as reason:
        pytest.skip(f"LibreOffice without Calc: {reason}")


def test_a_missing_office_is_answered_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for ask in (pdf_of, first_page_png):
        with pytest.raises(Unprintable, match=r"缺少 soffice.*请安装 LibreOffice"):
            ask(b"")
    with pytest.raises(FormError, match="缺少 pdftoppm"):
        first_page_of(b"")


def test_an_office_that_never_ends_is_stopped_with_its_children(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _program(tmp_path, "soffice", f"/bin/sleep 600 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unprintable, match=r"超过0\.5秒没有完成"):
        pdf_of(b"", seconds=0.5)
    child = Path("/proc") / (tmp_path / "child").read_text().strip()
    assert not child.exists() or "zombie" in (child / "status").read_text()


def test_an_office_that_makes_nothing_is_noticed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for script, answer in (("exit 0", "没有转成 PDF"), ("exit 3", "转换没有成功")):
        _program(tmp_path, "soffice", script)
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(Unprintable, match=answer):
            pdf_of(b"")


def test_the_programs_asked_for_are_the_programs_looked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _program(tmp_path, "soffice", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert lacking(printing.OFFICE) is None
    assert "pdftotext、pdftoppm" in (lacking() or "")


def test_every_typeface_of_the_standard_has_a_free_stand_in(tmp_path: Path) -> None:
    assert FREE.keys() == KNOWN.keys()
    added = environment(tmp_path)
    if not added:
        pytest.skip("no fontconfig here")
    asked = Path(added["FONTCONFIG_FILE"]).read_text(encoding="utf-8")
    for names in KNOWN.values():
        for name in names:
            assert f"<family>{name}</family><accept>" in asked


@pytest.mark.rendering
@_PRINTS
def test_headings_are_printed_in_another_typeface_than_the_text(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_of(render("工作方案", example_facts("工作方案")).docx))
    fonts = subprocess.run(
        ["pdffonts", str(file)], check=True, capture_output=True, text=True
    ).stdout
    assert len(fonts.splitlines()) - 2 >= 3
