"""/wenshu 起草: what is due or wanted is written at one press or word."""

import re
from collections.abc import Callable

import pytest

from inspection.archive import Document
from inspection.papers.visit_stage import RECORD
from tests.inspection.usecases.closing_scene import FIRE, LEADER, archived, visited, with_backstage
from tests.inspection.usecases.drafting_scene import PLAN, REPORT, REQUEST, registered
from tests.inspection.usecases.field_scene import HOME
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
OFFICE, OUTSIDER = "周见山", "吴听雨"


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    registered(monkeypatch)


def written(chat: SmallChat, form: str) -> tuple[Document, ...]:
    found: tuple[Document, ...] = chat.read(lambda ledger: ledger.documents.find(form=form))
    return found


def test_what_is_due_is_written_at_one_press_and_no_longer_listed(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    before = len(written(chat, RECORD))
    chat.says(LEADER, "/wenshu")
    assert f"⚠️ {RECORD} 2 份未生成" in chat.last(LEADER)
    chat.presses(LEADER, f"起草 {RECORD}（2 份）")
    assert len(written(chat, RECORD)) == before + 2
    assert any("已起草 2 份" in text for text in chat.seen(LEADER))
    assert f"⚠️ {RECORD}" not in chat.last(LEADER)


def test_paper_on_demand_comes_from_the_menu_with_its_file(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    chat.says(LEADER, "/wenshu")
    chat.presses(LEADER, "起草其他")
    chat.presses(LEADER, REQUEST)
    said = chat.last(LEADER)
    assert f"📄 {REQUEST}" in said
    assert "草稿" not in said
    assert "刚起草" in said
    assert "页" in said


def test_paper_is_written_by_words_for_the_one_that_is_named(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    before = {each.id for each in written(chat, RECORD)}
    assert chat.says(FIRE, f"/wenshu 起草 {RECORD} {HOME}") == ""
    made = [each for each in written(chat, RECORD) if each.id not in before]
    assert all(HOME in each.title for each in made)
    assert HOME in chat.last(FIRE)


def test_form_with_several_occasions_asks_which(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    chat.says(LEADER, f"/wenshu 起草 {RECORD}")
    assert "写哪一份" in chat.last(LEADER)
    label = next(each for each in chat.labels(LEADER) if HOME in each)
    chat.presses(LEADER, label)
    assert HOME in chat.last(LEADER)


def test_second_draft_of_the_same_facts_is_no_new_version(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    for _ in range(2):
        chat.says(LEADER, f"/wenshu 起草 {REQUEST}")
    assert "不另出新稿" in chat.last(LEADER)
    assert [each.version for each in written(chat, REQUEST)] == [1]


def test_unknown_form_is_refused_with_the_nearest(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    assert f"最接近的是“{REQUEST}”" in chat.says(LEADER, "/wenshu 起草 行政审批表")
    assert "现在可以写" in chat.says(LEADER, f"/wenshu 起草 {RECORD} 没有的养老院")
    assert "不单独起草" in chat.says(LEADER, "/wenshu 起草 吹哨通知")
    assert "不明白" in chat.says(LEADER, "/wenshu 随便")


def test_outsider_drafts_nothing(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    before = len(written(chat, REQUEST))
    assert "不在" in chat.callback(OUTSIDER, f"v1:draft:{chat.county.task.id}:{REQUEST}")
    assert len(written(chat, REQUEST)) == before


def test_archived_task_takes_no_more_papers(open_chat: OpenChat) -> None:
    chat = archived(open_chat())
    chat.says(LEADER, f"/wenshu {chat.county.task.number}")
    assert not [label for label in chat.labels(LEADER) if "起草" in label]
    assert "归档" in chat.says(LEADER, f"/wenshu {chat.county.task.number} 起草 {REQUEST}")


def test_document_is_fetched_by_its_number(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    chat.says(LEADER, "/wenshu")
    number, title = re.findall(r"<b>(\d+)</b> (\S+?)[，（]", chat.last(LEADER))[1]
    assert chat.says(LEADER, f"/wenshu {number}") == ""
    assert f"📄 {title}" in chat.last(LEADER)
    assert "没有编号 999" in chat.says(LEADER, "/wenshu 999")
    assert "不在" in chat.says(OUTSIDER, f"/wenshu {number}")


def test_office_chooses_between_tasks_and_the_year(open_chat: OpenChat) -> None:
    chat = with_backstage(open_chat())
    chat.says(OFFICE, "/wenshu")
    chat.presses(OFFICE, "2026 年度文书")
    assert f"⚠️ {PLAN}未生成" in chat.last(OFFICE)
    chat.presses(OFFICE, f"起草 {PLAN}")
    assert any("2026年度联合抽查计划（草稿）" in text for text in chat.seen(OFFICE))
    assert "</b> 2026年度联合抽查计划（草稿），✏️ 待填" in chat.last(OFFICE)
    chat.says(OFFICE, f"/wenshu 年度 2026 起草 {REPORT}")
    assert "2026年度工作报告" in chat.last(OFFICE)


def test_year_is_empty_for_those_whom_it_does_not_concern(open_chat: OpenChat) -> None:
    chat = with_backstage(open_chat())
    chat.says(OFFICE, f"/wenshu 年度 起草 {PLAN}")
    chat.says(FIRE, "/wenshu 年度")
    assert "还没有文书" in chat.last(FIRE)
    assert not [label for label in chat.labels(FIRE) if "起草" in label]
    assert "由联席办和制发部门" in chat.says(FIRE, f"/wenshu 年度 起草 {PLAN}")


def test_paper_is_written_anew_from_its_own_message(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    chat.says(LEADER, f"/wenshu 起草 {REQUEST}")
    chat.presses(LEADER, "按最新情况重写")
    assert "不另出新稿" in chat.last(LEADER)
    number = written(chat, REQUEST)[0].id
    assert chat.says(LEADER, f"/wenshu {number} 重写") == ""
    record = next(each for each in written(chat, "提前告知书"))
    assert "不单独起草" in chat.says(LEADER, f"/wenshu {record.id} 重写")


def test_titles_that_name_subjects_never_stand_in_the_group(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    assert "私聊" in chat.says(LEADER, f"/wenshu 起草 {RECORD}", private=False)
    assert "私聊" in chat.says(LEADER, f"/wenshu 起草 {RECORD} 没有", private=False)
    chat.says(LEADER, "/wenshu 打包", private=False)
    assert "打包哪些" in chat.last(LEADER)
    assert not [text for text in chat.group() if HOME in text and RECORD in text]


def test_year_form_with_several_papers_asks_which(
    open_chat: OpenChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = with_backstage(open_chat())
    registered(monkeypatch, reports=2)
    chat.says(OFFICE, "/wenshu 年度")
    chat.presses(OFFICE, "起草其他")
    chat.presses(OFFICE, f"{REPORT}（2）")
    assert "写哪一份" in chat.last(OFFICE)
    chat.presses(OFFICE, "2026年度工作报告（2）")
    assert [each.title for each in written(chat, REPORT)] == ["2026年度工作报告（2）"]
    assert chat.says(OFFICE, f"/wenshu 年度 起草 {REPORT} （1）") == ""
    assert len(written(chat, REPORT)) == 2
