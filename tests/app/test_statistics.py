"""`chuishao statistics`: figures with their formulas on the screen and in a workbook."""

import io
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from tests.app.conftest import TypeIn


def test_year_is_printed_with_its_formulas_and_written(
    type_in: TypeIn, desk: Path, demo_ledger: str, settings_of: Callable[..., None]
) -> None:
    settings_of(database=demo_ledger)
    shown = type_in("statistics", "--year", "2026", "-o", "统计.xlsx")
    assert (shown.status, shown.err) == (0, "")
    assert "2026 年统计" in shown.out
    assert "计划完成率 0.0%（0/" in shown.out
    assert "· 检查完成率 = 已检查户次÷应检查户次（" in shown.out
    assert "第二十二条" in shown.out
    book = load_workbook(io.BytesIO((desk / "统计.xlsx").read_bytes()))
    assert book.sheetnames == ["分部门统计", "工作指标"]


def test_without_a_ledger_nothing_is_made(type_in: TypeIn, desk: Path) -> None:
    shown = type_in("statistics")
    assert shown.status == 1
    assert "还没有账本" in shown.complaint
    assert list(desk.iterdir()) == []


def test_impossible_year_is_told(
    type_in: TypeIn, demo_ledger: str, settings_of: Callable[..., None]
) -> None:
    settings_of(database=demo_ledger)
    assert "年份应在 2000 到 2099 之间" in type_in("statistics", "--year", "26").complaint
