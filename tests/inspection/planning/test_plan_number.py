"""One plan, one number: given by the register at 签发, or typed at the registration and entered."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.auditing import audit
from inspection.archive import Document, DocumentState
from inspection.desk import Desk
from inspection.filing import draft_document
from inspection.issued_version import issue_version
from inspection.numbering import next_number
from inspection.numbers import DocumentNumber
from inspection.planning import kept, plan_of
from inspection.plans import PLAN_PAPER, AdjustmentPoint, AnnualPlan
from inspection.usecases.ask_adjustment import ask_adjustment
from inspection.usecases.decide_adjustment import decide_adjustment
from tests.documents.reading import text_of
from tests.inspection.planning.scene import (
    CIVIL,
    FIRE,
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
NINTH, TENTH = "青双随机办〔2026〕9号", "青双随机办〔2026〕10号"


@pytest.fixture
def chat(open_chat: OpenChat) -> SmallChat:
    """The plan of 2027 compiled, in October 2026."""
    made = open_chat()
    made.now = OCTOBER
    propose(made, CIVIL)
    compiled(made)
    return made


def paper(chat: SmallChat) -> Document:
    """The plan's newest version."""
    found: Document = chat.read(lambda book: book.documents.find(form=PLAN_PAPER)[-1])
    return found


def plan(chat: SmallChat) -> AnnualPlan:
    found: AnnualPlan = chat.read(lambda book: book.annual_plans.one(year=YEAR))
    return found


def register(chat: SmallChat) -> list[tuple[str, int]]:
    """Every number given, with its document."""
    entries: tuple[DocumentNumber, ...] = chat.read(lambda book: book.document_numbers.find())
    return [(each.text, each.document_id) for each in entries]


def faults(chat: SmallChat) -> tuple[str, ...]:
    """What `chuishao audit` finds."""
    found: tuple[str, ...] = chat.read(lambda book: audit(book).faults)
    return found


def code(chat: SmallChat) -> None:
    """The office has its 机关代字."""

    def enter(desk: Desk) -> None:
        office = desk.ledger.office.find()[0]
        desk.ledger.office.save(replace(office, number_code="青双随机办"))

    chat.write(enter)


def issue(chat: SmallChat, document: Document, number: str = "") -> str:
    """Submitted, read and issued in chat; what the issue is answered with."""
    key = document.id
    assert not chat.says(MARKET, f"/qianfa {key} 送核")
    assert not chat.says(OFFICE, f"/qianfa {key} 核稿")
    return chat.says(OFFICE, f"/qianfa {key} 同意 {number}".strip())


def numbered(chat: SmallChat, begin_with: str = "") -> str:
    """Another paper of the office, issued; the number it took."""

    def act(desk: Desk) -> Document:
        draft = draft_document(
            desk, task=None, form="督查通报", title="督查通报", facts={}, actor_id=None, year=2026
        )
        number = next_number(desk, None, begin_with)
        office = desk.ledger.people.get(chat.county.people[OFFICE].id)
        return issue_version(desk, draft, office, number=number, day=desk.now.date())

    issued: Document = chat.write(act)
    return issued.number


def registers(chat: SmallChat, words: str) -> str:
    """登记印发公布 up to the question whether it was understood."""
    chat.says(OFFICE, f"/jihua {YEAR}")
    chat.presses(OFFICE, "登记印发公布")
    return chat.says(OFFICE, words)


def test_a_typed_number_enters_the_register_with_the_plan_as_issued_paper(
    chat: SmallChat,
) -> None:
    assert registers(chat, f"2026年10月10日 {NINTH}") == ""
    assert "文号入发文字号登记簿" in chat.last(OFFICE)
    assert register(chat) == []
    chat.presses(OFFICE, "确认登记")
    issued = paper(chat)
    assert register(chat) == [(NINTH, issued.id)]
    assert (issued.state, issued.number) == (DocumentState.ISSUED, NINTH)
    assert (issued.facts["issue_date"], issued.facts["draft"]) == ("2026年10月10日", False)
    assert issued.file_id is not None
    printed = text_of(chat.read(lambda book: book.files.get(issued.file_id)).content)
    assert NINTH in printed
    assert plan(chat).document_number == NINTH
    assert "已经签发" in chat.says(MARKET, f"/qianfa {issued.id} 送核")
    assert numbered(chat) == TENTH
    assert faults(chat) == ()


def test_the_number_that_the_register_gave_is_shown_and_taken(chat: SmallChat) -> None:
    code(chat)
    assert numbered(chat, NINTH) == NINTH
    assert issue(chat, paper(chat)) == ""
    issued = paper(chat)
    assert issued.number == TENTH
    chat.says(OFFICE, f"/jihua {YEAR}")
    assert f"已签发，文号 {TENTH}，还没有登记" in chat.last(OFFICE)
    assert f"文号是 {TENTH}" in registers(chat, "今天 青双随机办〔2026〕11号")
    assert registers(chat, "2026年10月12日") == ""
    assert f"文号：{TENTH}" in chat.last(OFFICE)
    chat.presses(OFFICE, "确认登记")
    assert plan(chat).document_number == TENTH
    assert f"2026年10月12日，{TENTH}" in chat.last(OFFICE)
    assert paper(chat).id == issued.id
    assert [text for text, _ in register(chat)] == [NINTH, TENTH]
    assert faults(chat) == ()


def test_the_plan_issued_in_chat_names_its_entries_as_they_come_into_force(
    chat: SmallChat,
) -> None:
    assert issue(chat, paper(chat), NINTH) != ""
    code(chat)
    assert chat.says(OFFICE, f"/qianfa {paper(chat).id} 同意 {NINTH}") == ""
    registers(chat, "今天")
    chat.presses(OFFICE, "确认登记")
    entries = chat.read(lambda book: book.plan_entries.find(year=YEAR))
    printed = paper(chat).facts["entries"]
    assert isinstance(printed, list)
    assert [line["number"] for line in printed] == [each.number for each in entries]  # type: ignore[call-overload,index]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("今天 青双随机办〔2027〕10号", "编在〔2026〕年的登记簿里"),
        (f"今天 {NINTH}", "已经给了“督查通报”"),
        ("今天 青双随机办〔2026〕11号", f"下一个号是 {TENTH}"),
        ("今天 青市监〔2026〕10号", "机关代字是“青双随机办”"),
        ("今天 青双随机办2026年10号", "不像完整的发文字号"),
    ],
)
def test_a_number_that_does_not_fit_the_register_is_refused_with_the_remedy(
    chat: SmallChat, words: str, answer: str
) -> None:
    code(chat)
    numbered(chat, NINTH)
    assert answer in registers(chat, words)
    assert plan(chat).issued_on is None
    assert registers(chat, f"今天 {TENTH}") == ""
    chat.presses(OFFICE, "确认登记")
    assert faults(chat) == ()


def test_a_number_taken_before_the_confirmation_is_refused(chat: SmallChat) -> None:
    code(chat)
    registers(chat, f"今天 {NINTH}")
    numbered(chat, NINTH)
    assert "已经给了“督查通报”" in chat.presses(OFFICE, "确认登记")
    assert plan(chat).issued_on is None
    assert len(register(chat)) == 1


def test_a_plan_published_without_a_number_may_be_numbered_later(chat: SmallChat) -> None:
    registers(chat, "今天 县政府网站公布")
    assert "计划文书仍是草稿" in chat.last(OFFICE)
    chat.presses(OFFICE, "确认登记")
    assert "2026年10月12日，县政府网站公布" in chat.last(OFFICE)
    assert (paper(chat).state, register(chat)) == (DocumentState.DRAFT, [])
    code(chat)
    assert issue(chat, paper(chat), NINTH) == ""
    chat.says(OFFICE, f"/jihua {YEAR}")
    assert f"县政府网站公布，现用文号 {NINTH}" in chat.last(OFFICE)


def test_a_cancelled_number_is_shown_as_such_and_never_used_again(chat: SmallChat) -> None:
    code(chat)
    issue(chat, paper(chat), NINTH)
    chat.says(OFFICE, f"/qianfa {paper(chat).id} 作废 印错")
    assert "作废的号也不再用" in registers(chat, f"今天 {NINTH}")
    registers(chat, f"今天 {TENTH}")
    chat.presses(OFFICE, "确认登记")
    chat.says(OFFICE, f"/qianfa {paper(chat).id} 作废 又错")
    chat.says(OFFICE, f"/jihua {YEAR}")
    assert f"{TENTH}（此号已作废）" in chat.last(OFFICE)
    assert faults(chat) == ()


def test_a_plan_is_not_issued_before_the_approval_that_the_circular_asks(
    open_chat: OpenChat,
) -> None:
    """忻州第十三条: 报市政府审定."""
    chat = open_chat("xinzhou")
    chat.now = OCTOBER
    propose(chat, CIVIL)
    compiled(chat)
    code(chat)
    assert "须经市政府审定" in issue(chat, paper(chat))
    assert register(chat) == []


def test_an_adjusted_plan_is_a_draft_without_number_until_it_is_issued(
    open_chat: OpenChat,
) -> None:
    chat = open_chat("xinzhou")
    chat.now = OCTOBER
    propose(chat, CIVIL)
    in_force(chat)
    first = paper(chat)
    entry = chat.read(lambda book: book.plan_entries.find(year=YEAR)[0])

    def adjust(desk: Desk) -> None:
        people = {each.name: each for each in desk.ledger.people.find()}
        asked = ask_adjustment(
            desk,
            actor=people[CIVIL],
            entry_id=entry.id,
            point=AdjustmentPoint.PERIOD,
            after={"starts_on": "2027-04-01", "ends_on": "2027-09-30"},
            reason="与专项整治结合",
        )
        decide_adjustment(desk, actor=people[OFFICE], adjustment_id=asked.id, approve=True)

    chat.write(adjust)
    second = paper(chat)
    assert (second.version, second.facts["draft"]) == (first.version + 1, True)
    assert second.facts["document_number"] is None
    assert issue(chat, second) == ""
    assert [text for text, _ in register(chat)] == [NINTH, TENTH]
    chat.says(OFFICE, f"/jihua {YEAR}")
    assert f"{NINTH}，现用文号 {TENTH}" in chat.last(OFFICE)


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
