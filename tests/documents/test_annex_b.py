"""附件B of 宛龙双随机办〔2025〕5号, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from docx.oxml.ns import qn

from documents.render import render
from tests.documents.reading import body_of, paragraph_text, text_of

Example = Callable[..., dict[str, Any]]
Cell = tuple[str, int, str | None]
TITLE = "卧龙区市场监管领域部门联合抽查情况记录表"
LEGEND = (
    "说明：(1)检查结果栏填写相应编号：1、未发现问题 2、未按规定公示应当公示的信息 "
    "3、通过登记的住所(经营场所)无法取得联系 4、发现问题已责令整改 5、不配合检查情节严重 "
    "6、未发现本次抽查涉及的经营活动 7、发现问题待后续处理 8、合格 9、不合格。"
    "(2)备注栏可填写检查过程中责令停止违法与督促整改等相关情况。"
    "(3)检查对象为非市场主体时,相关数据项可根据工作实际作相应调整。"
)


@pytest.fixture
def docx(example: Example) -> bytes:
    return render("情况记录表", example("情况记录表", "wolong")).docx


def _cell(cell: Any) -> Cell:
    properties = cell.tcPr
    span = properties.find(qn("w:gridSpan"))
    merge = properties.find(qn("w:vMerge"))
    text = "".join(paragraph_text(p) for p in cell.iter(qn("w:p"))).replace("\n", "")
    return (
        text,
        1 if span is None else int(span.get(qn("w:val"))),
        None if merge is None else merge.get(qn("w:val")),
    )


def _rows(docx: bytes) -> list[list[Cell]]:
    table = next(body_of(docx).iter(qn("w:tbl")))
    return [[_cell(c) for c in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]


def test_the_heading_and_the_legend_are_the_circulars(docx: bytes) -> None:
    lines = text_of(docx).split("\n")
    assert lines[:2] == ["附件B:", TITLE]
    assert lines[-1] == LEGEND


def test_every_row_fills_the_six_columns(docx: bytes) -> None:
    table = next(body_of(docx).iter(qn("w:tbl")))
    assert len(table.tblGrid.findall(qn("w:gridCol"))) == 6
    assert {sum(span for _, span, _ in row) for row in _rows(docx)} == {6}


def test_officers_stand_under_one_merged_label(docx: bytes, example: Example) -> None:
    rows = _rows(docx)
    assert rows[0] == [
        ("执法人员", 1, "restart"),
        ("姓名", 1, None),
        ("单位", 1, None),
        ("执法证号", 2, None),
        ("电话", 1, None),
    ]
    officers = example("情况记录表", "wolong")["officers"]
    for officer, row in zip(officers, rows[1:], strict=False):
        assert row[0][2] == "continue"
        shown = [officer[k] for k in ("name", "department", "certificate_number", "phone")]
        assert [text for text, _, _ in row[1:]] == shown


def test_at_least_four_officer_rows_are_printed(example: Example) -> None:
    facts = example("情况记录表", "wolong")
    facts["officers"] = facts["officers"][:2]
    rows = _rows(render("情况记录表", facts).docx)
    assert [row[0][2] for row in rows[:6]] == ["restart", *["continue"] * 4, "restart"]


def test_the_object_block_has_the_circulars_cells(docx: bytes) -> None:
    rows = _rows(docx)[6:9]
    assert [[(t, s) for t, s, _ in row] for row in rows] == [
        [
            ("检查对象", 1),
            ("名称", 1),
            ("青禾县柳湾镇敬老院", 1),
            ("统一社会信用代码/注册号", 1),
            ("12419901MB0XB0035U", 2),
        ],
        [("", 1), ("法定代表人/负责人", 1), ("杜松年", 1), ("电话", 1), ("000-0000091", 2)],
        [("", 1), ("地址", 1), ("青禾县柳湾镇松柏路8号", 4)],
    ]
    assert [row[0][2] for row in rows] == ["restart", "continue", "continue"]


def test_results_are_printed_as_numbers(docx: bytes, example: Example) -> None:
    rows = _rows(docx)
    assert rows[9] == [("检查单位", 1, None), ("检查事项", 3, None), ("检查结果", 2, None)]
    findings = example("情况记录表", "wolong")["findings"]
    for finding, row in zip(findings, rows[10:], strict=False):
        assert [t for t, _, _ in row] == [finding[k] for k in ("department", "name", "code")]


def test_opinion_and_remarks_close_the_table(docx: bytes) -> None:
    opinion, remarks = _rows(docx)[-2:]
    assert [(opinion[0][0], opinion[1][1]), (remarks[0][0], remarks[1][1])] == [
        ("处理意见", 5),
        ("备注", 5),
    ]


def test_both_sides_sign_under_the_table(docx: bytes) -> None:
    tables = list(body_of(docx).iter(qn("w:tbl")))
    signs = [[_cell(c)[0] for c in row.iter(qn("w:tc"))] for row in tables[1].iter(qn("w:tr"))]
    assert signs[0] == ["检查对象(签字/盖章)", "执法检查人员(签字/盖章)"]
    assert [cell.strip() for cell in signs[1]] == ["年　　月　　日"] * 2
