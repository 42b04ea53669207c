"""文书 through the real bot: many printed with a line that moves, PDF and picture, or why not."""

import pytest

from app.backstage import Backstage
from documents.printing import Unprintable
from inspection.filing import draft_document
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


def _fails(file: bytes, *, suffix: str) -> bytes:
    raise Unprintable("转换超过60秒没有完成，已停止。")
