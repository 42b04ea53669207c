"""The annual plan from the departments' proposals to the filing, under the rules of 忻州市."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from inspection.people import Role
from inspection.plans import ProposalState
from tests.app.workbook.office_books import book
from tests.chat import Chat, chat_of

HEAD = ["编号", "任务名称", "行业", "发起部门", "参与部门", "抽查事项", "抽查比例", "起止时间"]


@pytest.fixture
def county(tmp_path: Path) -> Iterator[Chat]:
    """忻州市: approval by the city's government, filing with the province."""
    with chat_of(tmp_path, "xinzhou") as chat:
        for name in (chat.office(), *liaisons(chat)):
            chat.stage.bind(name)
        yield chat


def liaisons(chat: Chat) -> tuple[str, str]:
    """商务 and 应急: both would look at petrol stations."""
    return chat.lead, liaison_of(chat, "应急")


def liaison_of(chat: Chat, short: str) -> str:
    with chat.stage.database.reading() as ledger:
        department = next(each for each in ledger.departments.find() if each.short_name == short)
    return chat.one(department.id, Role.LIAISON)


def proposes(chat: Chat, name: str, trade: str, share: str, period: str) -> None:
    """The short dialogue, up to handing in."""
    chat.says(name, "/jihua 2027", private=True)
    chat.presses(name, "申报任务", private=True)
    chat.presses(name, trade, private=True)
    chat.reads(name, trade, "抽多少")
    chat.says(name, share, private=True)
    chat.reads(name, "什么时候查")
    chat.says(name, period, private=True)
    chat.reads(name, "申报草稿", "还没有报送")
    chat.presses(name, "✅ 报送", private=True)
    chat.reads(name, "已报送领导小组办公室")


def states(chat: Chat) -> list[ProposalState]:
    with chat.stage.database.reading() as ledger:
        return [each.state for each in ledger.plan_proposals.find(year=2027)]


def test_from_proposals_to_filing(county: Chat) -> None:
    office, (trade, safety) = county.office(), liaisons(county)
    proposes(county, trade, "加油站", "10%，不少于2户；2次/年", "3月—9月")
    proposes(county, safety, "加油站", "5%", "第二季度")
    county.reads(office, "2027年度计划申报", "待处理 2 项")
    county.presses(office, "处理申报", private=True)
    county.reads(office, "看起来相近", "行业同为加油站", "合并的条件，本地文件未规定")

    county.presses(office, "合并第 1 组", private=True)
    county.reads(office, "合并这两项", "2027年4月1日至6月30日")
    county.presses(office, "商务牵头，2027年4月1日至6月30日", private=True)
    county.reads(office, "已合并", "由商务", "应急")
    county.presses(office, "撤销合并", private=True)
    assert sorted(states(county)) == ["submitted", "submitted", "withdrawn"]
    county.presses(office, "合并第 1 组", private=True)
    county.presses(office, "商务牵头，2027年4月1日至6月30日", private=True)
    county.stage.restart()
    county.presses(office, "✅ 采用", private=True)

    county.presses(office, "汇总成稿", private=True)
    county.reads(office, "2027年度计划成稿", "还没有申报的部门")
    county.presses(office, "确认成稿", private=True)
    county.reads(safety, "加油站部门联合抽查：已合并到“加油站部门联合抽查”，商务牵头")
    county.reads(office, "已汇总成稿", "待市政府审定", "第十三条")
    county.says(safety, "/jihua 2027 申报", private=True)
    county.reads(safety, "已经汇总成稿，不再收申报")

    with county.stage.database.reading() as ledger:
        assert ledger.plan_entries.find(year=2027) == ()
    county.presses(office, "登记审定", private=True)
    county.says(office, "第3次常务会议", private=True)
    county.reads(office, "开头看不出日期")
    county.says(office, "今天 第3次常务会议纪要", private=True)
    county.reads(office, "请核对", "第3次常务会议纪要", "市政府")
    county.presses(office, "确认登记", private=True)
    county.reads(trade, "2027年度计划已生效", "加油站部门联合抽查")
    with county.stage.database.reading() as ledger:
        [entry] = ledger.plan_entries.find(year=2027)
        assert (entry.rates, entry.count, entry.at_least) == ({"": 1000}, 2, True)
        assert (entry.per_year, entry.starts_on) == (2, date(2027, 4, 1))

    for label, words in (("登记印发公布", "今天 青双随机办〔2026〕9号"), ("登记备案", "今天 已收")):
        county.presses(office, label, private=True)
        county.says(office, words, private=True)
        county.presses(office, "确认登记", private=True)
    county.reads(office, "已备案", "青双随机办〔2026〕9号", "省领导小组办公室")
    county.presses(office, "计划文书", private=True)
    assert county.reads(office, "2027年度联合抽查计划").document is not None


def test_a_department_sends_its_own_sheet_and_nobody_elses(county: Chat) -> None:
    trade, safety = liaisons(county)
    own = ["1", "加油站联合抽查", "加油站", "商务", "市监、应急", "JY-01、JY-02", "1户"]
    rows = [["2027年度抽查计划"], HEAD, [*own, "2027年3月—5月"]]
    county.stage.sends_document(safety, book({"表": rows}), "计划.xlsx")
    county.reads(safety, "有 1 处问题", "发起部门不是本部门（应急）")
    county.stage.sends_document(trade, book({"表": rows}), "计划.xlsx")
    county.reads(trade, "还没有报送", "新报 1 项", "“1户”按户数抽：1 户")
    assert states(county) == []
    county.presses(trade, "✅ 报送", private=True)
    county.reads(trade, "已报送", "1 项")
    county.stage.sends_document(trade, book({"表": rows}), "计划.xlsx")
    county.reads(trade, "与已报相同 1 项")
    assert states(county) == [ProposalState.SUBMITTED]
    county.says(trade, "/jihua 2027", private=True)
    county.reads(trade, "加油站联合抽查", "1户", "已报送")


def test_the_office_takes_a_sheet_of_all_departments_as_proposals(county: Chat) -> None:
    office = county.office()
    row = ["加油站", "商务", "市监、应急", "JY-01、JY-02", "10%", "第二季度"]
    other = ["2", "场所联合抽查", "加油站", "应急", "商务", "JY-01", "5%", "第二季度"]
    rows = [["2027年度抽查计划"], HEAD, ["1", "加油站联合抽查", *row], other]
    county.stage.sends_document(office, book({"表": rows}), "汇总.xlsx")
    county.presses(office, "作为各部门申报收下", private=True)
    county.reads(office, "已报送", "2 项")
    with county.stage.database.reading() as ledger:
        assert ledger.plan_entries.find(year=2027) == ()
    assert states(county) == [ProposalState.SUBMITTED] * 2


def test_an_entry_in_force_is_adjusted_with_before_after_and_filing(county: Chat) -> None:
    office, (trade, safety) = county.office(), liaisons(county)
    county.says(safety, "/jihua 2026 调整", private=True)
    county.reads(safety, "没有可以调整的计划条目")
    county.says(trade, "/jihua 2026 调整", private=True)
    county.presses(trade, "加油站部门联合抽查", private=True)
    county.presses(trade, "抽查时间", private=True)
    county.says(trade, "4月—10月", private=True)
    county.says(trade, "与成品油专项整治结合", private=True)
    county.reads(trade, "已送领导小组办公室审核", "2026年3月2日至9月30日 → 2026年4月1日至10月31日")
    county.reads(office, "计划调整申请", "与成品油专项整治结合")
    county.presses(office, "✅ 同意", private=True)
    county.reads(office, "计划已改", "请及时报省领导小组办公室", "第十三条")
    county.reads(trade, "2026年度计划已调整")
    county.presses(office, "登记备案", private=True)
    county.says(office, "今天 已收", private=True)
    county.presses(office, "确认登记", private=True)
    with county.stage.database.reading() as ledger:
        entry = ledger.plan_entries.find(year=2026, number="QH-01")[0]
        assert (entry.starts_on, entry.ends_on) == (date(2026, 4, 1), date(2026, 10, 31))
        event = ledger.events.find(verb="plan_adjusted")[0]
        assert event.facts["before"] == "2026年3月2日至9月30日"
        assert ledger.plan_adjustments.find()[0].filing == "已收"
        forms = ledger.documents.find(task_id=None, form="计划调整备案表")
        assert [each.version for each in forms] == [1, 2]
