"""One plan, one number: given by the register at 签发, or typed at the registration and entered."""

from collections.abc import Callable

from inspection.archive import DocumentState
from inspection.desk import Desk
from inspection.plans import AdjustmentPoint
from inspection.usecases.ask_adjustment import ask_adjustment
from inspection.usecases.decide_adjustment import decide_adjustment
from tests.documents.reading import text_of
from tests.inspection.planning.number_scene import (
    NINTH,
    TENTH,
    code,
    faults,
    issue,
    numbered,
    paper,
    plan,
    register,
    registers,
)
from tests.inspection.planning.scene import (
    CIVIL,
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
