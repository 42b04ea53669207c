"""Every form through LibreOffice once, measured in the PDF (millimetres from the top left)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from documents.forms import FORMS
from documents.gallery import LOCALITIES, example_facts
from documents.inspect import full_lines, inspect
from documents.pages import estimated_pages
from documents.paper import Sheet, sheets
from documents.printing import lacking, to_pdf
from documents.render import render

pytestmark = [
    pytest.mark.rendering,
    pytest.mark.skipif(lacking() is not None, reason=f"cannot print here: {lacking()}"),
]
WORD_FORMS = [form for form, one in FORMS.items() if one.suffix == ".docx"]
_ONE_PAGE = """
情况记录表 责令改正通知书 报到回执 人员更换审批表 检查组名单 回避声明 行政检查审批表
网络检查记录 拒签见证说明 直接结果证据表 现场笔录 询问笔录 抽样单 复查记录 催办督办单
结果不予公开审批表 结果更正审批表 停止公示审批表 履职尽责证据清单 计划调整备案表
"""
NOTICE, REPORT = "吹哨通知", "年度工作报告"
JOINT = ["青禾县市场监督管理局", "青禾县消防救援大队"]
VARIANTS: dict[str, tuple[str, dict[str, Any]]] = {
    "情况记录表-附件B": ("情况记录表", example_facts("情况记录表", "wolong")),
    "联合发文": (NOTICE, {"co_issuers": JOINT, "copy_number": "000012", "urgency": "特急"}),
    "上行联合": (REPORT, {"co_issuers": JOINT}),
    "多位签发人": (REPORT, {"signers": ["周立言", "林禾", "欧阳明川"]}),
    "不加盖印章": (NOTICE, {"seal": "unsealed"}),
    "加盖签名章": (NOTICE, {"seal": "stamped", "signer_post": "局长"}),
    "抄送很多": (NOTICE, {"copies": [f"青禾县第{n}号成员单位" for n in "一二三四五六七八九"]}),
    "空白面": (
        "会商会议通知",
        {"agenda": [{"matter": "研究工作方案", "speaker": "县民政局"}] * 11},
    ),
    "长名称": (NOTICE, {"issuer": "青禾县部门联合“双随机、一公开”监管工作联席会议办公室"}),
}


def _jobs() -> dict[str, tuple[str, dict[str, Any]]]:
    jobs = {form: (form, example_facts(form)) for form in WORD_FORMS}
    for name, (form, change) in VARIANTS.items():
        jobs[name] = (form, {**example_facts(form), **change})
    return jobs


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    room = tmp_path_factory.mktemp("printed")
    files = []
    for name, (form, facts) in _jobs().items():
        files.append(room / f"{name}.docx")
        files[-1].write_bytes(render(form, facts).docx)
    return to_pdf(files, room)


@pytest.fixture(scope="module")
def printed(pdfs: dict[str, Path]) -> dict[str, list[Sheet]]:
    return {name: sheets(pdf) for name, pdf in pdfs.items()}


@pytest.mark.parametrize("name", _jobs())
def test_a_printed_form_departs_from_the_standard_nowhere(name: str, pdfs: dict[str, Path]) -> None:
    form, _ = _jobs()[name]
    assert inspect(form, pdfs[name]) == ()


def test_one_page_forms_take_one_page(printed: dict[str, list[Sheet]]) -> None:
    taken = {name: len(printed[name]) for name in (*_ONE_PAGE.split(), "情况记录表-附件B")}
    assert taken == dict.fromkeys(taken, 1)


def test_a_full_line_has_twenty_eight_characters(printed: dict[str, list[Sheet]]) -> None:
    counts = [n for sheet in printed["工作方案"] for n in full_lines(sheet)]
    assert len(counts) > 5
    assert max(counts) <= 29
    assert sorted(counts)[len(counts) // 2] == 28


def test_full_pages_have_twenty_two_lines(printed: dict[str, list[Sheet]]) -> None:
    full = [line[0] for line in printed["工作方案"][2].lines if line[0].y1 < 264]
    assert 21 <= len(full) <= 22


def test_the_pages_are_estimated_as_they_are_printed(printed: dict[str, list[Sheet]]) -> None:
    wrong = {}
    for name, (form, facts) in _jobs().items():
        guess = estimated_pages(render(form, facts).docx)
        if guess != len(printed[name]):
            wrong[name] = (guess, len(printed[name]))
    assert wrong == {}


def test_an_imprint_without_room_follows_a_blank_page(printed: dict[str, list[Sheet]]) -> None:
    blank = [
        name
        for name, pages in printed.items()
        if len(pages) > 2
        and not pages[-2].words
        and "印发" in "".join(w.text for w in pages[-1].words)
    ]
    assert blank == ["年度联合抽查计划", "空白面"]
    assert [name for name in blank if any(w.text == "—" for w in printed[name][-1].words)] == []


def test_an_unsealed_date_starts_two_characters_after_its_issuer(
    printed: dict[str, list[Sheet]],
) -> None:
    for sheet in printed["不加盖印章"]:
        for issuer in sheet.words:
            below = [w for w in sheet.words if w.text == "2026" and 8 < w.y1 - issuer.y1 < 12]
            if issuer.text == "青禾县民政局" and issuer.x0 > 80 and below:
                date = below[0]
                break
        else:
            continue
        break
    assert abs(date.x0 - issuer.x0 - 11.3) < 1.5


def test_a_sealed_date_ends_four_characters_in(printed: dict[str, list[Sheet]]) -> None:
    words = [w for sheet in printed["工作总结"] for w in sheet.words]
    day = [w for w in words if w.text == "日"][-1]
    assert abs(day.x1 - 161.4) < 1.5


def test_signers_stand_under_one_another(printed: dict[str, list[Sheet]]) -> None:
    words = printed["多位签发人"][0].words
    first = next(w for w in words if w.text.startswith("签发人："))
    last = next(w for w in words if w.text.startswith("欧阳明川"))
    assert last.y0 > first.y0
    assert abs(last.x0 - first.x0 - 4 * 5.6) < 1.5


@pytest.mark.parametrize("locality", LOCALITIES[1:])
def test_every_form_prints_in_every_locality(locality: str, tmp_path: Path) -> None:
    files = []
    for form in WORD_FORMS:
        files.append(tmp_path / f"{form}.docx")
        files[-1].write_bytes(render(form, example_facts(form, locality)).docx)
    made = to_pdf(files, tmp_path)
    found = {form: inspect(form, pdf) for form, pdf in made.items()}
    assert {form: reasons for form, reasons in found.items() if reasons} == {}
