"""/wenshu 文书: the list, the download, what is missing."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from app.backstage import Backstage
from bot.ports import Attachment
from documents.printing import Unprintable
from inspection.ids import ChatId
from inspection.refusal import Refusal
from inspection.schemes import publish_scheme
from inspection.tasks import Stage
from scheduler.clock import HandClock
from tests.inspection.usecases.closing_scene import (
    FIRE,
    LEADER,
    archived,
    published,
    visited,
    with_backstage,
)
from tests.inspection.usecases.field_scene import FOOD, HEALTH
from tests.inspection.usecases.test_progress import blow
from tests.small_chat import GROUP, SmallChat

OpenChat = Callable[..., SmallChat]


def documents(chat: SmallChat, name: str = LEADER) -> str:
    assert chat.says(name, "/wenshu") == ""
    return chat.last(name)


def sent(chat: SmallChat, name: str) -> list[int | None]:
    """The documents that were sent to a person's private chat."""
    chats = chat.messages.get(chat_of(chat, name), {})
    return [posting.document_id for posting, _ in chats.values() if posting.kind == "document"]


def chat_of(chat: SmallChat, name: str) -> ChatId:
    return ChatId(chat.user(name))


def test_empty_task_has_none(open_chat: OpenChat) -> None:
    assert "还没有文书" in documents(with_backstage(open_chat()))


def test_notice_and_receipts_stand_at_their_stage(open_chat: OpenChat) -> None:
    chat = with_backstage(open_chat())
    blow(chat, Stage.SCHEME)
    for name in (FOOD, FIRE, HEALTH):
        chat.presses(name, "✅", private=False)
    blow(chat, Stage.DRAW)
    shown = documents(chat)
    scheme, draw = shown.split("<b>随机抽取</b>")
    assert "方案制定吹哨通知" in scheme
    assert "消防救援大队方案制定回执" in scheme
    assert "随机抽取吹哨通知" in draw


def test_newest_stands_first_and_the_older_is_marked(open_chat: OpenChat) -> None:
    from inspection.filing import draft_document

    chat = with_backstage(open_chat())
    for words in ("甲", "乙"):
        chat.write(
            lambda desk, words=words: draft_document(
                desk,
                task=chat.county.task,
                form="工作方案",
                title="工作方案",
                facts={"words": words},
                actor_id=None,
            )
        )
    assert "</b> 工作方案，第 2 稿" in documents(chat)
    assert "旧稿）" not in chat.last(LEADER)
    chat.presses(LEADER, "旧稿 1")
    assert "工作方案，第 1 稿（旧稿）" in chat.last(LEADER)


def test_one_press_sends_it_privately_and_prints_it(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    documents(chat, FIRE)
    assert "私聊" in chat.presses(FIRE, "📄 ")
    posting, words = list(chat.messages[chat_of(chat, FIRE)].values())[-1]
    document = chat.read(lambda ledger: ledger.documents.get(posting.document_id))
    assert document.file_id is not None
    assert document.title in words.text
    assert ("待填" in words.text) == bool(document.missing)


def test_group_lists_only_public_ones(open_chat: OpenChat) -> None:
    chat = published(open_chat())
    chat.says(FIRE, "/wenshu", private=False)
    shown = chat.group()[-1]
    assert re.search(r"^<b>\d+</b> 结果公示表", shown, re.MULTILINE)
    assert "情况记录表（" not in shown
    assert "只在私聊里发" in shown
    assert "私聊" in chat.presses(FIRE, "私聊看全部", private=False)
    assert "情况记录表（" in chat.last(FIRE)
    assert not [each for each, _ in chat.messages[GROUP].values() if each.kind == "document"]


def test_public_document_pressed_in_the_group_still_comes_privately(open_chat: OpenChat) -> None:
    chat = published(open_chat())
    chat.says(FIRE, "/wenshu", private=False)
    chat.presses(FIRE, "结果公示表", private=False)
    assert len(sent(chat, FIRE)) == 1


def test_what_is_due_and_not_there_is_named(open_chat: OpenChat) -> None:
    chat = published(open_chat())
    shown = documents(chat)
    assert "⚠️ 工作总结未生成" in shown
    assert "⚠️ 情况记录表 2 份未生成" in shown
    chat.says(LEADER, "/zongjie")
    chat.presses(LEADER, "生成总结")
    shown = documents(chat)
    assert "工作总结未生成" not in shown
    assert "卷内目录归档时自动生成" in shown


def test_archived_task_lacks_no_index(open_chat: OpenChat) -> None:
    chat = archived(open_chat())
    chat.says(LEADER, "/wenshu", private=False)
    chat.presses(LEADER, "私聊看全部", private=False)
    assert "卷内目录" in chat.last(LEADER)
    assert "卷内目录归档时自动生成" not in chat.last(LEADER)


def test_list_goes_by_process_with_old_versions_last(open_chat: OpenChat) -> None:
    chat = with_backstage(open_chat())
    blow(chat, Stage.SCHEME)
    chat.presses(FOOD, "✅", private=False)
    task, lead = chat.county.task, chat.county.people[LEADER]
    chat.write(lambda desk: publish_scheme(desk, task, lead, amendments=("自带检测仪",)))
    shown = documents(chat)
    places = [shown.index(word) for word in ("通知", "第 2 稿", "回执")]
    assert places == sorted(places)
    chat.presses(LEADER, "旧稿 1")
    assert "工作方案，第 1 稿（旧稿）" in chat.last(LEADER)


def test_more_than_eight_have_pages(open_chat: OpenChat) -> None:
    chat = with_backstage(open_chat())
    for stage in (Stage.SCHEME, Stage.DRAW):
        blow(chat, stage)
        for name in (FOOD, FIRE, HEALTH):
            chat.presses(name, "✅", private=False)
    assert "第 1/2 页" in documents(chat)
    chat.presses(LEADER, "下一页")
    assert "第 2/2 页" in chat.last(LEADER)
    chat.presses(LEADER, "上一页")
    assert "第 1/2 页" in chat.last(LEADER)


def made(chat: SmallChat) -> Attachment:
    """What the newest posting with a bundle carries, all its steps done."""
    postings = chat.read(lambda ledger: [p for p in ledger.postings.find() if p.bundle])
    steps = Backstage(chat.database, HandClock(chat.now)).making(postings[-1].bundle)
    told = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as finished:
            assert [done for done, _ in told] == sorted(done for done, _ in told)
            attachment: Attachment = finished.value
            return attachment


def names(attachment: Attachment) -> list[str]:
    with zipfile.ZipFile(BytesIO(attachment.content)) as opened:
        return opened.namelist()


def test_all_together_are_a_zip(open_chat: OpenChat) -> None:
    chat = with_backstage(open_chat())
    blow(chat, Stage.SCHEME)
    documents(chat)
    chat.presses(LEADER, "打包")
    chat.presses(LEADER, "全部")
    assert "文书 2 份" in chat.last(LEADER)
    packed = made(chat)
    assert packed.name == f"{chat.county.task.number}-文书.zip"
    assert [name[:4] for name in names(packed)] == ["001-", "002-"]


def test_one_stage_or_one_form_is_packed_alone(open_chat: OpenChat) -> None:
    chat = published(open_chat())
    label = chat.read(lambda ledger: "公示处理")
    assert chat.says(FIRE, f"/wenshu 打包 {label}") == ""
    assert all(
        "结果公示表" in name or "抄告" in name or "改正" in name for name in names(made(chat))
    )
    assert chat.says(FIRE, "/wenshu 打包 结果公示表") == ""
    assert len(names(made(chat))) == 1
    assert "没有可以打包的" in chat.says(FIRE, "/wenshu 打包 没有的文书")


def test_nothing_is_converted_where_the_programs_are_missing(
    open_chat: OpenChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = with_backstage(open_chat())
    blow(chat, Stage.SCHEME)
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert "另存为 PDF" in chat.says(LEADER, "/wenshu 1 预览")
    documents(chat)
    chat.presses(LEADER, "📄 1 ")
    said = chat.presses(LEADER, "📄 PDF")
    assert "缺少 soffice" in said
    assert "下载 .docx" in said


def test_conversion_that_fails_is_told_in_place_of_the_file(
    open_chat: OpenChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = with_backstage(open_chat())
    blow(chat, Stage.SCHEME)
    monkeypatch.setattr("app.backstage.cannot_convert", lambda: "")
    monkeypatch.setattr("app.makings.CONVERSIONS", {"pdf": _fails})
    assert chat.says(LEADER, "/wenshu 1 PDF") == ""
    with pytest.raises(Refusal, match="not_converted"):
        made(chat)


def _fails(content: bytes, *, suffix: str) -> bytes:
    raise Unprintable("转换超过60秒没有完成，已停止。")


def test_foreign_department_gets_nothing(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    task = chat.county.task.id
    for data in ("document:1", f"documents_zip:{task}", f"documents_private:{task}"):
        assert "不在" in chat.callback("吴听雨", f"v1:{data}")
    assert sent(chat, "吴听雨") == []
