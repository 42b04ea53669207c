"""`chuishao credit`: published results for the credit bodies."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from storage.database import open_database
from tests.app.conftest import TypeIn
from tests.builders import county, desk_for
from tests.progress import carried_out


@pytest.fixture
def finished(desk: Path, settings_of: Callable[..., None]) -> None:
    """A ledger in which one task is carried out and published."""
    url = f"sqlite:///{desk / 'finished.db'}"
    database = open_database(url)
    database.migrate()
    with database.transaction() as ledger:
        carried_out(desk_for(ledger), county(ledger))
    database.close()
    settings_of(database=url)


@pytest.mark.usefixtures("finished")
def test_a_year_is_written_as_a_workbook_and_as_csv(type_in: TypeIn, desk: Path) -> None:
    shown = type_in("credit", "--year", "2026", "-o", "信用.xlsx")
    assert (shown.status, shown.err) == (0, "")
    assert "结果 15 条" in shown.out
    sheet = load_workbook(io.BytesIO((desk / "信用.xlsx").read_bytes())).active
    assert sheet.max_row == 16
    assert sheet["A1"].value == "统一社会信用代码"
    assert type_in("credit", "--task", "QH2026-001", "-o", "信用.csv").status == 0
    rows = list(csv.reader(io.StringIO((desk / "信用.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == 16


@pytest.mark.usefixtures("finished")
def test_what_cannot_be_written_is_told(type_in: TypeIn, desk: Path) -> None:
    assert "没有编号为" in type_in("credit", "--task", "没有", "-o", "信用.csv").complaint
    assert ".xlsx 或 .csv" in type_in("credit", "-o", "信用.pdf").complaint
    assert not (desk / "信用.csv").exists()
