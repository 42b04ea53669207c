"""Each kind of bad cell is named with sheet, row, column, value and remedy."""

from datetime import date

import pytest

from app.workbook.report import problem_line
from tests.app.workbook.books import CODES, good_sheets, only_problem, read, spoiled

WRONG_END = CODES[0][:17] + ("1" if CODES[0][17] != "1" else "2")


def test_the_good_book_has_no_problem() -> None:
    reading = read(good_sheets())
    assert reading.problems == []
    assert [row.name for row in reading.subjects] == ["甲站", "乙站"]
    assert reading.plans[0].rates == {"": 1000}


@pytest.mark.parametrize(
    ("sheet", "row", "header", "value", "says"),
    [
        ("部门", 2, "简称", None, "必填"),
        ("部门", 3, "联席办所在部门", "对", "请填：是、否"),
        ("人员", 2, "角色", "联络人", "请填：联席办、部门联络员"),
        ("人员", 2, "角色", "部门联络", "是否为“部门联络员”"),
        ("人员", 2, "手机", "138001", "请填 11 位手机号"),
        ("人员", 3, "执法证号", None, "没有执法证号"),
        ("人员", 3, "证件有效期", "2027-13-01", "日历上没有这一天"),
        ("人员", 3, "证件有效期", "长期", "请写成 2026-03-01"),
        ("抽查事项清单", 2, "类别", "特殊", "请填：一般、重点"),
        ("抽查事项清单", 2, "抽查依据", "法" * 2001, "请缩短到 2000 字以内"),
        ("检查对象", 2, "统一社会信用代码/注册号", WRONG_END, f"应为“{CODES[0][17]}”"),
        ("检查对象", 2, "统一社会信用代码/注册号", CODES[0][:17], "共17位，应为18位"),
        ("检查对象", 2, "统一社会信用代码/注册号", "O" + CODES[0][1:], "请核对是否应为0"),
        ("检查对象", 2, "统一社会信用代码/注册号", 913301001234567890, "设为“文本”格式"),
        ("检查对象", 2, "对象类别", "企业", "请填：营利性市场主体、非营利性市场主体、非市场主体"),
        ("检查对象", 2, "信用风险分类", "E", "请填：A、B、C、D"),
        ("检查对象", 2, "登记状态", "跑路", "请填：存续、注销"),
        ("检查对象", 2, "上次检查日期", "2026-02-30", "日历上没有这一天"),
        ("检查对象", 2, "上次检查日期", "1899-01-01", "2000 至 2099"),
        ("检查对象", 2, "上次检查日期", 5_000_000, "认不出是哪一天"),
        ("检查对象", 2, "名称", date(2026, 1, 1), "此处应为文字"),
        ("检查对象", 2, "名称", "#REF!", "公式出错"),
        ("年度计划", 2, "年度", "今年", "请填四位年份"),
        ("年度计划", 2, "抽查比例", "十分之一", "请写成 10%"),
        ("年度计划", 2, "抽查比例", 10, "分不清是百分之几"),
        ("年度计划", 2, "抽查比例", "A1%、E2%", "“E2%”无法识别"),
        ("年度计划", 2, "抽查比例", "A1%、A2%", "写了两次"),
        ("年度计划", 2, "抽查比例", "120%", "超过 100%"),
        ("年度计划", 2, "抽查比例", "0%", "不能全部为零"),
        ("年度计划", 2, "结束日期", "2026-03-01", "早于开始日期"),
        ("年度计划", 2, "开始日期", "2025-12-31", "不在 2026 年度内"),
        ("年度计划", 2, "参与部门", "商务、市监", "又写了发起部门"),
    ],
)
def test_a_bad_cell_is_named_with_place_and_remedy(
    sheet: str, row: int, header: str, value: object, says: str
) -> None:
    problem = only_problem(read(spoiled(sheet, row, header, value)))
    line = problem_line(problem)
    assert (problem.sheet, problem.row) == (sheet, row)
    assert f"“{sheet}”表 第 {row} 行 " in line
    assert f"列“{header}" in problem.column
    assert says in line
    assert "请" in problem.remedy


@pytest.mark.parametrize(
    ("value", "means"),
    [
        ("2026年3月1日", date(2026, 3, 1)),
        ("2026.3.1", date(2026, 3, 1)),
        ("2026 年 3 月 1 日", date(2026, 3, 1)),
        ("２０２６／０３／０１", date(2026, 3, 1)),
        ("20260301", date(2026, 3, 1)),
        (20260301, date(2026, 3, 1)),
        (46082, date(2026, 3, 1)),
        (date(2026, 3, 1), date(2026, 3, 1)),
        (" 2026-3-1 00:00:00", date(2026, 3, 1)),
    ],
)
def test_dates_are_understood_as_people_write_them(value: object, means: date) -> None:
    reading = read(spoiled("检查对象", 2, "上次检查日期", value))
    assert reading.problems == []
    assert reading.subjects[0].last_inspected == means


@pytest.mark.parametrize(
    ("value", "means"),
    [
        ("A1%、B2%、C10%、D30%", {"A": 100, "B": 200, "C": 1000, "D": 3000}),
        ("Ａ１％，d30％", {"A": 100, "D": 3000}),
        ("0.5%", {"": 50}),
        (0.1, {"": 1000}),
    ],
)
def test_rates_are_understood_as_people_write_them(value: object, means: dict[str, int]) -> None:
    reading = read(spoiled("年度计划", 2, "抽查比例", value))
    assert reading.problems == []
    assert reading.plans[0].rates == means


def test_full_width_digits_and_stray_blanks_are_put_right() -> None:
    wide = " " + CODES[0].translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)}) + "\u3000"
    sheets = spoiled("检查对象", 2, "统一社会信用代码/注册号", wide)
    sheets["人员"][1][0] = "槐　知"
    sheets["检查对象"][1][1] = "  甲站\u200b（１号） "
    reading = read(sheets)
    assert reading.problems == []
    assert reading.subjects[0].code == CODES[0]
    assert reading.subjects[0].name == "甲站（1号）"
    assert reading.people[0].name == "槐知"


def test_every_bad_cell_is_reported_not_only_the_first() -> None:
    sheets = good_sheets()
    sheets["检查对象"][1][0] = WRONG_END
    sheets["检查对象"][1][10] = "2026-02-30"
    sheets["检查对象"][2][8] = "Z"
    sheets["人员"][1][3] = "12"
    places = [(p.sheet, p.row, p.column[0]) for p in read(sheets).problems]
    assert places == [
        ("人员", 2, "D"),
        ("检查对象", 2, "K"),
        ("检查对象", 2, "A"),
        ("检查对象", 3, "I"),
    ]


def test_a_local_number_is_enough_for_a_non_market_object() -> None:
    sheets = spoiled("检查对象", 2, "统一社会信用代码/注册号", "产品-007")
    sheets["检查对象"][1][2] = "非市场主体"
    assert read(sheets).problems == []


def test_a_certificate_number_in_a_number_cell_is_text() -> None:
    reading = read(spoiled("人员", 3, "执法证号", 41990100012))
    assert reading.people[1].certificate_number == "41990100012"
