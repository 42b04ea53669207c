"""补填: a clerk states what a paper lacks; it is kept, and the ledger's own word goes first."""

from collections.abc import Callable

import pytest

from inspection.archive import Document
from inspection.filing import draft_document
from inspection.plain import Facts
from tests.inspection.usecases.closing_scene import FIRE, LEADER, with_backstage
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
FORM, OUTSIDER = "现场笔录", "吴听雨"
TITLE = "现场笔录（青禾县松鹤养老院）"


@pytest.fixture
def chat(open_chat: OpenChat) -> SmallChat:
    return with_backstage(open_chat())


def draft(chat: SmallChat, **facts: str | None) -> Document:
    """A record that lacks its place and its matter, unless they are given."""
    known: Facts = {"draft": True, "checked_at": "2026年3月5日9时", "place": None, "matter": None}
    document: Document = chat.write(
        lambda desk: draft_document(
            desk,
            task=chat.county.task,
            form=FORM,
            title=TITLE,
            facts={**known, "subject": {"name": "青禾县松鹤养老院"}, **facts},
            actor_id=None,
        )
    )
    return document


def newest(chat: SmallChat) -> Document:
    found: Document = chat.read(lambda ledger: ledger.documents.find(form=FORM)[-1])
    return found


def test_questions_go_through_what_is_missing_and_make_one_version(chat: SmallChat) -> None:
    paper = draft(chat)
    chat.says(LEADER, f"/wenshu {paper.id}")
    assert "待填" in chat.last(LEADER)
    chat.presses(LEADER, "补填 2 处")
    assert "<b>地点</b>是？" in chat.last(LEADER)
    assert chat.says(LEADER, "松鹤养老院食堂") == ""
    assert "<b>检查事项</b>是？" in chat.last(LEADER)
    assert chat.says(LEADER, "消防安全") == ""
    made = newest(chat)
    assert (made.version, made.facts["place"], made.facts["matter"]) == (
        2,
        "松鹤养老院食堂",
        "消防安全",
    )
    assert "第 2 稿" in chat.last(LEADER)
    assert "地点" not in made.missing


def test_question_may_be_skipped_and_the_rest_left_for_later(chat: SmallChat) -> None:
    paper = draft(chat)
    chat.says(LEADER, f"/wenshu {paper.id} 补填")
    chat.presses(LEADER, "跳过")
    assert "<b>检查事项</b>" in chat.last(LEADER)
    chat.says(LEADER, "消防安全")
    made = newest(chat)
    assert (made.facts["place"], made.facts["matter"]) == (None, "消防安全")
    chat.says(LEADER, f"/wenshu {made.id} 补填")
    chat.says(LEADER, "/quxiao")
    assert newest(chat).version == 2


def test_enough_makes_the_version_at_once(chat: SmallChat) -> None:
    paper = draft(chat)
    chat.says(LEADER, f"/wenshu {paper.id} 补填")
    chat.says(LEADER, "食堂")
    chat.presses(LEADER, "够了")
    assert newest(chat).facts["place"] == "食堂"
    assert newest(chat).version == 2


def test_what_was_stated_is_in_the_next_draft_until_the_ledger_knows_better(
    chat: SmallChat,
) -> None:
    paper = draft(chat)
    chat.says(LEADER, f"/wenshu {paper.id} 补填 地点 食堂")
    again = draft(chat, checked_at="2026年3月5日10时")
    assert (again.version, again.facts["place"]) == (3, "食堂")
    better = draft(chat, place="东楼")
    assert better.facts["place"] == "东楼"


def test_stated_fact_may_be_stated_anew_but_the_ledgers_may_not(chat: SmallChat) -> None:
    paper = draft(chat, matter="消防安全")
    assert chat.says(LEADER, f"/wenshu {paper.id} 补填 地点 食堂") == ""
    assert chat.says(LEADER, f"/wenshu {paper.id} 补填 地点 东楼 二层") == ""
    assert newest(chat).facts["place"] == "东楼 二层"
    said = chat.says(LEADER, f"/wenshu {paper.id} 补填 检查事项 食品安全")
    assert "账本里已经有了：消防安全" in said


def test_unknown_fact_is_refused_with_the_nearest(chat: SmallChat) -> None:
    paper = draft(chat)
    assert "最接近的是“检查事项”" in chat.says(LEADER, f"/wenshu {paper.id} 补填 检查事件 甲")
    assert "没有叫“成文日期”" in chat.says(LEADER, f"/wenshu {paper.id} 补填 成文日期 今天")
    assert chat.says(LEADER, f"/wenshu {paper.id} 补填 地点")
    assert newest(chat).version == 1


def test_only_people_of_the_task_fill_its_papers(chat: SmallChat) -> None:
    paper = draft(chat)
    assert "不在" in chat.says(OUTSIDER, f"/wenshu {paper.id} 补填 地点 食堂")
    assert "不在" in chat.callback(OUTSIDER, f"v1:fact_fill:{paper.id}")
    assert chat.says(FIRE, f"/wenshu {paper.id} 补填 地点 食堂") == ""


def test_paper_with_nothing_to_say_tells_what_is_to_be_filled_by_hand(chat: SmallChat) -> None:
    paper = draft(chat, place="食堂", matter="消防安全")
    said = chat.says(LEADER, f"/wenshu {paper.id} 补填")
    assert "没有可以打字补填" in said
    assert "检查人员" in said
