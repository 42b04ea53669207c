"""Every form through LibreOffice once, measured in the PDF (millimetres from the top left)."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from documents.fields import entry
from documents.forms import FORMS
from documents.gallery_facts import LOCALITIES, example_facts
from documents.inspect import full_lines, inspect, inspect_kind
from documents.pages import estimated_pages
from documents.paper import Sheet, Word, sheets
from documents.printing import lacking, to_pdf
from documents.render import render
from documents.specimens import ORDER, VARIANTS, layout_of, specimen

pytestmark = [
    pytest.mark.rendering,
    pytest.mark.skipif(lacking() is not None, reason=f"cannot print here: {lacking()}"),
]
WORD_FORMS = [form for form, one in FORMS.items() if one.suffix == ".docx"]
SPECIMENS = [*VARIANTS, ORDER]
ANNEX_B = "情况记录表-附件B"
_ONE_PAGE = """
情况记录表 责令改正通知书 报到回执 人员更换审批表 检查组名单 回避声明 行政检查审批表
网络检查记录 拒签见证说明 直接结果证据表 现场笔录 询问笔录 抽样单 复查记录 催办督办单
结果不予公开审批表 结果更正审批表 停止公示审批表 履职尽责证据清单 计划调整备案表
"""


def _made() -> dict[str, bytes]:
    """Every form in the words of 信阳, every format of the standard, and 附件B."""
    made = {form: render(form, example_facts(form)).docx for form in WORD_FORMS}
    made |= {name: specimen(name) for name in SPECIMENS}
    made[ANNEX_B] = render("情况记录表", example_facts("情况记录表", "wolong")).docx
    return made


def _kind(name: str) -> str:
    if name in SPECIMENS:
        return layout_of(name)
    return str(entry("情况记录表" if name == ANNEX_B else name).head["kind"])


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    room = tmp_path_factory.mktemp("printed")
    files = []
    for name, docx in _made().items():
        files.append(room / f"{name}.docx")
        files[-1].write_bytes(docx)
    return to_pdf(files, room)


@pytest.fixture(scope="module")
def printed(pdfs: dict[str, Path]) -> dict[str, list[Sheet]]:
    return {name: sheets(pdf) for name, pdf in pdfs.items()}


@pytest.mark.parametrize("name", [*WORD_FORMS, *SPECIMENS, ANNEX_B])
def test_a_printed_form_departs_from_the_standard_nowhere(name: str, pdfs: dict[str, Path]) -> None:
    assert inspect_kind(_kind(name), pdfs[name]) == ()


def test_one_page_forms_take_one_page(printed: dict[str, list[Sheet]]) -> None:
    taken = {name: len(printed[name]) for name in (*_ONE_PAGE.split(), ANNEX_B)}
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
    for name, docx in _made().items():
        guess = estimated_pages(docx)
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
    assert blank == ["年度联合抽查计划", "版记前空白面"]
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
    words = printed["上行文-多位签发人"][0].words
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


def _last(sheets_: list[Sheet], text: str) -> Word:
    """The last word of a document that reads so."""
    return [word for sheet in sheets_ for word in sheet.words if word.text == text][-1]


def test_a_stamped_post_stands_two_characters_left_of_the_stamp(
    printed: dict[str, list[Sheet]],
) -> None:
    sheet = next(s for s in printed["加盖签名章"] if any(w.text == "局长" for w in s.words))
    post, day = _last([sheet], "局长"), _last([sheet], "日")
    assert abs(post.x1 - (184 - 10 * 5.64)) < 1.5
    assert abs(day.x1 - 161.4) < 1.5
    assert 18 < day.y1 - post.y1 < 23


def test_joint_posts_and_issuers_stand_under_one_another(printed: dict[str, list[Sheet]]) -> None:
    posts = [_last(printed["联合发文-加盖签名章"], text) for text in ("局长", "大队长", "主任")]
    assert max(p.x1 for p in posts) - min(p.x1 for p in posts) < 0.5
    assert posts == sorted(posts, key=lambda p: p.y0)
    names = [
        _last(printed["联合发文-不加盖印章"], f"青禾县{n}") for n in ("民政局", "消防救援大队")
    ]
    assert abs(names[0].x0 - names[1].x0) < 0.3


def test_seals_of_a_joint_issue_have_room(printed: dict[str, list[Sheet]]) -> None:
    pages = printed["联合发文-八家"]
    rows = [_last(pages, f"青禾县{name}").y0 for name in ("民政局", "消防救援大队", "教育局")]
    columns = [_last(pages, f"青禾县{name}") for name in ("教育局", "公安局")]
    assert all(below - above > 42 for above, below in itertools.pairwise(rows))
    assert (columns[1].x0 + columns[1].x1 - columns[0].x0 - columns[0].x1) / 2 > 42


def test_attendants_stand_under_the_first_name(printed: dict[str, list[Sheet]]) -> None:
    lines = [line for sheet in printed["会商会议纪要"] for line in sheet.lines]
    place = next(n for n, line in enumerate(lines) if line[0].text.startswith("出席："))
    assert abs(lines[place][0].x0 - 28 - 2 * 5.64) < 1
    assert abs(lines[place + 1][0].x0 - 28 - 5 * 5.64) < 1


def test_an_annex_bound_apart_bears_the_number(printed: dict[str, list[Sheet]]) -> None:
    first = printed["附件另行装订"][-1].lines[0]
    assert "".join(word.text for word in first) == "青民〔2026〕12号附件"
    assert abs(first[0].x0 - 28) < 1


def test_a_label_and_title_of_an_annex_stand_on_lines_one_and_three(
    printed: dict[str, list[Sheet]],
) -> None:
    label, title = printed["工作方案"][-1].lines[:2]
    assert (label[0].text, label[1].text, title[0].text) == ("附件", "2", "部门联络员名单")
    assert 18 < (title[0].y0 + title[0].y1 - label[0].y0 - label[0].y1) / 2 < 25
