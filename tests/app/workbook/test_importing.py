"""Into the ledger: all or nothing, again without doubling, good rows on request."""

from dataclasses import replace
from datetime import date

import pytest

from app.demo.codes import fictional_code
from app.workbook.import_report import ImportReport, SheetCount
from app.workbook.importer import import_book
from app.workbook.report import import_text
from inspection.ids import UserId
from inspection.ledger import Ledger
from inspection.people import Role
from inspection.subjects import SubjectState
from storage.database import Database
from tests.app.workbook.books import CODES, NOW, Sheets, good_sheets, read, spoiled


def enter(ledger: Ledger, sheets: Sheets, **how: bool) -> ImportReport:
    return import_book(ledger, read(sheets), now=NOW, **how)


def said(report: ImportReport) -> str:
    assert not report.imported
    return import_text(report)


def is_empty(ledger: Ledger) -> bool:
    shelves = (ledger.departments, ledger.people, ledger.items, ledger.subjects, ledger.events)
    return not any(shelf.find() for shelf in shelves)


def test_a_faultless_book_is_entered_whole(database: Database) -> None:
    with database.transaction() as ledger:
        report = enter(ledger, good_sheets())
        assert report.imported
        assert report.sheets["人员"] == SheetCount(added=3)
        trade, market = ledger.departments.find()
        assert market.office
        entry = ledger.plan_entries.find()[0]
        assert (entry.lead_id, entry.partner_ids) == (trade.id, (market.id,))
        assert entry.item_ids == tuple(item.id for item in ledger.items.find())
        person = ledger.people.one(name="槐一舟")
        assert person is not None
        assert person.roles == (Role.INSPECTOR, Role.CLERK)
        inspector = ledger.inspectors.one(person_id=person.id)
        assert inspector is not None
        assert inspector.certificate_expires == date(2027, 12, 31)
        assert ledger.events.find()[0].verb == "import_book"


def test_importing_again_doubles_nothing(database: Database) -> None:
    with database.transaction() as ledger:
        enter(ledger, good_sheets())
    with database.transaction() as ledger:
        report = enter(ledger, good_sheets())
        assert [count.unchanged for count in report.sheets.values()] == [2, 3, 1, 2, 2, 1]
        assert not any(count.added or count.changed for count in report.sheets.values())
        assert len(ledger.people.find()) == 3
        assert len(ledger.inspectors.find()) == 2


def test_importing_again_keeps_who_is_bound_and_the_later_inspection(database: Database) -> None:
    with database.transaction() as ledger:
        enter(ledger, good_sheets())
        person = ledger.people.find(name="槐知言")[0]
        ledger.people.save(replace(person, user_id=UserId(42)))
        subject = ledger.subjects.find()[0]
        ledger.subjects.save(replace(subject, last_inspected=date(2026, 2, 1)))
    sheets = spoiled("人员", 2, "手机", "000-0000009")
    sheets["检查对象"][1][10] = "2025-05-05"
    sheets["检查对象"][1][9] = "注销"
    with database.transaction() as ledger:
        report = enter(ledger, sheets)
        assert report.sheets["人员"] == SheetCount(changed=1, unchanged=2)
        person = ledger.people.find(name="槐知言")[0]
        assert (person.user_id, person.phone) == (42, "000-0000009")
        subject = ledger.subjects.find()[0]
        assert subject.last_inspected == date(2026, 2, 1)
        assert subject.state is SubjectState.CANCELLED


def test_a_new_certificate_date_counts_as_a_change(database: Database) -> None:
    with database.transaction() as ledger:
        enter(ledger, good_sheets())
        report = enter(ledger, spoiled("人员", 3, "证件有效期", "2029-01-01"))
        assert report.sheets["人员"] == SheetCount(changed=1, unchanged=2)


def test_one_bad_row_stops_the_whole_book(database: Database) -> None:
    with database.transaction() as ledger:
        words = said(enter(ledger, spoiled("检查对象", 3, "信用风险分类", "Z")))
        assert is_empty(ledger)
    assert "发现 1 处问题，没有导入任何内容" in words
    assert "1. “检查对象”表 第 3 行 I列“信用风险分类”：不是规定的选项（填的是：Z）" in words


def test_an_empty_book_says_so_and_leaves_no_trace(database: Database) -> None:
    empty = {name: rows[:1] for name, rows in good_sheets().items()}
    with database.transaction() as ledger:
        words = said(enter(ledger, empty))
        assert is_empty(ledger)
    assert words.startswith("工作簿里没有数据行，没有可导入的内容。")


def test_good_rows_alone_are_entered_when_asked_for(database: Database) -> None:
    sheets = spoiled("部门", 3, "联席办所在部门", "不知道")
    with database.transaction() as ledger:
        report = enter(ledger, sheets, good_rows_only=True)
        assert report.imported
        counts = {name: (c.added, c.skipped) for name, c in report.sheets.items()}
        assert counts == {
            "部门": (1, 1),
            "人员": (2, 1),
            "专家": (1, 0),
            "抽查事项清单": (1, 1),
            "检查对象": (2, 0),
            "年度计划": (0, 1),
        }
        assert len(ledger.departments.find()) == 1
    words = import_text(report)
    assert "人员：新增 2，更新 0，未变 0，跳过 1 行" in words
    assert "所引用的部门“市监”在“部门”表第 3 行有错" in words
    assert "所引用的抽查事项“JY-02”在“抽查事项清单”表第 3 行有错" in words


def test_a_dry_run_counts_and_writes_nothing(database: Database) -> None:
    with database.transaction() as ledger:
        report = enter(ledger, good_sheets(), dry_run=True)
        assert is_empty(ledger)
    assert not report.imported
    assert report.sheets["检查对象"] == SheetCount(added=2)
    assert "未写入任何内容" in import_text(report)


def test_a_dry_run_works_where_nothing_may_be_written(database: Database) -> None:
    with database.reading() as ledger:
        assert enter(ledger, good_sheets(), dry_run=True).problems == []


@pytest.mark.parametrize(
    ("sheet", "row", "header", "value", "says"),
    [
        ("人员", 2, "部门", "商务部", "没有部门“商务部”（是否为“商务”）"),
        ("抽查事项清单", 2, "检查主体（部门）", "财政", "没有部门“财政”"),
        ("年度计划", 2, "参与部门", "市监、税务", "没有部门“税务”"),
        ("年度计划", 2, "抽查事项编号", "JY-01、JY-99", "没有抽查事项“JY-99”"),
        ("年度计划", 2, "参与部门", "青禾县商务局", "同一部门写了两次"),
        ("检查对象", 2, "上次检查日期", "2026-03-03", "上次检查日期晚于今天"),
    ],
)
def test_a_name_that_nothing_stands_behind_is_a_problem(
    database: Database, sheet: str, row: int, header: str, value: str, says: str
) -> None:
    with database.transaction() as ledger:
        words = said(enter(ledger, spoiled(sheet, row, header, value)))
        assert is_empty(ledger)
    assert says in words
    assert f"“{sheet}”表 第 {row} 行" in words
    assert f"列“{header}”" in words


def test_an_item_of_a_department_that_takes_no_part_is_a_problem(database: Database) -> None:
    sheets = good_sheets()
    sheets["部门"].append(["青禾县税务局", "税务", "", ""])
    sheets["抽查事项清单"][2][2] = "税务"
    with database.transaction() as ledger:
        words = said(enter(ledger, sheets))
    assert "事项“JY-02”的检查主体“青禾县税务局”不在发起、参与部门之列" in words


def test_a_later_book_may_refer_to_what_was_imported_before(database: Database) -> None:
    later = good_sheets()
    for name in ("部门", "抽查事项清单", "检查对象", "年度计划"):
        later[name] = later[name][:1]
    later["人员"] = [later["人员"][0], ["槐新人", "商务", "文书", "", "", "", "", ""]]
    with database.transaction() as ledger:
        enter(ledger, good_sheets())
        report = enter(ledger, later)
        assert report.sheets["人员"] == SheetCount(added=1)
        assert len(ledger.people.find()) == 4


def test_a_certificate_of_someone_else_is_a_problem(database: Database) -> None:
    with database.transaction() as ledger:
        enter(ledger, good_sheets())
        sheets = good_sheets()
        sheets["人员"] = [sheets["人员"][0], ["槐新人", *sheets["人员"][2][1:]]]
        words = said(enter(ledger, sheets))
    assert "“人员”表 第 2 行 E列“执法证号”：执法证号已登记在青禾县商务局槐一舟名下" in words


def test_a_second_office_is_a_problem(database: Database) -> None:
    later = good_sheets()
    later["部门"] = [later["部门"][0], ["青禾县民政局", "民政", "是", ""]]
    with database.transaction() as ledger:
        enter(ledger, good_sheets())
        words = said(enter(ledger, later))
    assert "已导入的“青禾县市监局”是联席办所在部门" in words


def test_an_expired_certificate_is_remarked(database: Database) -> None:
    with database.transaction() as ledger:
        report = enter(ledger, spoiled("人员", 3, "证件有效期", "2026-03-01"))
    assert report.imported
    assert "提示：执法证已过有效期，匹配检查人员时不会选用：槐一舟（第 3 行）。" in import_text(
        report
    )


def test_the_journal_names_no_person(database: Database) -> None:
    with database.transaction() as ledger:
        enter(ledger, good_sheets())
        facts = str(ledger.events.find()[0].facts)
    assert not any(word in facts for word in ("槐", "虚构-9", "000-", CODES[0]))


def test_three_thousand_subjects_are_entered_and_found_again(database: Database) -> None:
    sheets = good_sheets()
    line = sheets["检查对象"][1]
    sheets["检查对象"][1:] = [
        [fictional_code("91", f"MB{number:06d}"), f"第{number}站", *line[2:]]
        for number in range(3000)
    ]
    with database.transaction() as ledger:
        assert enter(ledger, sheets).sheets["检查对象"] == SheetCount(added=3000)
        assert enter(ledger, sheets).sheets["检查对象"] == SheetCount(unchanged=3000)
