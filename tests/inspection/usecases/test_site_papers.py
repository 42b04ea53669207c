"""Papers on demand at a visit, and the report of a team when its visits are over."""

from collections.abc import Callable

import pytest

from inspection.papers.drafting import draft_paper
from inspection.papers.register import TASK_PAPERS
from inspection.papers.writable import writable_papers
from inspection.refusal import Refusal
from tests.documents.reading import text_of
from tests.inspection.usecases.field_scene import (
    CARE,
    FIRE,
    HOME,
    LEADER,
    TEAM,
    finish_all,
    opened,
    set_scene,
)
from tests.inspection.usecases.papers_scene import group_papers, handed, papers, printed
from tests.inspection.usecases.test_follow_up import finished
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
REPORT = "检查报告"


def drafted(chat: SmallChat, form: str, about_id: int) -> str:
    """Draft a paper on demand; its text."""
    actor = chat.person(LEADER).id
    chat.write(
        lambda desk: draft_paper(desk, chat.county.task, form, about_id=about_id, actor_id=actor)
    )
    return text_of(printed(chat, form).docx)


def offered(chat: SmallChat, form: str) -> list[tuple[str, bool]]:
    """The occasions of a form: title and whether it is due."""
    with chat.database.reading() as ledger:
        found = TASK_PAPERS[form].occasions(chat.desk(ledger), chat.county.task)
        return [(each.title, each.due) for each in found]


def lacking(chat: SmallChat) -> set[str]:
    """The forms that should be there by now and are not."""
    with chat.database.reading() as ledger:
        found = writable_papers(chat.desk(ledger), chat.county.task)
        return {each.form for each in found if each.lacking}


@pytest.mark.parametrize("locality", ["xinyang", "wolong"])
def test_minutes_can_be_printed_before_and_after_the_visit(
    open_chat: OpenChat, locality: str
) -> None:
    chat = open_chat(locality)
    set_scene(chat)
    assert offered(chat, "现场笔录") == [(f"现场笔录（{HOME}）", False)]
    text = drafted(chat, "现场笔录", 1)
    assert "时　　分至" in text
    assert all(name in text for name in TEAM)
    assert printed(chat, "现场笔录").missing == ()
    finish_all(chat)
    assert "2026年3月5日9时" in drafted(chat, "现场笔录", 1)
    assert [each.version for each in papers(chat, "现场笔录")] == [1, 2]


@pytest.mark.parametrize("locality", ["xinhua", "xinzhou"])
def test_sampling_sheet_is_numbered_by_task_and_visit(open_chat: OpenChat, locality: str) -> None:
    chat = open_chat(locality)
    set_scene(chat, subjects=2)
    text = drafted(chat, "抽样单", 2)
    assert "编号：QH2026-001-C02" in text
    assert CARE in text
    assert printed(chat, "抽样单").missing == ()


@pytest.mark.parametrize("locality", ["xinyang", "xinzhou"])
def test_inquiry_and_notice_to_others_are_about_one_problem(
    open_chat: OpenChat, locality: str
) -> None:
    chat = finished(open_chat, locality)
    finding = chat.read(lambda ledger: ledger.findings.one(result="ordered").id)
    assert offered(chat, "询问笔录") == [(f"询问笔录（{HOME}·消防安全）", False)]
    text = drafted(chat, "询问笔录", finding)
    assert "消防安全：灭火器压力不足2具" in text
    assert FIRE in text
    assert LEADER not in text
    assert printed(chat, "询问笔录").missing == ()
    text = drafted(chat, "抄告单", finding)
    assert "灭火器压力不足2具。" in text
    assert "第二十三条" in text or "第二十二条" in text
    assert printed(chat, "抄告单").missing == ("发文字号", "抄告单位")
    assert papers(chat, "抄告单")[-1].facts["issuer"] == "青禾县消防救援大队"


def test_notice_cites_nothing_where_the_circular_says_nothing(open_chat: OpenChat) -> None:
    chat = finished(open_chat, "wolong")
    finding = chat.read(lambda ledger: ledger.findings.one(result="ordered").id)
    assert "依据" not in drafted(chat, "抄告单", finding)


def test_nothing_is_offered_before_there_is_anything(open_chat: OpenChat) -> None:
    chat = open_chat("xinyang")
    for form in ("现场笔录", "抽样单", "询问笔录", "抄告单", REPORT):
        assert offered(chat, form) == []
    with pytest.raises(Refusal) as refused:
        drafted(chat, "现场笔录", 1)
    assert refused.value.code == "paper_not_yet"


def test_report_comes_with_the_last_visit_where_the_circular_asks_for_it(
    open_chat: OpenChat,
) -> None:
    chat = open_chat("wolong")
    set_scene(chat, subjects=2)
    finish_all(chat)
    assert papers(chat, REPORT) == []
    finish_all(chat, CARE)
    (report,) = papers(chat, REPORT)
    assert report.title == f"{REPORT}（第一联合检查组）"
    made = printed(chat, REPORT)
    assert made.missing == ()
    text = text_of(made.docx)
    assert "第三部分（一）" in text
    assert "2户检查对象已签字确认。" in text
    assert "组长" not in text
    assert "灭火器压力不足2具" in text
    assert len(handed(chat, LEADER, REPORT)) == 1
    assert group_papers(chat) == set()


def test_report_elsewhere_is_written_when_somebody_wants_it(open_chat: OpenChat) -> None:
    chat = finished(open_chat, "xinyang")
    assert papers(chat, REPORT) == []
    assert REPORT not in lacking(chat)
    assert offered(chat, REPORT) == [(f"{REPORT}（第一联合检查小组）", False)]
    text = drafted(chat, REPORT, 1)
    assert f"（组长：{LEADER}）" in text
    assert "依据" not in text.split("检查情况报告如下")[0]


def test_papers_that_came_with_their_step_are_no_longer_due(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    assert "网络检查记录" not in lacking(chat)
