"""A number certifies only the plan it was given to: taken back, changed, and issued anew."""

from dataclasses import replace
from datetime import date

from inspection.desk import Desk
from inspection.planning import kept, plan_of
from inspection.plans import PLAN_PAPER
from tests.inspection.planning.number_scene import (
    NINTH,
    TENTH,
    code,
    faults,
    issue,
    paper,
    plan,
    register,
    registers,
)
from tests.inspection.planning.scene import (
    FIRE,
    OFFICE,
    YEAR,
    compiled,
    propose,
)
from tests.small_chat import SmallChat


def proposes_more(chat: SmallChat) -> None:
    """A second task is proposed, and the plan compiled again."""
    propose(chat, FIRE, name="消防专项抽查", starts_on=date(YEAR, 8, 1), ends_on=date(YEAR, 9, 30))
    compiled(chat)


def taken_back(chat: SmallChat) -> None:
    """The draft is back among the proposals, as an older release allowed with a number given."""

    def act(desk: Desk) -> None:
        kept(desk, replace(plan_of(desk, YEAR), compiled_by=None, compiled_at=None))

    chat.write(act)


def test_a_plan_that_bears_a_number_is_taken_back_only_after_cancelling_it(
    chat: SmallChat,
) -> None:
    code(chat)
    issue(chat, paper(chat), NINTH)
    chat.says(OFFICE, f"/jihua {YEAR}")
    refused = chat.presses(OFFICE, "退回重新汇总")
    assert NINTH in refused
    assert "先在 /qianfa 把这个号作废" in refused
    assert plan(chat).compiled_at is not None
    chat.says(OFFICE, f"/qianfa {paper(chat).id} 作废 要增加任务")
    chat.callback(OFFICE, f"v1:plan_reopen:{YEAR}")
    proposes_more(chat)
    registers(chat, f"今天 {TENTH}")
    chat.presses(OFFICE, "确认登记")
    assert paper(chat).number == TENTH
    assert len(paper(chat).facts["entries"]) == 2  # type: ignore[arg-type]
    assert faults(chat) == ()


def test_a_number_certifies_only_the_plan_it_was_given_to(chat: SmallChat) -> None:
    code(chat)
    issue(chat, paper(chat), NINTH)
    taken_back(chat)
    proposes_more(chat)
    newer = paper(chat)
    refused = registers(chat, "今天")
    assert f"签发第 {newer.version} 稿（文书 {newer.id}）" in refused
    assert chat.read(lambda book: book.plan_entries.find(year=YEAR)) == ()
    assert issue(chat, newer) == ""
    assert registers(chat, "今天") == ""
    chat.presses(OFFICE, "确认登记")
    assert plan(chat).document_number == TENTH


def test_a_plan_changed_before_the_confirmation_keeps_its_old_number_out(
    chat: SmallChat,
) -> None:
    code(chat)
    issue(chat, paper(chat), NINTH)
    registers(chat, "今天")
    taken_back(chat)
    proposes_more(chat)
    assert "计划有改动" in chat.presses(OFFICE, "确认登记")
    assert plan(chat).issued_on is None


def test_facts_that_changed_without_a_new_draft_ask_for_one(chat: SmallChat) -> None:
    code(chat)
    issue(chat, paper(chat), NINTH)
    taken_back(chat)

    def rename(desk: Desk) -> None:
        proposal = desk.ledger.plan_proposals.find(year=YEAR)[0]
        desk.ledger.plan_proposals.save(replace(proposal, name="改了名称"))
        kept(desk, replace(plan_of(desk, YEAR), compiled_at=desk.now))

    chat.write(rename)
    written = f"/wenshu 年度 {YEAR} 起草 {PLAN_PAPER}"
    assert f"发 {written}" in registers(chat, "今天")
    chat.says(OFFICE, written)
    assert f"第 {paper(chat).version} 稿" in registers(chat, "今天")


def test_a_draft_taken_back_is_not_issued(chat: SmallChat) -> None:
    code(chat)
    draft = paper(chat)
    chat.says(OFFICE, f"/jihua {YEAR}")
    chat.presses(OFFICE, "退回重新汇总")
    assert "还没有汇总成稿" in issue(chat, draft, NINTH)
    assert register(chat) == []
