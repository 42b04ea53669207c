"""The office sends workbooks and the holiday notice in the private chat."""

import hashlib

from inspection.people import Role
from tests.app.workbook.office_books import BASE, BOZHOU, PEOPLE, book, comma_separated
from tests.chat import Chat
from tests.inspection.holiday_notices import NOTICE_2027


def office_of(chat: Chat) -> str:
    name = chat.office()
    chat.stage.bind(name)
    return name


def rows(extra: list[list[object]]) -> list[list[object]]:
    return [
        ["青禾县加油站检查对象名录库"],
        ["序号", "企业名称", "统一社会信用代码", "信用风险等级"],
        *extra,
    ]


def test_a_workbook_is_tried_then_imported_and_kept(chat: Chat) -> None:
    office = office_of(chat)
    code = BASE["检查对象名录库"][1][0]
    content = book({"Sheet1": rows([[1, "新来站", code, "C"]])})
    chat.says(office, "/daoru", private=True)
    chat.reads(office, "请发来要导入的文件")
    chat.stage.sends_document(office, content, "加油站名录.xlsx")
    chat.reads(
        office, "加油站名录.xlsx", "试算完，还没有写入", "检查对象：新增 1", "按标题都作“加油站”"
    )
    with chat.stage.database.reading() as ledger:
        assert not ledger.subjects.find(code=code)
    chat.presses(office, "✅ 导入", private=True)
    chat.reads(office, "已导入", "检查对象：新增 1")
    with chat.stage.database.reading() as ledger:
        assert ledger.subjects.find(code=code)[0].name == "新来站"
        event = ledger.events.find(verb="import_book")[-1]
        assert event.actor_id == chat.person(office).id
        assert event.facts["sha256"] == hashlib.sha256(content).hexdigest()
        assert ledger.files.find(sha256=event.facts["sha256"])[0].content == content


def test_bad_rows_are_listed_and_only_the_good_ones_go_in(chat: Chat) -> None:
    office = office_of(chat)
    code = BASE["检查对象名录库"][1][0]
    table = rows([[1, "新来站", code, "C"], [2, "错码站", code[:-2], "C"]])
    chat.stage.sends_document(office, comma_separated(table, "gb18030"), "名录.csv")
    seen = chat.reads(office, "有 1 处问题", "第 4 行", "共16位，应为18位")
    assert "✅ 导入" not in [button.text for row in seen.buttons for button in row]
    chat.presses(office, "只导入正确的行", private=True)
    chat.reads(office, "已导入", "跳过 1 行", "把文件再发一次")
    with chat.stage.database.reading() as ledger:
        assert ledger.subjects.find(code=code)


def test_a_long_list_of_problems_comes_as_a_file(chat: Chat) -> None:
    office = office_of(chat)
    bad = [[n, f"{n}号站", f"错{n}", "C"] for n in range(1, 60)]
    chat.stage.sends_document(office, book({"Sheet1": rows(bad)}), "名录.xlsx")
    seen = chat.reads(office, "有 59 处问题，逐条列在附件里")
    assert seen.document is not None
    assert seen.document.name == "名录.xlsx.txt"
    assert [button.text for row in seen.buttons for button in row] == ["取消"]
    chat.presses(office, "取消", private=True)
    chat.reads(office, "没有导入任何内容")


def test_what_is_no_workbook_is_told_and_nothing_can_be_pressed(chat: Chat) -> None:
    office = office_of(chat)
    chat.stage.sends_document(office, b"PK\x03\x04 torn", "表.xlsx")
    seen = chat.reads(office, "文件已损坏")
    assert [button.text for row in seen.buttons for button in row] == ["取消"]


def test_a_real_plan_is_entered_after_the_restart(chat: Chat) -> None:
    office = office_of(chat)
    plan = [BOZHOU[0], BOZHOU[1], [*BOZHOU[2]]]
    plan[2][0], plan[2][5] = "BZ-1", "加油机计量"
    chat.stage.sends_document(office, book({"附件": plan}), "计划.xlsx")
    chat.reads(office, "年度计划：新增 1", "“10%(20户)”按 10% 抽")
    chat.stage.restart()
    chat.presses(office, "✅ 导入", private=True)
    chat.reads(office, "已导入", "年度计划：新增 1")


def test_nobody_else_imports(chat: Chat) -> None:
    chat.stage.bind(chat.lead)
    chat.stage.sends_document(chat.lead, comma_separated(PEOPLE), "人员.csv")
    chat.reads(chat.lead, "须由联席办办理")
    chat.says(chat.lead, "/fangjia", private=True)
    chat.reads(chat.lead, "须由联席办办理")


def test_the_office_pastes_the_notice_and_the_year_is_official(chat: Chat) -> None:
    office = office_of(chat)
    chat.says(office, "放假", private=True)
    chat.reads(office, "整段贴过来")
    chat.says(office, "一、元旦：1月1日放假", private=True)
    chat.reads(office, "没有读出放假安排")
    chat.says(office, NOTICE_2027, private=True)
    chat.reads(office, "2027年放假安排", "春节：2月5日至2月12日，8 天；2月13日上班", "〔2026〕0号")
    chat.presses(office, "确认导入", private=True)
    chat.reads(office, "2027年放假安排已导入", "没有哪一户")
    with chat.stage.database.reading() as ledger:
        notice = ledger.holiday_notices.one(year=2027)
        assert notice is not None
        assert notice.source == "国办发明电〔2026〕0号"
    chat.says(office, "/fangjia", private=True)
    chat.says(office, NOTICE_2027, private=True)
    chat.presses(office, "确认导入", private=True)
    with chat.stage.database.reading() as ledger:
        assert len(ledger.holiday_notices.find()) == 1
        assert len(ledger.events.find(verb="import_holidays")) == 1
    assert Role.OFFICE in chat.person(office).roles
