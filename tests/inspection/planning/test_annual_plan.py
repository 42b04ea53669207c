"""The plan of a year under the rules of each locality: steps, refusals, what is told to whom."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from documents.render import render
from inspection.ids import PlanEntryId
from inspection.plans import PlanEntry, ProposalState
from inspection.refusal import Refusal
from inspection.snapshots.scheme import scheme_facts
from tests.documents.reading import text_of
from tests.inspection.planning.number_scene import plan
from tests.inspection.planning.scene import (
    CIVIL,
    FIRE,
    JUSTICE,
    MARKET,
    OCTOBER,
    OFFICE,
    YEAR,
    compiled,
    in_force,
    propose,
)
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
LOCALITIES = ("xinyang", "xinhua", "xinxian", "xinzhou", "wolong")


def entries(chat: SmallChat) -> tuple[PlanEntry, ...]:
    found: tuple[PlanEntry, ...] = chat.read(lambda book: book.plan_entries.find(year=YEAR))
    return found


def states(chat: SmallChat) -> list[ProposalState]:
    found = chat.read(lambda book: book.plan_proposals.find(year=YEAR))
    return [each.state for each in found]


@pytest.mark.parametrize("locality", LOCALITIES)
def test_the_plan_comes_into_force_by_the_step_that_the_circular_names(
    open_chat: OpenChat, locality: str
) -> None:
    """忻州第十三条: 报市政府审定; elsewhere nobody approves and issuing it is enough."""
    chat = open_chat(locality)
    chat.now = OCTOBER
    propose(chat, CIVIL)
    compiled(chat)
    assert entries(chat) == ()
    chat.says(OFFICE, f"/jihua {YEAR}")
    asked = locality == "xinzhou"
    assert ("登记审定" in chat.labels(OFFICE)) == asked
    assert ("登记印发公布" in chat.labels(OFFICE)) == (not asked)
    if not asked:
        assert "审定：本地文件未规定" in chat.last(OFFICE)
    chat.presses(OFFICE, "登记审定" if asked else "登记印发公布")
    chat.says(OFFICE, "2026年10月12日 青双随机办〔2026〕9号")
    assert entries(chat) == ()
    chat.presses(OFFICE, "确认登记")
    [entry] = entries(chat)
    assert (entry.number, entry.starts_on) == ("QH-01", date(YEAR, 3, 1))
    assert plan(chat).in_force_at is not None
    assert f"{YEAR}年度计划已生效" in chat.seen(CIVIL)[-1]


@pytest.mark.parametrize("locality", LOCALITIES)
def test_filing_is_registered_only_where_the_circular_asks_it(
    open_chat: OpenChat, locality: str
) -> None:
    chat = open_chat(locality)
    chat.now = OCTOBER
    propose(chat, CIVIL)
    in_force(chat)
    chat.says(OFFICE, f"/jihua {YEAR}")
    if locality == "xinzhou":
        chat.presses(OFFICE, "登记备案")
        chat.says(OFFICE, "今天 已收")
        chat.presses(OFFICE, "确认登记")
        assert plan(chat).filed_on == OCTOBER.date()
        assert "已备案" in chat.last(OFFICE)
        return
    assert "登记备案" not in chat.labels(OFFICE)
    assert "备案：本地文件未规定" in chat.last(OFFICE)
    chat.callback(OFFICE, f"v1:plan_file:{YEAR}")
    chat.says(OFFICE, "今天 已收")
    assert "本地文件未规定，不用登记" in chat.presses(OFFICE, "确认登记")


def test_no_task_is_opened_from_a_plan_that_lacks_its_approval(open_chat: OpenChat) -> None:
    """忻州第十三条: the plan the office imported waits for the city's government."""
    chat = open_chat("xinzhou")
    entry = chat.county.plan_entry
    other = replace(entry, id=PlanEntryId(0), number="2", name="养老机构第二批")
    key = chat.write(lambda desk: desk.ledger.plan_entries.add(other)).id
    said = chat.callback(CIVIL, f"v1:open_task:{key}")
    assert "须经市政府审定" in said
    assert "第十三条" in said
    chat.says(OFFICE, "/jihua 2026")
    chat.presses(OFFICE, "登记审定")
    chat.says(OFFICE, "2026-01-20 第1次常务会议纪要")
    chat.presses(OFFICE, "确认登记")
    assert chat.callback(CIVIL, f"v1:open_task:{key}:none") == ""
    assert chat.read(lambda book: book.tasks.find(plan_entry_id=key))


@pytest.mark.parametrize("locality", [each for each in LOCALITIES if each != "xinzhou"])
def test_elsewhere_an_imported_plan_needs_no_approval(open_chat: OpenChat, locality: str) -> None:
    chat = open_chat(locality)
    other = replace(chat.county.plan_entry, id=PlanEntryId(0), number="2", name="第二批")
    key = chat.write(lambda desk: desk.ledger.plan_entries.add(other)).id
    assert chat.callback(CIVIL, f"v1:open_task:{key}:none") == ""
    assert chat.read(lambda book: book.tasks.find(plan_entry_id=key))


def test_a_plan_that_says_how_often_is_carried_out_no_oftener(open_chat: OpenChat) -> None:
    chat = open_chat()
    once = replace(chat.county.plan_entry, per_year=1)
    chat.write(lambda desk: desk.ledger.plan_entries.save(once))
    archived = replace(chat.county.task, state="archived")
    chat.write(lambda desk: desk.ledger.tasks.save(archived))
    assert "每年 1 次，已经开满" in chat.callback(CIVIL, f"v1:open_task:{once.id}")


def test_a_cancelled_entry_is_offered_to_nobody(open_chat: OpenChat) -> None:
    chat = open_chat()
    gone = replace(chat.county.plan_entry, id=PlanEntryId(0), number="2", cancelled=True)
    key = chat.write(lambda desk: desk.ledger.plan_entries.add(gone)).id
    assert "没有可以开的计划条目" in chat.says(CIVIL, "/renwu")
    assert "已经从计划中取消" in chat.callback(CIVIL, f"v1:open_task:{key}")


def test_the_office_merges_undoes_drops_and_compiles(open_chat: OpenChat) -> None:
    """新华第十二条: 对检查对象和检查方式等相近的，协调相关部门合并安排."""
    chat = open_chat("xinhua")
    chat.now = OCTOBER
    propose(chat, CIVIL)
    propose(chat, FIRE, ends_on=date(YEAR, 4, 30), rates={"": 500})
    propose(chat, MARKET, name="食堂专项", starts_on=date(YEAR, 9, 1), ends_on=date(YEAR, 10, 31))
    chat.says(OFFICE, f"/jihua {YEAR} 汇总")
    assert "看起来相近" in chat.last(OFFICE)
    assert "第十二条" in chat.last(OFFICE)
    chat.presses(OFFICE, "合并第 1 组")
    chat.presses(OFFICE, "民政局牵头，2027年3月1日至4月30日")
    chat.presses(OFFICE, "撤销合并")
    assert states(chat).count(ProposalState.SUBMITTED) == 3
    chat.presses(OFFICE, "合并第 1 组")
    chat.presses(OFFICE, "消防救援大队牵头，2027年3月1日至6月30日")
    chat.presses(OFFICE, "✅ 采用")
    assert "汇总成稿" not in chat.labels(OFFICE)
    assert "还有 1 项申报没有处理" in chat.callback(OFFICE, f"v1:plan_compile_sure:{YEAR}")
    chat.presses(OFFICE, "不采用")
    chat.says(OFFICE, "与市局专项重复")
    chat.presses(OFFICE, "汇总成稿")
    chat.presses(OFFICE, "确认成稿")
    assert "食堂专项：不采用，与市局专项重复" in chat.seen(MARKET)[-1]
    assert "已合并到“养老机构部门联合抽查”，消防救援大队牵头" in chat.seen(CIVIL)[-1]
    chat.presses(OFFICE, "退回重新汇总")
    assert plan(chat).compiled_at is None
    assert "各部门申报" in chat.last(OFFICE)


def test_an_approved_plan_is_not_taken_back(open_chat: OpenChat) -> None:
    chat = open_chat("xinzhou")
    chat.now = OCTOBER
    propose(chat, CIVIL)
    in_force(chat)
    assert "不能退回重新汇总" in chat.callback(OFFICE, f"v1:plan_reopen:{YEAR}")
    chat.callback(OFFICE, f"v1:plan_approve:{YEAR}")
    chat.says(OFFICE, "今天 再来一次")
    assert "已经登记过" in chat.presses(OFFICE, "确认登记")


def test_who_has_not_answered_is_named_until_they_do(open_chat: OpenChat) -> None:
    chat = open_chat()
    chat.now = OCTOBER
    propose(chat, CIVIL)
    chat.says(JUSTICE, "/jihua")
    assert "还没有申报的部门：市场监管局、消防救援大队、卫生健康委、司法局" in chat.last(JUSTICE)
    chat.presses(JUSTICE, "没有牵头任务")
    assert "没有牵头任务的部门：司法局" in chat.last(JUSTICE)
    assert "先在 /jihua 撤回" in chat.callback(CIVIL, f"v1:plan_none:{YEAR}:1")
    chat.presses(JUSTICE, "本部门有牵头任务")
    assert "司法局" in chat.last(JUSTICE)
    propose(chat, JUSTICE)
    assert plan(chat).none_from == ()


def test_the_same_name_again_takes_the_place_of_the_first(open_chat: OpenChat) -> None:
    chat = open_chat()
    chat.now = OCTOBER
    propose(chat, CIVIL)
    propose(chat, CIVIL)
    propose(chat, CIVIL, rates={"": 2000})
    assert states(chat).count(ProposalState.SUBMITTED) == 1
    compiled(chat)
    with pytest.raises(Refusal, match="plan_compiled"):
        propose(chat, CIVIL, rates={"": 3000})


def test_name_objects_and_items_of_a_draft_may_be_changed(open_chat: OpenChat) -> None:
    chat = open_chat()
    chat.now = OCTOBER
    draft = propose(chat, CIVIL)
    loose = replace(draft, state=ProposalState.DRAFT)
    chat.write(lambda desk: desk.ledger.plan_proposals.save(loose))
    chat.says(CIVIL, f"/jihua {YEAR}")
    chat.presses(CIVIL, "接着填")
    chat.presses(CIVIL, "改名称")
    chat.says(CIVIL, "民办养老机构联合抽查")
    chat.presses(CIVIL, "改对象范围")
    chat.says(CIVIL, "全县民办养老机构")
    chat.presses(CIVIL, "改事项")
    chat.presses(CIVIL, "☐ 市场监管局 食堂食品安全")
    chat.presses(CIVIL, "☑ 民政局 运营资质和收费公示")
    chat.presses(CIVIL, "返回")
    shown = chat.last(CIVIL)
    assert "民办养老机构联合抽查" in shown
    assert "检查对象：全县民办养老机构" in shown
    assert "参与部门：市场监管局" in shown
    assert "抽查事项（2 项）" in shown
    chat.presses(CIVIL, "✅ 报送")
    assert states(chat) == [ProposalState.SUBMITTED]
    assert "已经不是草稿" in chat.callback(CIVIL, f"v1:plan_item:{draft.id}:1")
    assert "别的部门申报的" in chat.callback(FIRE, f"v1:plan_withdraw:{draft.id}")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"item_ids": ()}, "proposal_no_items"),
        ({"starts_on": date(2026, 12, 1)}, "period_outside_year"),
        ({"ends_on": date(2027, 1, 1)}, "period_outside_year"),
        ({"lead_id": 2}, "not_own_proposal"),
        ({"year": 1999}, "plan_year_wanted"),
    ],
)
def test_what_cannot_be_proposed_is_refused(
    open_chat: OpenChat, fields: dict[str, object], code: str
) -> None:
    chat = open_chat()
    with pytest.raises(Refusal) as refused:
        propose(chat, CIVIL, **fields)
    assert refused.value.code == code


def test_the_plan_belongs_into_the_private_chat(open_chat: OpenChat) -> None:
    chat = open_chat()
    assert "私聊" in chat.says(CIVIL, "/jihua", private=False)
    assert "认不出" in chat.says(CIVIL, "/jihua 随便")


def test_a_count_without_a_rate_is_drawn_as_that_many(open_chat: OpenChat) -> None:
    """domain.md 6: 1户, 不少于2所."""
    from inspection.lots import freeze_roster

    chat = open_chat()
    task = replace(chat.county.task, rates={}, count=2)
    for wanted, changed in (
        (2, task),
        (4, replace(task, count=9)),
        (3, replace(task, rates={"": 5000}, count=3, at_least=True)),
        (2, replace(task, rates={"": 5000}, count=3)),
    ):
        frozen = chat.write(lambda desk, task=changed: freeze_roster(desk, task))
        assert sum(frozen.quota.values()) == wanted


def test_a_scheme_of_so_many_subjects_prints_no_rate(open_chat: OpenChat) -> None:
    chat = open_chat()
    task = replace(chat.county.task, rates={}, count=2)
    scheme = chat.write(lambda desk: scheme_facts(desk, task))
    printed = render("工作方案", scheme)
    assert not printed.missing
    words = text_of(printed.docx)
    assert "共有4户，计划抽取2户" in words
    assert "的比例抽取" not in words
