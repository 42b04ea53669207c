"""What is typed as the number of the plan: understood however written, refused with the remedy."""

import pytest

from tests.inspection.planning.number_scene import (
    NINTH,
    TENTH,
    code,
    faults,
    issue,
    numbered,
    paper,
    plan,
    registers,
)
from tests.inspection.planning.scene import (
    OFFICE,
)
from tests.small_chat import SmallChat


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


@pytest.mark.parametrize("said", ["发文字号：", "文号:", "文号 ", ""])
def test_the_first_number_says_what_it_settles_before_it_is_confirmed(
    chat: SmallChat, said: str
) -> None:
    assert registers(chat, f"今天 {said}{NINTH}") == ""
    question = chat.last(OFFICE)
    assert f"文号：{NINTH}\n" in question
    assert "本单位机关代字将定为“青双随机办”，2026年登记簿从 9 号起" in question
    chat.presses(OFFICE, "确认登记")
    assert chat.read(lambda book: book.office.find()[0].number_code) == "青双随机办"
    assert plan(chat).document_number == NINTH


def test_a_number_of_a_register_in_use_settles_nothing(chat: SmallChat) -> None:
    code(chat)
    numbered(chat, NINTH)
    registers(chat, f"今天 {TENTH}")
    assert "机关代字" not in chat.last(OFFICE)
    assert "登记簿从" not in chat.last(OFFICE)


@pytest.mark.parametrize(
    "words",
    [
        "发文字号：，青双随机办〔2026〕9号",
        "发文字号〔2026〕9号",
        "“青双随机办”〔2026〕9号",
        "青双、随机办〔2026〕9号",
        "已印发。青双随机办〔2026〕9号",
        "文号：青双随机办",
        "青双随机办",
    ],
)
def test_what_is_no_whole_number_is_refused_with_what_to_write(chat: SmallChat, words: str) -> None:
    refused = registers(chat, f"今天 {words}")
    assert "日期后面只写文号" in refused
    assert "只写机关名称和公布处" in refused
    assert "或只写机关代字" not in refused


@pytest.mark.parametrize("written", ["青双随机办[2026]9号", "文号：青双随机办［2026］9", NINTH])
def test_the_number_given_is_known_however_it_is_written(chat: SmallChat, written: str) -> None:
    code(chat)
    issue(chat, paper(chat), NINTH)
    assert registers(chat, f"今天 {written}") == ""
    chat.presses(OFFICE, "确认登记")
    assert plan(chat).document_number == NINTH
