"""The forms on which a head decides: not published, corrected, no longer published."""

from collections.abc import Callable
from datetime import datetime

import pytest

from inspection.posting import Posting
from tests.builders import SHANGHAI
from tests.documents.reading import text_of
from tests.inspection.usecases import test_credit_repair
from tests.inspection.usecases.field_scene import FIRE, HOME
from tests.inspection.usecases.papers_scene import group_papers, handed, papers, printed
from tests.inspection.usecases.test_withhold_and_correct import (
    CHIEF,
    correction_asked,
    duty,
    entered,
    scene,
)
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
WITHHOLD, CORRECT, UNPUBLISH = "结果不予公开审批表", "结果更正审批表", "停止公示审批表"


def withholding_asked(chat: SmallChat, why: str) -> None:
    entered(chat)
    chat.presses(FIRE, "不适合公开，报批")
    assert chat.says(FIRE, why) == ""


def test_head_decides_on_the_form_with_the_law_the_asker_cites(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinzhou")
    withholding_asked(chat, "涉及正在侦办的案件，《中华人民共和国政府信息公开条例》第十六条")
    (asked,) = papers(chat, WITHHOLD)
    assert asked.title == f"{WITHHOLD}（{HOME}·消防救援大队）"
    assert asked.facts["law"] == "《中华人民共和国政府信息公开条例》第十六条"
    assert (asked.facts["handler"], asked.facts["opinion"]) == (FIRE, None)
    made = printed(chat, WITHHOLD)
    assert made.missing == ()
    assert "第二十条（三）" in text_of(made.docx)
    assert handed(chat, CHIEF, WITHHOLD)
    chat.presses(CHIEF, "同意不公开")
    _, decided = papers(chat, WITHHOLD)
    assert decided.facts["opinion"] == "同意不予公开。何守正，2026年3月5日"
    assert handed(chat, FIRE, WITHHOLD)
    assert group_papers(chat) == set()


def test_reason_without_a_law_leaves_it_open(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinzhou")
    withholding_asked(chat, "涉及正在侦办的案件")
    assert printed(chat, WITHHOLD).missing == ("法律依据",)


def test_refused_request_and_the_next_one_are_two_forms(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinzhou")
    withholding_asked(chat, "涉及正在侦办的案件")
    chat.presses(CHIEF, "不同意")
    chat.callback(FIRE, f"v1:withhold:{duty(chat)}")
    assert chat.says(FIRE, "补充了立案决定书") == ""
    titles = [(each.title, each.version) for each in papers(chat, WITHHOLD)]
    first = f"{WITHHOLD}（{HOME}·消防救援大队）"
    second = f"{WITHHOLD}（{HOME}·消防救援大队，第2次）"
    assert titles == [(first, 1), (first, 2), (second, 1)]
    assert str(papers(chat, WITHHOLD)[1].facts["opinion"]).startswith("不同意")


@pytest.mark.parametrize(
    ("locality", "article"), [("xinyang", "第二十二条"), ("wolong", "本地文件未规定")]
)
def test_correction_is_decided_on_its_form(
    open_chat: OpenChat, locality: str, article: str
) -> None:
    chat = scene(open_chat, locality)
    correction_asked(chat)
    made = printed(chat, CORRECT)
    assert made.missing == ()
    assert article in text_of(made.docx)
    (asked,) = papers(chat, CORRECT)
    assert str(asked.facts["after"]).endswith("未发现问题")
    assert handed(chat, CHIEF, CORRECT)
    chat.presses(CHIEF, "同意更正")
    _, decided = papers(chat, CORRECT)
    assert (decided.facts["before"], decided.facts["corrected_on"]) == (
        asked.facts["before"],
        "2026年3月5日",
    )
    assert handed(chat, FIRE, CORRECT)
    assert CORRECT not in group_papers(chat)


def test_form_to_stop_publishing_is_ready_when_the_day_comes(open_chat: OpenChat) -> None:
    chat = test_credit_repair.published(open_chat)
    chat.presses(FIRE, "信用修复日期")
    assert chat.says(FIRE, "2026-04-10") == ""
    assert printed(chat, UNPUBLISH).missing == ("停止公示情形", "证明材料")
    chat.presses(FIRE, "1. 未作出行政处罚")
    paper = papers(chat, UNPUBLISH)[-1]
    assert paper.version == 2
    assert paper.facts["trigger"] == "未作出行政处罚或仅作出轻微行政处罚，公示满法定期限"
    assert (paper.facts["stop_on"], paper.facts["handler"]) == ("2026年4月10日", FIRE)
    text = text_of(printed(chat, UNPUBLISH).docx)
    assert "第二十六条" in text
    assert "（消防安全）" in text
    chat.ticks(datetime(2026, 4, 10, 10, tzinfo=SHANGHAI))
    assert chat.read(lambda ledger: _last(ledger.postings.find())).document_id == paper.id
    assert "停止公示审批表附后" in chat.last(FIRE)
    assert group_papers(chat) == set()


def test_case_may_be_typed_with_the_day(open_chat: OpenChat) -> None:
    chat = test_credit_repair.published(open_chat)
    assert chat.says(FIRE, f"/gongshi 信用修复 {HOME} 2026-04-10 2") == ""
    assert papers(chat, UNPUBLISH)[-1].facts["trigger"] == "已决定移出经营异常名录"
    assert "没有这种情形" in chat.says(FIRE, f"/gongshi 信用修复 {HOME} 2026-04-10 9")


def test_case_without_a_day_is_refused(open_chat: OpenChat) -> None:
    chat = test_credit_repair.published(open_chat)
    assert chat.callback(FIRE, f"v1:repair_case:{duty(chat)}:1")
    assert papers(chat, UNPUBLISH) == []


def _last(postings: tuple[Posting, ...]) -> Posting:
    return max(
        (each for each in postings if each.kind == "credit_repair_due"), key=lambda each: each.id
    )
