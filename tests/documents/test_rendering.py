"""Every form through LibreOffice once, measured in the PDF (millimetres from the top left)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from documents.forms import FORMS
from documents.render import render
from tests.documents.reading import LOCALITIES, ROOM

pytestmark = [
    pytest.mark.rendering,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")),
        reason="needs LibreOffice (soffice) and poppler-utils (pdftotext)",
    ),
]
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.S)
_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)
MM = 25.4 / 72
ONE_PAGE = ("情况记录表", "附件B", "责令改正通知书", "报到回执", "人员更换审批表", "检查组名单")
OFFICIAL = ("吹哨通知", "工作方案", "工作总结")
HANGING = 5.8
"""Width of one closing mark: LibreOffice 7.4 reads overflowPunct the wrong way round."""


@dataclass(frozen=True)
class Word:
    x0: float
    y0: float
    x1: float
    y1: float
    text: str


@dataclass(frozen=True)
class Sheet:
    width: float
    height: float
    words: tuple[Word, ...]


def _sheets(pdf: Path) -> list[Sheet]:
    text = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    return [
        Sheet(
            float(width) * MM,
            float(height) * MM,
            tuple(
                Word(float(a) * MM, float(b) * MM, float(c) * MM, float(d) * MM, text)
                for a, b, c, d, text in _WORD.findall(body)
            ),
        )
        for width, height, body in _PAGE.findall(text)
    ]


def _facts(form: str, locality: str) -> dict[str, Any]:
    examples = ROOM / "examples"
    facts: dict[str, Any] = json.loads((examples / f"{form}.json").read_text(encoding="utf-8"))
    local = json.loads((examples / "localities.json").read_text(encoding="utf-8"))[locality]
    facts.update({k: v for k, v in local.items() if k in facts})
    return facts


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Sheet]]:
    room = tmp_path_factory.mktemp("printed")
    for form in FORMS:
        docx = render(form, _facts(form, LOCALITIES[0])).docx
        (room / f"{form}.docx").write_bytes(docx)
    (room / "附件B.docx").write_bytes(render("情况记录表", _facts("情况记录表", "wolong")).docx)
    files = sorted(room.glob("*.docx"))
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation={(room / 'profile').as_uri()}",
            "--convert-to", "pdf", "--outdir", str(room), *map(str, files),
        ],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return {file.stem: _sheets(file.with_suffix(".pdf")) for file in files}


def test_no_page_is_blank(printed: dict[str, list[Sheet]]) -> None:
    for name, sheets in printed.items():
        for number, sheet in enumerate(sheets, 1):
            shown = [w for w in sheet.words if w.text not in ("—", str(number))]
            assert shown, f"{name} page {number}"


def test_one_page_forms_take_one_page(printed: dict[str, list[Sheet]]) -> None:
    assert {name: len(printed[name]) for name in ONE_PAGE} == dict.fromkeys(ONE_PAGE, 1)


def test_nothing_leaves_the_type_area(printed: dict[str, list[Sheet]]) -> None:
    for name, sheets in printed.items():
        for sheet in sheets:
            wide = sheet.width > sheet.height
            left = 24 if wide else 28
            right = sheet.width - (37 if wide else 26 if name in OFFICIAL else 20)
            for word in sheet.words:
                assert word.x0 >= left - 0.6, (name, word)
                hanging = HANGING if word.text[-1] in "，。、：；）》”" else 0.6
                assert word.x1 <= right + hanging, (name, word)


def test_full_pages_have_twenty_two_lines(printed: dict[str, list[Sheet]]) -> None:
    sheet = printed["工作方案"][2]
    lines = sorted({round(w.y0) for w in sheet.words if w.y1 < 262.5})
    kept = [y for i, y in enumerate(lines) if i == 0 or y - lines[i - 1] > 4]
    assert 21 <= len(kept) <= 22
    assert abs((kept[-1] - kept[0]) / (len(kept) - 1) - 10.21) < 0.15


def test_the_mark_and_the_number_stand_where_the_standard_puts_them(
    printed: dict[str, list[Sheet]],
) -> None:
    first = printed["吹哨通知"][0]
    mark = next(w for w in first.words if w.text == "青禾县民政局文件")
    assert abs((mark.x0 + mark.x1) / 2 - 106) < 2
    assert 66 < mark.y0 < 76


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(
    printed: dict[str, list[Sheet]],
) -> None:
    for form in OFFICIAL:
        for number, sheet in enumerate(printed[form], 1):
            marks = [w for w in sheet.words if w.text == "—" and w.y0 > 255]
            assert len(marks) == 2, (form, number)
            middle = (marks[0].y0 + marks[0].y1) / 2
            assert abs(middle - 269) < 2
            edge = max(w.x1 for w in marks) if number % 2 else min(w.x0 for w in marks)
            assert abs(edge - (179.1 if number % 2 else 32.9)) < 1.5, (form, number)


def test_the_imprint_stands_at_the_foot_of_the_last_page(printed: dict[str, list[Sheet]]) -> None:
    last = printed["吹哨通知"][-1]
    words = [w for w in last.words if "印发" in w.text or w.text.startswith("抄送")]
    assert len(words) == 2
    assert all(w.y1 <= 263 for w in words)
    assert max(w.y1 for w in words) > 255
