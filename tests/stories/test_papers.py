"""文书 through the real bot: many printed with a line that moves, PDF and picture, or why not."""

from io import BytesIO

import docx
import pytest

from app.backstage import Backstage
from documents.printing import Unprintable
from inspection.filing import draft_document
from inspection.people import Role
from inspection.plain import Facts
from tests.chat import Chat

MANY = 25
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(8) + (661).to_bytes(4, "big") + (935).to_bytes(4, "big")
"""As much of a picture as Telegram looks at."""


def write_many(chat: Chat) -> None:
    """So many drafts in the task that packing them shows how far it is."""
    stage = chat.stage
    with Backstage(stage.database, stage.clock).desk() as desk:
        task = desk.ledger.tasks.find()[0]
        for number in range(MANY):
            draft_document(
                desk,
                task=task,
                form="工作方案",
                title=f"第{number + 1}批工作方案",
                facts={"draft": True},
                actor_id=None,
            )


def test_many_are_packed_with_a_line_that_moves(gathered: Chat) -> None:
    write_many(gathered)
    gathered.says(gathered.lead, "/wenshu", private=True)
    gathered.presses(gathered.lead, "📦 打包", private=True)
    gathered.presses(gathered.lead, f"全部 {MANY} 份", private=True)
    line = gathered.reads(gathered.lead, "已打印")
    assert f"{MANY}/{MANY} 份" in line.text
    assert line.edits > 0
    packed = gathered.reads(gathered.lead, f"文书 {MANY} 份")
    assert packed.document is not None
    assert packed.document.name.endswith("-文书.zip")
    with gathered.stage.database.reading() as ledger:
        assert all(each.file_id for each in ledger.documents.find(form="工作方案"))


def test_picture_of_page_one_is_shown_in_private(
    gathered: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.backstage.cannot_convert", lambda: "")
    monkeypatch.setattr("app.makings.CONVERSIONS", {"preview": lambda file, suffix: PICTURE})
    gathered.whistle()
    gathered.says(gathered.lead, "/wenshu 1 预览", private=True)
    shown = gathered.reads(gathered.lead, "🖼", "第 1 页")
    assert shown.photo is not None


def test_what_does_not_become_a_pdf_is_told_with_the_way_out(
    gathered: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.backstage.cannot_convert", lambda: "")
    monkeypatch.setattr("app.makings.CONVERSIONS", {"pdf": _fails})
    gathered.whistle()
    gathered.says(gathered.lead, "/wenshu 1 PDF", private=True)
    told = gathered.reads(gathered.lead, "没有转成")
    assert "用 Word 或 WPS 打开即可" in told.text
    assert told.document is None


def test_fault_while_a_file_is_made_is_told_and_the_bot_goes_on(
    gathered: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.backstage.cannot_convert", lambda: "")
    monkeypatch.setattr("app.makings.CONVERSIONS", {})
    gathered.whistle()
    gathered.says(gathered.lead, "/wenshu 1 PDF", private=True)
    gathered.reads(gathered.lead, "没有办成，已记录")
    gathered.says(gathered.lead, "/wenshu 1", private=True)
    assert gathered.reads(gathered.lead, "📄 方案制定吹哨通知").document is not None


def _fails(file: bytes, *, suffix: str) -> bytes:
    raise Unprintable("转换超过60秒没有完成，已停止。")


def record(chat: Chat) -> int:
    """A record of the scene that lacks its place and its matter; its number."""
    stage = chat.stage
    with Backstage(stage.database, stage.clock).desk() as desk:
        task = desk.ledger.tasks.find()[0]
        facts: Facts = {"draft": True, "checked_at": "2026年3月5日9时"}
        document = draft_document(
            desk, task=task, form="现场笔录", title="现场笔录", facts=facts, actor_id=None
        )
        return document.id


def test_clerk_states_what_a_record_lacks_and_gets_the_new_version(gathered: Chat) -> None:
    clerk = gathered.one(gathered.entry.lead_id, Role.CLERK)
    gathered.stage.bind(clerk)
    number = record(gathered)
    gathered.says(clerk, "/wenshu", private=True)
    gathered.reads(clerk, f"{number} 现场笔录", "待填")
    gathered.presses(clerk, f"{number} 现场笔录", private=True)
    gathered.reads(clerk, "下一步：打印，由有关人员当场签字")
    gathered.presses(clerk, "补填", private=True)
    private = gathered.stage.private(clerk)
    while "是？" in (asked := gathered.stage.last(private).text):
        if "地点" in asked:
            gathered.says(clerk, "银杏加油站营业室", private=True)
        else:
            gathered.presses(clerk, "跳过", private=True)
    second = gathered.reads(clerk, "📄 现场笔录，第 2 稿")
    assert second.document is not None
    assert "第2稿" in second.document.name
    assert "地点" not in second.text


def test_templates_go_out_and_come_back_refused_adopted_and_revoked(
    gathered: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    stage, office = gathered.stage, gathered.office()
    stage.bind(office)
    gathered.says(office, "/wenshu 模板 现场笔录", private=True)
    blank = gathered.reads(office, "现场笔录的模板").document
    assert blank is not None
    stage.sends_document(office, with_words(blank.content, "{{ subject.nmae }}"), "现场笔录.docx")
    refused = gathered.reads(office, "没有通过检查", "现用的模板不变")
    assert "name" in refused.text
    stage.sends_document(office, with_words(blank.content, "本县监制"), "现场笔录.docx")
    shown = gathered.reads(office, "检查通过")
    assert shown.document is not None  # no LibreOffice here: the sample itself
    assert shown.document.name == "现场笔录-样例.docx"
    gathered.presses(office, "启用", private=True)
    number = record(gathered)
    gathered.says(gathered.lead, f"/wenshu {number}", private=True)
    printed = gathered.reads(gathered.lead, "📄 现场笔录").document
    assert printed is not None
    assert "本县监制" in paragraphs(printed.content)
    assert "另存为 PDF" in gathered.presses(gathered.lead, "PDF", private=True).text
    gathered.presses(office, "停用", private=True)
    gathered.reads(office, "现在用内置模板")


def with_words(template: bytes, words: str) -> bytes:
    """The template with one more paragraph, as Word saves it."""
    opened = docx.Document(BytesIO(template))
    opened.paragraphs[0].insert_paragraph_before(words)
    out = BytesIO()
    opened.save(out)
    return out.getvalue()


def paragraphs(content: bytes) -> list[str]:
    return [each.text for each in docx.Document(BytesIO(content)).paragraphs]
