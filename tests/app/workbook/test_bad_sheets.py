"""Headers, sheets, duplicates, formulas and hostile files."""

import io
import zipfile

import pytest

from app.workbook import container
from app.workbook.reader import read_book
from app.workbook.report import problem_line
from tests.app.workbook.books import (
    CODES,
    Sheets,
    good_sheets,
    only_problem,
    packed,
    read,
    repacked,
    spoiled,
)


def line(sheets: Sheets) -> str:
    return problem_line(only_problem(read(sheets)))


def test_a_wrong_header_names_the_nearest() -> None:
    said = line(spoiled("检查对象", 1, "统一社会信用代码/注册号", "统一社会代码号"))
    assert "“检查对象”表 第 1 行 A列“统一社会代码号”" in said
    assert "请把表头“统一社会代码号”改为“统一社会信用代码/注册号”" in said


def test_a_missing_header_is_named() -> None:
    sheets = good_sheets()
    sheets["年度计划"] = [row[:7] + row[8:] for row in sheets["年度计划"]]
    assert "缺少“抽查比例”列。请在表头行添加“抽查比例”一列。" in line(sheets)


def test_a_doubled_header_is_named() -> None:
    sheets = good_sheets()
    sheets["部门"] = [[*row, row[0]] for row in sheets["部门"]]
    assert "F列“部门名称”：表头“部门名称”与 A 列重复" in line(sheets)


def test_letters_of_numbers_are_told_when_malformed_or_shared() -> None:
    sheets = good_sheets()
    sheets["部门"][1][4] = "青〔2026〕"
    assert "请只填年份前面的字" in line(sheets)
    sheets = good_sheets()
    sheets["部门"][2][4] = sheets["部门"][1][4]
    assert "机关代字重复" in line(sheets)


def test_headers_may_stand_in_any_order_below_a_title_with_marks() -> None:
    sheets = good_sheets()
    rows = [list(reversed(row)) for row in sheets["部门"]]
    rows[0][-1] = " 部门名称 * "
    sheets["部门"] = [["青禾县部门一览表", None, None, None, None], *rows]
    reading = read(sheets)
    assert reading.problems == []
    assert [(row.row, row.name) for row in reading.departments] == [
        (3, "青禾县商务局"),
        (4, "青禾县市监局"),
    ]


def test_an_extra_column_is_remarked_and_stops_nothing() -> None:
    sheets = good_sheets()
    sheets["部门"][0].append("备注")
    reading = read(sheets)
    assert reading.problems == []
    assert "“部门”表未读取的列：备注" in reading.remarks


def test_a_sheet_by_another_name_is_known_by_its_header() -> None:
    sheets = good_sheets()
    sheets["Sheet4"] = sheets.pop("检查对象")
    reading = read(sheets)
    assert reading.problems == []
    assert len(reading.subjects) == 2
    assert "“Sheet4”按“检查对象”表读，表头在第 1 行，数据 2 行" in reading.understood


def test_the_same_kind_of_sheet_twice_is_a_problem() -> None:
    sheets = good_sheets()
    sheets["Sheet6"] = sheets["检查对象"]
    assert line(sheets) == (
        "“Sheet6”表：与“检查对象”同是“检查对象”表。请并成一张表，或分成两个文件先后导入。"
    )


def test_a_sheet_without_even_a_header_is_a_problem() -> None:
    sheets = good_sheets()
    sheets["部门"] = []
    lines = [problem_line(problem) for problem in read(sheets).problems]
    assert lines == ["“部门”表 第 1 行：缺少“部门名称”列。请在表头行添加“部门名称”一列。"]


def test_a_sheet_with_a_header_only_is_remarked() -> None:
    sheets = good_sheets()
    sheets["年度计划"] = sheets["年度计划"][:1]
    reading = read(sheets)
    assert reading.problems == []
    assert "“年度计划”表没有数据行" in reading.remarks


@pytest.mark.parametrize(
    ("sheet", "header", "value", "rows"),
    [
        ("检查对象", "统一社会信用代码/注册号", CODES[0], (2, 3)),
        ("部门", "部门名称", "青禾县商务局", (2, 3)),
        ("部门", "简称", "商务", (2, 3)),
        ("部门", "联席办所在部门", "是", (2, 3)),
        ("抽查事项清单", "事项编号", "JY-01", (2, 3)),
        ("人员", "执法证号", "青禾-虚构-9001", (3, 4)),
    ],
)
def test_duplicates_name_both_rows(
    sheet: str, header: str, value: str, rows: tuple[int, int]
) -> None:
    sheets = spoiled(sheet, rows[0], header, value)
    sheets[sheet][rows[1] - 1][sheets[sheet][0].index(header)] = value
    said = line(sheets)
    assert f"“{sheet}”表 第 {rows[1]} 行" in said
    assert f"与第 {rows[0]} 行" in said


def test_the_same_person_twice_is_a_duplicate_whichever_name_the_department_has() -> None:
    sheets = good_sheets()
    sheets["人员"].append(["槐知言", "青禾县商务局", "文书", "", "", "", "", ""])
    assert "“人员”表 第 5 行 A列“姓名”：同一部门同一姓名重复：与第 2 行" in line(sheets)


def test_a_formula_is_refused_even_with_a_cached_value() -> None:
    content = packed(spoiled("检查对象", 3, "名称", '="乙"&"站"'))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet5.xml")
    assert b"<v />" in sheet or b"<v></v>" in sheet or b"<v/>" in sheet
    for empty in (b"<v />", b"<v></v>", b"<v/>"):
        sheet = sheet.replace(empty, "<v>乙站</v>".encode())
    problem = only_problem(read_book(repacked(content, sheet5_xml=sheet)))
    assert (problem.sheet, problem.row) == ("检查对象", 3)
    assert "单元格是公式" in problem.message
    assert "选择性粘贴—数值" in problem.remedy


def test_a_row_of_formulas_without_values_is_not_taken_for_a_blank_row() -> None:
    sheets = good_sheets()
    sheets["部门"].append(['="甲"', '="乙"', None, None])
    lines = [problem_line(problem) for problem in read(sheets).problems]
    assert len(lines) == 2
    assert lines[0].startswith("“部门”表 第 4 行 A列“部门名称”：单元格是公式")


def test_a_blank_row_between_is_passed_over_and_the_numbers_stay_right() -> None:
    sheets = good_sheets()
    sheets["检查对象"].insert(2, [None, " "])
    sheets["检查对象"][3][8] = "Z"
    assert only_problem(read(sheets)).row == 4


def test_a_macro_book_is_refused() -> None:
    content = repacked(packed(good_sheets()), add={"xl/vbaProject.bin": b"x"})
    problem = only_problem(read_book(content))
    assert "宏" in problem.message
    assert "不要选 .xlsm" in problem.remedy


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "文件是空的"),
        (b"hello", "文件不是 .xlsx 工作簿"),
        (b"PK\x03\x04 torn", "文件已损坏"),
        (container.OLE2 + b"\0" * 600, "文件已损坏"),
        (container.OLE2 + b"\0" * 64 + container.ENCRYPTED_MARK, "打开密码"),
        (repacked(packed({"甲": []}), workbook_xml=b"<a"), "文件已损坏"),
        (
            repacked(packed({"甲": []}), sheet1_xml=b'<?xml version="1.0" encoding="TF-8"?><a/>'),
            "文件已损坏",
        ),
        (repacked(packed({"甲": []}), workbook_xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "损坏"),
    ],
    ids=["empty", "text", "torn", "xls", "password", "bad-xml", "encoding", "entities"],
)
def test_what_is_no_workbook_is_refused_with_the_way_out(content: bytes, says: str) -> None:
    problem = only_problem(read_book(content))
    assert says in problem.message
    assert problem.remedy.startswith("请")


def test_other_zips_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "压缩包里没有工作簿" in only_problem(read_book(out.getvalue())).message


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_UNPACKED", 300_000)
    content = repacked(packed(good_sheets()), add={"xl/media/big.bin": b"\0" * 400_000})
    assert len(content) < 300_000
    assert "已拒绝读取" in only_problem(read_book(content)).message


def test_a_part_larger_than_it_claims_is_refused() -> None:
    content = bytearray(repacked(packed(good_sheets()), add={"xl/media/big.bin": b"\0" * 400_000}))
    claimed = (400_000).to_bytes(4, "little")
    assert content.count(claimed) == 2
    lying = bytes(content).replace(claimed, (10).to_bytes(4, "little"))
    assert "损坏" in only_problem(read_book(lying)).message


def test_a_far_cell_is_refused_before_a_grid_is_laid_out() -> None:
    sheets = good_sheets()
    content = packed(sheets)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    content = repacked(content, sheet1_xml=sheet.replace(b"</sheetData>", far))
    problem = only_problem(read_book(content))
    assert "“部门”表过大（用到第 1048576 行、第 16384 列）" in problem.message


@pytest.mark.parametrize(
    "strange", [b"D99999999999999999999", b"d2", b"D3", b"D02", b"ZZZZ2", b"2"]
)
def test_a_cell_numbered_strangely_is_refused_before_the_reader_sees_it(strange: bytes) -> None:
    content = packed(good_sheets())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet5.xml")
    spoilt = sheet.replace(b'r="D2"', b'r="%s"' % strange)
    assert spoilt != sheet
    assert "损坏" in only_problem(read_book(repacked(content, sheet5_xml=spoilt))).message


@pytest.mark.parametrize("part", ["xl/Worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_packed_twice_is_refused(part: str) -> None:
    content = repacked(packed(good_sheets()), add={part: b"<a/>"})
    assert "损坏" in only_problem(read_book(content)).message


def test_a_missing_file_is_named() -> None:
    assert "找不到文件 no-such-book.xlsx" in only_problem(read_book("no-such-book.xlsx")).message
