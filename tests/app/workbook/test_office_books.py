"""Workbooks as offices have them: each is generated, read as bytes and entered."""

from collections.abc import Callable
from datetime import date

import pytest

from app.workbook.reader import read_book
from app.workbook.report import import_text
from app.workbook.rows import Reading
from inspection.people import Role
from inspection.subjects import SubjectKind
from storage.database import Database
from tests.app.workbook.books import entered
from tests.app.workbook.office_books import (
    BOZHOU,
    CODES,
    ITEMS,
    PEOPLE,
    PLANS,
    SUBJECTS,
    Rows,
    book,
    comma_separated,
    plan_row,
)
from tests.app.workbook.old_books import old_book

Packed = Callable[[Rows], bytes]
FORMATS: dict[str, Packed] = {
    "xlsx": lambda rows: book({"Sheet1": rows}),
    "xlsx-below": lambda rows: book({"附件1": rows}, lead=4),
    "xls": lambda rows: old_book({"Sheet1": rows}),
    "csv-utf8": lambda rows: comma_separated(rows),
    "csv-bom": lambda rows: comma_separated(rows, "utf-8-sig"),
    "csv-gb18030": lambda rows: comma_separated(rows, "gb18030"),
    "csv-utf16": lambda rows: comma_separated(rows, "utf-16", "\t"),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("place", PLANS)
def test_the_plan_of_every_place_is_read_from_every_kind_of_file(
    county: Database, place: str, form: str
) -> None:
    report = entered(county, FORMATS[form](PLANS[place]))
    assert report.problems == []
    with county.reading() as ledger:
        names = {noun.id: noun.short_name for noun in ledger.departments.find()}
        entry = ledger.plan_entries.find()[0]
        assert (entry.year, entry.industry) == (2026, "加油站")
        assert names[entry.lead_id] == "商务"
        assert [names[each] for each in entry.partner_ids] == ["市监", "应急"]
        codes = {noun.id: noun.code for noun in ledger.items.find()}
        wanted = {"武汉": ["JY-02"], "南陵": ["JY-01", "JY-02", "JY-03", "JY-04"]}
        assert [codes[each] for each in entry.item_ids] == wanted.get(
            place, ["JY-01", "JY-02", "JY-03"]
        )
        expected = {
            "亳州": ({"": 1000}, date(2026, 1, 1), date(2026, 11, 30)),
            "某县2026": ({"": 300}, date(2026, 2, 24), date(2026, 11, 30)),
            "长治": (
                {"": 500, "A": 100, "B": 200, "C": 1000, "D": 3000},
                date(2026, 1, 1),
                date(2026, 12, 31),
            ),
            "武汉": ({"": 500}, date(2026, 3, 1), date(2026, 10, 31)),
            "南陵": ({"": 1000}, date(2026, 1, 1), date(2026, 11, 30)),
        }
        assert (entry.rates, entry.starts_on, entry.ends_on) == expected[place]


@pytest.mark.parametrize("form", FORMATS)
def test_the_inspectors_of_an_office_are_read_from_every_kind_of_file(
    county: Database, form: str
) -> None:
    report = entered(county, FORMATS[form](PEOPLE))
    assert report.problems == []
    assert "人员没有“角色”列：都按“检查人员”" in report.understood
    with county.reading() as ledger:
        first, second = ledger.inspectors.find()
        assert first.certificate_expires == date(2027, 12, 31)
        assert second.expertise == ("计量", "特种设备")
        assert ledger.people.get(first.person_id).name == "槐一舟"


@pytest.mark.parametrize("form", FORMATS)
def test_the_subjects_of_an_office_are_read_from_every_kind_of_file(
    county: Database, form: str
) -> None:
    rows: Rows = [
        ["青禾县养老机构检查对象名录（2026年3月）"],
        ["序号", "机构名称", "社会信用代码", "法人代表", "住所", "经营状态", "信用等级"],
        [1, "甲院", CODES[20], "甲", "一路", "在业", "A级"],
        [2, "乙院", CODES[21], "乙", "二路", "已注销", ""],
        ["合计：2 家"],
        ["填表人：槐某"],
    ]
    report = entered(county, FORMATS[form](rows))
    assert report.problems == []
    with county.reading() as ledger:
        first = ledger.subjects.find(code=CODES[20])[0]
        assert (first.industry, first.kind, first.risk_class) == (
            "养老机构",
            SubjectKind.PROFIT,
            "A",
        )
    assert any("附注" in remark for remark in report.remarks)


def test_merged_rows_of_one_task_become_one_entry(county: Database) -> None:
    rows = [*BOZHOU[:2], list(BOZHOU[2]), list(BOZHOU[2])]
    rows[2][4], rows[2][5] = "市场监管局", "成品油经营资格\n加油机计量"
    rows[3][4], rows[3][5] = "应急管理局", "安全管理"
    for at in (0, 1, 2, 3, 9, 10):
        rows[3][at] = None
    spans = [f"{letter}3:{letter}4" for letter in "ABCDJK"]
    report = entered(county, book({"计划": rows}, {"计划": ["A1:L1", *spans]}))
    assert report.problems == []
    with county.reading() as ledger:
        [entry] = ledger.plan_entries.find()
        assert len(entry.partner_ids) == 2
        assert len(entry.item_ids) == 3


def test_a_header_of_two_rows_is_read(county: Database) -> None:
    rows: Rows = [
        ["青禾县2026年计划"],
        ["计划编号", "任务名称", "行业", "部门", None, "抽查比例", "时间", None],
        [None, None, None, "牵头部门", "配合部门", None, "开始时间", "结束时间"],
        ["1", "抽查", "加油站", "商务", "市监", "5%", "2026-03-01", "2026-06-30"],
    ]
    spans = ["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3", "G2:H2"]
    report = entered(county, book({"计划": rows}, {"计划": spans}))
    assert report.problems == []
    with county.reading() as ledger:
        assert ledger.plan_entries.find()[0].ends_on == date(2026, 6, 30)


def test_items_without_a_number_are_numbered_by_trade_and_order(county: Database) -> None:
    rows: Rows = [
        ["一业一查事项清单"],
        ["序号", "检查主体行业类型", "检查主体", "检查事项", "检查内容", "检查依据"],
        [1, "民办幼儿园", "市场监督管理局", "食堂", "食品", "某法"],
        [2, "民办幼儿园", "消防", "消防", "设施", "某法"],
    ]
    report = entered(county, book({"Sheet1": rows}))
    assert report.problems == []
    with county.reading() as ledger:
        item = ledger.items.one(code="民办幼儿园-1")
        assert item is not None
        assert ledger.departments.get(item.department_id).short_name == "市监"
    assert entered(county, book({"Sheet1": rows})).sheets["抽查事项清单"].unchanged == 2


@pytest.mark.parametrize("between", ["、", "，", "；", "/", "\n", ",", ";", " "])
def test_departments_are_parted_as_people_part_them(county: Database, between: str) -> None:
    report = entered(county, book({"表": plan_row(参与部门=f"市监局{between}应急局{between}消防")}))
    assert report.problems == []
    with county.reading() as ledger:
        assert len(ledger.plan_entries.find()[0].partner_ids) == 3


@pytest.mark.parametrize(
    ("header", "value", "says"),
    [
        ("抽查比例", "1%-3%", "抽查比例是一个幅度，不知按哪个抽"),
        ("抽查比例", "≤10所抽不少于2所", "分情形写"),
        ("抽查比例", "2次/年", "只写了频次"),
        ("起止时间", "4月上旬", "认不出起止时间"),
        ("起止时间", "随时", "请写成 2026年3月1日—2026年11月30日"),
        ("起止时间", "2026年13月", "日历上没有这一天"),
        ("起止时间", "2026年9月—3月", "结束早于开始"),
        ("起止时间", date(2026, 3, 10), "看不出起止"),
        ("参与部门", "市监局、应急局、林业局", "没有部门“林业局”"),
        ("抽查事项", "JY-01；拍脑袋事项", "清单之外的事项不能列入计划"),
        ("抽查事项", "YL-02", "检查主体“青禾县消防救援大队”不在发起、参与部门之列"),
        ("抽查对象", "所有单位", "看不出是哪个行业"),
    ],
)
def test_what_is_not_understood_is_listed_with_its_place_and_a_way_out(
    county: Database, header: str, value: object, says: str
) -> None:
    content = book({"Sheet1": plan_row(**{header: value, "任务名称": "专项抽查"})})
    report = entered(county, content)
    assert not report.imported
    [problem] = report.problems
    assert (problem.sheet, problem.row) == ("Sheet1", 5)
    assert problem.column.endswith(f"列“{header}”") or header in problem.column
    assert problem.value
    assert says in import_text(report)
    with county.reading() as ledger:
        assert ledger.plan_entries.find() == ()


def test_what_was_understood_is_shown_back_before_it_is_accepted(county: Database) -> None:
    said = import_text(entered(county, book({"附件": BOZHOU}), dry_run=True))
    for words in (
        "“附件”按“年度计划”表读，表头在第 2 行，数据 2 行",
        "“牵头部门”为“发起部门”",
        "“2026年1月—11月”为 2026-01-01 至 2026-11-30",
        "“10%(20户)”按 10% 抽",
        "部门“市场监管局”为“青禾县市监局”",
        "“检查主体”为“实施主体”",
        "“年度计划”表未读取的列：责任分工、备注",
    ):
        assert words in said
    with county.reading() as ledger:
        assert ledger.plan_entries.find() == ()


def test_an_item_whose_name_holds_a_comma_is_found_whole(county: Database) -> None:
    rows = plan_row(抽查事项="登记、公示信息；加油机计量")
    assert entered(county, book({"表": rows})).problems == []
    with county.reading() as ledger:
        assert len(ledger.plan_entries.find()[0].item_ids) == 2


def problems_of(content: bytes) -> Reading:
    reading = read_book(content)
    assert len(reading.problems) == 1, reading.problems
    return reading


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (old_book({"表": SUBJECTS}, formula=(4, 1)), "单元格是公式"),
        (old_book({"表": SUBJECTS}, password=True), "设有打开密码"),
        (old_book({"表": SUBJECTS}) + "_VBA_PROJECT_CUR".encode("utf-16-le"), "带有宏"),
        (old_book({"表": SUBJECTS})[:1500], "文件已损坏"),
        (comma_separated([*SUBJECTS, [CODES[15], "=HYPERLINK(1)", "加油站"]]), "单元格是公式"),
        (b"\xff\xfe\x00\xd8", "认不出是什么编码"),
        (b"\x00\x01\x02" * 50, "认不出是什么编码"),
        (comma_separated([["天气", "心情"], ["晴", "好"]]), "认不出表头"),
        (book({"随笔": [["天气", "心情"], ["晴", "好"]]}), "认不出是哪一种表：“随笔”"),
        (book({"空": []}), "工作簿里没有内容"),
        (comma_separated([["名称"] * 200] * 5), "过大"),
        (book({"表": SUBJECTS, "表2": SUBJECTS}), "同是“检查对象”表"),
        (book({"表": [*SUBJECTS[:3], SUBJECTS[2]]}), "代码/注册号重复"),
        (book({"表": [["x"] * 3] * 11 + SUBJECTS}), "认不出是哪一种表"),
    ],
    ids=[
        "xls-formula", "xls-password", "xls-macro", "xls-torn", "csv-formula", "utf16-torn",
        "binary", "csv-other", "xlsx-other", "empty", "wide", "twice", "doubled", "header-too-low",
    ],
)  # fmt: skip
def test_hostile_and_hopeless_files_are_refused_with_the_way_out(content: bytes, says: str) -> None:
    [problem] = problems_of(content).problems
    assert says in problem.message
    assert problem.remedy.startswith("请")


def test_a_code_kept_as_text_by_an_equals_sign_is_text(county: Database) -> None:
    rows = [SUBJECTS[0], [f'="{CODES[25]}"', "新站", "加油站", "A", "在业"]]
    assert entered(county, comma_separated(rows)).problems == []


def test_a_real_old_workbook_with_merged_rows_reads_like_the_new_one(county: Database) -> None:
    rows = [*BOZHOU[:2], list(BOZHOU[2]), list(BOZHOU[2])]
    rows[3][5] = "登记、公示信息"
    for at in (0, 1, 2, 3, 4, 9, 10):
        rows[3][at] = None
    content = old_book({"计划": rows}, merged=[(2, 3, at, at) for at in (0, 1, 2, 3, 4, 9, 10)])
    assert entered(county, content).problems == []
    with county.reading() as ledger:
        assert len(ledger.plan_entries.find()[0].item_ids) == 4


def test_the_same_file_again_changes_nothing(county: Database) -> None:
    for content in (book({"附件": BOZHOU}), comma_separated(PEOPLE), book({"清单": ITEMS})):
        entered(county, content)
        again = entered(county, content)
        assert not any(count.added or count.changed for count in again.sheets.values())


def test_what_a_file_has_no_column_for_stays_as_it_is(county: Database) -> None:
    people: Rows = [
        ["姓名", "部门", "角色", "手机"],
        ["槐一舟", "商务", "部门联络员", "000-0000001"],
    ]
    people[1][3] = "13800138000"
    assert entered(county, comma_separated(people)).problems == []
    assert entered(county, comma_separated(PEOPLE)).problems == []
    subjects: Rows = [["统一社会信用代码", "名称", "行业"], [CODES[1], "新名", "加油站"]]
    assert entered(county, comma_separated(subjects)).sheets["检查对象"].changed == 1
    with county.reading() as ledger:
        person = ledger.people.one(name="槐一舟")
        assert person is not None
        assert set(person.roles) == {Role.LIAISON, Role.INSPECTOR}
        subject = ledger.subjects.one(code=CODES[1])
        assert subject is not None
        assert (subject.name, subject.risk_class) == ("新名", "B")


def test_a_second_list_numbered_from_one_overwrites_nothing(county: Database) -> None:
    entered(county, book({"附件": BOZHOU}))
    other = [*BOZHOU[:2], [1, "加油站", "商务局", "油品专项抽查", *BOZHOU[2][4:]]]
    report = entered(county, book({"附件": other}))
    assert "计划“油品专项抽查”编为 3 号（1 号已有别的计划）" in report.understood
    assert entered(county, book({"附件": other})).sheets["年度计划"].unchanged == 1
    with county.reading() as ledger:
        assert [each.number for each in ledger.plan_entries.find()] == ["1", "2", "3"]
