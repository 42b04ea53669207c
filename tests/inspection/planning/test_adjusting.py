"""A plan in force is changed with before, after and reason; filed where the circular asks it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from inspection.desk import Desk
from inspection.ids import PlanAdjustmentId, PlanEntryId
from inspection.plain import Facts
from inspection.plans import AdjustmentPoint, AdjustmentState, PlanAdjustment, PlanEntry
from inspection.refusal import Refusal
from inspection.usecases.ask_adjustment import ask_adjustment
from inspection.usecases.decide_adjustment import decide_adjustment
from inspection.usecases.file_adjustment import file_adjustment
from inspection.usecases.withdraw_adjustment import withdraw_adjustment
from tests.inspection.planning.scene import (
    CIVIL,
    FIRE,
    OCTOBER,
    OFFICE,
    YEAR,
    compiled,
    in_force,
    propose,
)
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
LATER: Facts = {"starts_on": "2027-04-01", "ends_on": "2027-09-30"}


@pytest.fixture
def planned(open_chat: OpenChat) -> Callable[[str], SmallChat]:
    """The plan of 2027 in force."""

    def start(locality: str = "xinzhou") -> SmallChat:
        chat = open_chat(locality)
        chat.now = OCTOBER
        propose(chat, CIVIL)
        in_force(chat)
        return chat

    return start


def entry(chat: SmallChat) -> PlanEntry:
    found: PlanEntry = chat.read(lambda book: book.plan_entries.find(year=YEAR)[0])
    return found


def asked(
    chat: SmallChat,
    who: str = CIVIL,
    point: AdjustmentPoint = AdjustmentPoint.PERIOD,
    after: Facts | None = None,
    reason: str = "与专项整治结合",
) -> PlanAdjustment:
    def act(desk: Desk) -> PlanAdjustment:
        return ask_adjustment(
            desk,
            actor=desk.ledger.people.get(chat.county.people[who].id),
            entry_id=entry(chat).id,
            point=point,
            after=LATER if after is None else after,
            reason=reason,
        )

    found: PlanAdjustment = chat.write(act)
    return found


def test_before_and_after_stand_in_journal_form_and_news(
    planned: Callable[..., SmallChat],
) -> None:
    """忻州第十三条: 可以动态调整，调整后的及时报省领导小组办公室备案."""
    chat = planned()
    asked(chat)
    assert entry(chat).starts_on.isoformat() == "2027-03-01"
    request = chat.seen(OFFICE)[-1]
    assert "2027年3月1日至6月30日 → <b>2027年4月1日至9月30日</b>" in request
    assert "第十三条" in request
    chat.presses(OFFICE, "✅ 同意")
    assert "请及时报省领导小组办公室" in chat.last(OFFICE)
    assert entry(chat).ends_on.isoformat() == "2027-09-30"
    event = chat.read(lambda book: book.events.find(verb="plan_adjusted")[0])
    assert (event.facts["before"], event.facts["after"], event.facts["reason"]) == (
        "2027年3月1日至6月30日",
        "2027年4月1日至9月30日",
        "与专项整治结合",
    )
    form = chat.read(lambda book: book.documents.find(form="计划调整备案表")[-1])
    assert form.facts["changes"][0]["point"] == "抽查时间"
    assert form.facts["approval"] == "同意调整。"
    assert form.facts["filed_with"] == "省领导小组办公室"
    assert form.facts["plan_number"] == "青双随机办〔2026〕9号"


@pytest.mark.parametrize("locality", ["xinyang", "xinhua", "xinxian", "wolong"])
def test_elsewhere_nothing_is_filed_and_the_form_says_so(
    planned: Callable[..., SmallChat], locality: str
) -> None:
    chat = planned(locality)
    asked(chat)
    chat.presses(OFFICE, "✅ 同意")
    assert "备案：本地文件未规定" in chat.last(OFFICE)
    assert "登记备案" not in chat.labels(OFFICE)
    form = chat.read(lambda book: book.documents.find(form="计划调整备案表")[-1])
    assert form.facts["filed_with"] is None
    by_article = form.facts["article"] or ""
    assert ("第一部分（二）" in by_article) == (locality == "wolong")
    with pytest.raises(Refusal, match="plan_step_not_provided"):
        chat.write(
            lambda desk: file_adjustment(
                desk,
                actor=desk.ledger.people.get(chat.county.people[OFFICE].id),
                adjustment_id=PlanAdjustmentId(1),
                day=desk.now.date(),
                words="已收",
            )
        )


def test_a_refused_change_leaves_the_plan_as_it_is(planned: Callable[..., SmallChat]) -> None:
    chat = planned()
    before = entry(chat)
    asked(
        chat,
        point=AdjustmentPoint.SHARE,
        after={"rates": {"": 100}, "count": None, "at_least": False, "per_year": 2},
    )
    chat.presses(OFFICE, "不同意")
    chat.says(OFFICE, "比例过低")
    assert entry(chat) == before
    assert "答复：比例过低" in chat.seen(CIVIL)[-1]
    assert chat.read(lambda book: book.plan_adjustments.get(1)).state is AdjustmentState.REFUSED


def test_a_cancelled_task_stays_in_the_ledger_and_leaves_the_plan(
    planned: Callable[..., SmallChat],
) -> None:
    chat = planned()
    asked(chat, point=AdjustmentPoint.CANCEL, after={"cancelled": True})
    chat.presses(OFFICE, "✅ 同意")
    assert entry(chat).cancelled
    paper = chat.read(lambda book: book.documents.find(form="年度联合抽查计划", year=YEAR)[-1])
    assert len(paper.facts["entries"]) == 0
    chat.says(CIVIL, f"/jihua {YEAR} 调整")
    assert "没有可以调整的计划条目" in chat.last(CIVIL)


def test_whoever_asked_may_take_it_back(planned: Callable[..., SmallChat]) -> None:
    chat = planned()
    asked(chat)
    chat.says(CIVIL, f"/jihua {YEAR} 调整")
    chat.presses(CIVIL, "1 撤回")
    assert chat.read(lambda book: book.plan_adjustments.get(1)).state is AdjustmentState.WITHDRAWN
    with pytest.raises(Refusal, match="nothing_to_decide"):
        chat.write(
            lambda desk: decide_adjustment(
                desk,
                actor=desk.ledger.people.get(chat.county.people[OFFICE].id),
                adjustment_id=PlanAdjustmentId(1),
                approve=True,
            )
        )
    with pytest.raises(Refusal, match="not_lead_of_plan"):
        chat.write(
            lambda desk: withdraw_adjustment(
                desk,
                actor=desk.ledger.people.get(chat.county.people[FIRE].id),
                adjustment_id=PlanAdjustmentId(1),
            )
        )


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"who": FIRE}, "not_lead_of_plan"),
        ({"after": {"starts_on": "2027-03-01", "ends_on": "2027-06-30"}}, "nothing_adjusted"),
        ({"after": {"starts_on": "2026-03-01", "ends_on": "2026-06-30"}}, "period_outside_year"),
        ({"reason": "  "}, "reason_missing"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    planned: Callable[..., SmallChat], how: dict[str, Any], code: str
) -> None:
    chat = planned()
    with pytest.raises(Refusal) as refused:
        asked(chat, **how)
    assert refused.value.code == code


def test_one_request_a_point_and_none_while_the_task_runs(open_chat: OpenChat) -> None:
    chat = open_chat()
    chat.now = OCTOBER
    propose(chat, CIVIL)
    in_force(chat)
    asked(chat)
    with pytest.raises(Refusal, match="adjustment_waiting"):
        asked(chat)
    running = replace(chat.county.task, plan_entry_id=PlanEntryId(entry(chat).id))
    chat.write(lambda desk: desk.ledger.tasks.save(running))
    with pytest.raises(Refusal, match="plan_task_opened"):
        asked(chat, point=AdjustmentPoint.CANCEL, after={"cancelled": True})
    assert "已开任务" in chat.presses(OFFICE, "✅ 同意")


def test_a_late_proposal_is_added_with_its_reason_and_filed(
    planned: Callable[..., SmallChat],
) -> None:
    """忻州第十三条: 动态调整, 调整后的及时报备."""
    chat = planned()
    propose(chat, FIRE, name="消防专项联合抽查")
    chat.says(OFFICE, f"/jihua {YEAR}")
    chat.presses(OFFICE, "处理补充申报 1 项")
    assert "合并第" not in "".join(chat.labels(OFFICE))
    chat.presses(OFFICE, "1 采用")
    chat.says(OFFICE, "上级新部署")
    assert "新增任务：未列入计划 → <b>列入计划</b>" in chat.last(OFFICE)
    assert "请及时报省领导小组办公室" in chat.last(OFFICE)
    entries = chat.read(lambda book: book.plan_entries.find(year=YEAR))
    assert [each.number for each in entries] == ["QH-01", "QH-02"]
    event = chat.read(lambda book: book.events.find(verb="task_added_to_plan")[0])
    assert event.facts["reason"] == "上级新部署"
    assert "计划已调整" in chat.seen(FIRE)[-1]
    paper = chat.read(lambda book: book.documents.find(form="年度联合抽查计划", year=YEAR)[-1])
    assert len(paper.facts["entries"]) == 2


def test_a_late_proposal_may_be_dropped_and_the_department_is_told(
    planned: Callable[..., SmallChat],
) -> None:
    chat = planned("xinyang")
    late = propose(chat, FIRE, name="消防专项联合抽查")
    chat.callback(OFFICE, f"v1:plan_drop:{late.id}")
    chat.says(OFFICE, "与现有任务重复")
    assert "没有采用2027年度的补充申报“消防专项联合抽查”" in chat.seen(FIRE)[-1]
    assert len(chat.read(lambda book: book.plan_entries.find(year=YEAR))) == 1


def test_nothing_is_proposed_between_compiling_and_coming_into_force(open_chat: OpenChat) -> None:
    chat = open_chat("xinzhou")
    chat.now = OCTOBER
    propose(chat, CIVIL)
    compiled(chat)
    with pytest.raises(Refusal, match="plan_compiled"):
        propose(chat, FIRE)
