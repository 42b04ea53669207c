"""A small faultless book, and ways to spoil it."""

import io
import zipfile
from copy import deepcopy
from datetime import datetime, timedelta, timezone
from typing import Any

from openpyxl import Workbook

from app.demo.codes import fictional_code
from app.workbook.columns import SHEETS
from app.workbook.import_report import ImportReport
from app.workbook.importer import import_book
from app.workbook.problems import Problem
from app.workbook.reader import read_book
from app.workbook.rows import Reading
from storage.database import Database

NOW = datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=8)))
CODES = tuple(fictional_code("91", f"MA0XE{number:03d}") for number in range(1, 6))

PLAN_END = ("JY-01、JY-02", "10%", "2026-03-02", "2026-09-30")

Sheets = dict[str, list[list[Any]]]


def good_sheets() -> Sheets:
    """Two departments, three people, an expert, two items, two subjects, one plan entry."""
    rows: Sheets = {
        "部门": [
            ["青禾县商务局", "商务", "否", "商贸", "青商"],
            ["青禾县市监局", "市监", "是", "市场", "青市监"],
        ],
        "人员": [
            ["槐知言", "商务", "部门联络员", "000-0000001", None, None, None, None, None],
            [
                "槐一舟",
                "商务",
                "检查人员、文书",
                "",
                "青禾-虚构-9001",
                "2027-12-31",
                "成品油",
                "北",
                "市场科",
            ],
            ["柳一舟", "市监", "检查人员", "", "青禾-虚构-9002", "2027-12-31", "计量", "北", ""],
        ],
        "专家": [
            [
                "林学文",
                "专家",
                "青禾县工程学校",
                "商务",
                "油气储运",
                "000-0000009",
                "2027-12-31",
                "",
            ],
        ],
        "抽查事项清单": [
            ["JY-01", "经营资格", "商务", "加油站", "资格证明", "某办法", "实地核查", "一般"],
            ["JY-02", "计量", "市监", "加油站", "加油机", "某法", "实地核查", "重点"],
        ],
        "检查对象": [
            [
                CODES[0],
                "甲站",
                "营利性市场主体",
                "加油站",
                "一路",
                "北",
                "甲",
                "",
                "A",
                "存续",
                None,
            ],
            [CODES[1], "乙站", "营利性市场主体", "加油站", "二路", "北", "乙", "", "D", "", None],
        ],
        "年度计划": [
            ["2026", "01", "联合抽查", "加油站", "商务", "市监", *PLAN_END],
        ],
    }
    return {form.name: [[c.header for c in form.columns], *rows[form.name]] for form in SHEETS}


def spoiled(sheet: str, row: int, header: str, value: object) -> Sheets:
    """The good book with one cell (row as in Excel) written over."""
    sheets = deepcopy(good_sheets())
    sheets[sheet][row - 1][sheets[sheet][0].index(header)] = value
    return sheets


def packed(sheets: Sheets) -> bytes:
    """The .xlsx of these cells."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                sheet.cell(number, place, value)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read(sheets: Sheets) -> Reading:
    """These cells through a real .xlsx."""
    return read_book(packed(sheets))


def only_problem(reading: Reading) -> Problem:
    """The one problem; more or none is a failure."""
    assert len(reading.problems) == 1, reading.problems
    return reading.problems[0]


def repacked(content: bytes, *, add: dict[str, bytes] | None = None, **replace: bytes) -> bytes:
    """A zip with parts added, or replaced by the end of their name (sheet1_xml)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            key = name.rpartition("/")[2].replace(".", "_")
            new.writestr(name, replace.get(key, old.read(name)))
        for name, part in (add or {}).items():
            new.writestr(name, part, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()


def entered(county: Database, content: bytes, **how: bool) -> ImportReport:
    """What comes of importing these bytes into a ledger."""
    with county.transaction() as ledger:
        return import_book(ledger, read_book(content), now=NOW, **how)
