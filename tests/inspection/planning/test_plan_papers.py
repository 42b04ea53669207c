"""The plan and its adjustments as papers: complete where the ledger can know, in every locality."""

from collections.abc import Callable

import pytest

from documents.render import render
from inspection.papers.drafting import draft_year_paper
from inspection.plans import AdjustmentPoint
from inspection.refusal import Refusal
from inspection.usecases.ask_adjustment import ask_adjustment
from tests.documents.reading import text_of
from tests.inspection.planning.scene import CIVIL, OCTOBER, YEAR, compiled, in_force, propose
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
PRINCIPLE = {
    "xinyang": "谁检查、谁录入、谁负责",
    "xinhua": "谁检查、谁录入、谁负责",
    "xinxian": "谁检查、谁录入、谁公开",
    "xinzhou": "谁检查、谁录入、谁负责",
    "wolong": None,
}


def printed(chat: SmallChat, form: str) -> tuple[str, tuple[str, ...]]:
    """The words of the newest paper of a form, and what it still lacks."""
    paper = chat.read(lambda book: book.documents.find(task_id=None, form=form)[-1])
    made = render(form, paper.facts)
    return text_of(made.docx), tuple(made.missing)


@pytest.mark.parametrize("locality", PRINCIPLE)
def test_the_plan_prints_the_localitys_own_rules(open_chat: OpenChat, locality: str) -> None:
    chat = open_chat(locality)
    chat.now = OCTOBER
    propose(chat, CIVIL, rates={"A": 100, "B": 1000}, per_year=2, scope="全县养老机构")
    in_force(chat)
    words, missing = printed(chat, "年度联合抽查计划")
    assert missing == ()
    principle = PRINCIPLE[locality]
    assert ("的原则，在规定时限内" in words) == (principle is not None)
    assert principle is None or f"按照“{principle}”的原则" in words
    assert ("已经市政府审定（会议纪要）" in words) == (locality == "xinzhou")
    assert ("及时报省领导小组办公室备案" in words) == (locality == "xinzhou")
    assert ("2027年10月31日前完成" in words) == (locality == "xinxian")
    assert "QH-01" in words
    assert "全县养老机构" in words
    assert "按信用风险分类差异化抽取，2次/年" in words
    assert "青双随机办〔2026〕9号" in words
    assert "A类" not in words


def test_a_draft_says_so_and_waits_for_number(open_chat: OpenChat) -> None:
    chat = open_chat()
    chat.now = OCTOBER
    propose(chat, CIVIL)
    compiled(chat)
    paper = chat.read(lambda book: book.documents.find(task_id=None)[-1])
    assert (paper.facts["draft"], paper.facts["document_number"]) == (True, None)
    assert printed(chat, "年度联合抽查计划")[1] == ("发文字号",)


def test_there_is_no_plan_to_print_while_proposals_are_gathered(open_chat: OpenChat) -> None:
    chat = open_chat()
    propose(chat, CIVIL)
    with pytest.raises(Refusal, match="paper_not_yet"):
        chat.write(lambda desk: draft_year_paper(desk, YEAR, "年度联合抽查计划", actor_id=None))


@pytest.mark.parametrize("locality", PRINCIPLE)
def test_the_form_of_an_adjustment_lacks_nothing(open_chat: OpenChat, locality: str) -> None:
    chat = open_chat(locality)
    chat.now = OCTOBER
    propose(chat, CIVIL)
    in_force(chat)
    entry = chat.read(lambda book: book.plan_entries.find(year=YEAR)[0])
    chat.write(
        lambda desk: ask_adjustment(
            desk,
            actor=desk.ledger.people.get(chat.county.people[CIVIL].id),
            entry_id=entry.id,
            point=AdjustmentPoint.SHARE,
            after={"rates": {}, "count": 2, "at_least": True, "per_year": None},
            reason="对象减少",
        )
    )
    words, missing = printed(chat, "计划调整备案表")
    assert missing == ()
    assert "不少于2户" in words
    assert ("报省领导小组办公室备案" in words) == (locality == "xinzhou")
    silent = locality not in ("xinzhou", "wolong")
    assert ("计划调整的程序，本地文件未规定" in words) == silent
