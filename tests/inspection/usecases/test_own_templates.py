"""/wenshu 模板: a template of the office's own goes out, comes back, is adopted and revoked."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest

from app.backstage import Backstage
from bot.ports import Attachment
from inspection.archive import Document, StoredFile
from inspection.filing import draft_document
from inspection.own_templates import OwnTemplate
from inspection.posting import Posting
from scheduler.clock import HandClock
from tests.inspection.usecases.closing_scene import FIRE, LEADER, with_backstage
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
OFFICE, FORM, OTHER = "周见山", "检查报告", "工作总结"
MARK, SECOND = "青禾县联席办监制", "青禾县联席办监制（二）"


@pytest.fixture
def chat(open_chat: OpenChat) -> SmallChat:
    return with_backstage(open_chat())


def newest(chat: SmallChat) -> Posting:
    """The newest posting."""
    found: Posting = chat.read(lambda ledger: ledger.postings.find()[-1])
    return found


def handed_out(chat: SmallChat, form: str = FORM) -> bytes:
    """The template as the office gets it."""
    assert chat.says(OFFICE, f"/wenshu 模板 {form}") == ""
    file_id = newest(chat).file_id
    return bytes(chat.read(lambda ledger: ledger.files.get(file_id).content))


def changed(template: bytes, text: str) -> bytes:
    """The template with one more paragraph, as Word saves it."""
    opened = docx.Document(BytesIO(template))
    opened.paragraphs[0].insert_paragraph_before(text)
    out = BytesIO()
    opened.save(out)
    return out.getvalue()


def printed(chat: SmallChat, title: str) -> tuple[Document, str]:
    """A fresh report, and what stands in it."""
    document: Document = chat.write(
        lambda desk: draft_document(
            desk, task=chat.county.task, form=FORM, title=title, facts={}, actor_id=None
        )
    )
    backstage = Backstage(chat.database, HandClock(chat.now))
    with chat.database.transaction() as ledger:
        kept, file = backstage.print_document(ledger, document.id)
    return kept, text_of(file)


def text_of(file: StoredFile) -> str:
    return paragraphs(file.content)


def paragraphs(content: bytes) -> str:
    return "\n".join(each.text for each in docx.Document(BytesIO(content)).paragraphs)


def adopted(chat: SmallChat, text: str) -> OwnTemplate:
    """A changed template, sent back and put in force."""
    assert chat.sends_file(OFFICE, changed(handed_out(chat), text), f"{FORM}.docx") == ""
    chat.presses(OFFICE, "启用")
    found: OwnTemplate = chat.read(lambda ledger: ledger.own_templates.find()[-1])
    return found


def test_adopted_template_prints_from_then_on_and_is_named_by_its_hash(chat: SmallChat) -> None:
    before, _ = printed(chat, "甲报告")
    template = adopted(chat, MARK)
    after, text = printed(chat, "乙报告")
    assert (before.template_sha256, after.template_sha256) == ("", template.sha256)
    assert MARK in text
    assert "待填" in text
    verbs = chat.read(lambda ledger: [event.verb for event in ledger.events.find()])
    assert verbs.count("own_template_sent") == verbs.count("own_template_adopted") == 1


def test_what_was_printed_before_stays_as_it_was(chat: SmallChat) -> None:
    _, before = printed(chat, "甲报告")
    adopted(chat, MARK)
    _, after = printed(chat, "甲报告")
    assert before == after
    assert MARK not in after


def test_nothing_is_printed_with_a_template_that_only_waits(chat: SmallChat) -> None:
    assert chat.sends_file(OFFICE, changed(handed_out(chat), MARK), "x.docx") == ""
    posting = newest(chat)
    assert posting.bundle == "sample:1"
    assert "检查通过" in chat.last(OFFICE)
    assert MARK not in printed(chat, "甲报告")[1]
    chat.says(OFFICE, "/wenshu 模板")
    assert "等您启用" in chat.last(OFFICE)


def test_refused_template_names_the_place_and_the_former_stays_in_force(chat: SmallChat) -> None:
    adopted(chat, MARK)
    wrong = changed(handed_out(chat), "{{ issuerr }}")
    said = chat.sends_file(OFFICE, wrong, f"{FORM}.docx")
    assert "没有通过检查" in said
    assert "正文第" in said
    assert "issuer" in said
    assert "现用的模板不变" in said
    assert MARK in printed(chat, "甲报告")[1]
    assert chat.sends_file(OFFICE, changed(handed_out(chat), SECOND), f"{FORM}.docx") == ""


def test_file_that_is_no_word_file_is_refused_with_the_remedy(chat: SmallChat) -> None:
    handed_out(chat)
    assert "另存为" in chat.sends_file(OFFICE, b"PK nothing", "x.docx")
    assert "作为文件发来" in chat.sends(OFFICE, b"photo")


def test_revoked_template_gives_way_to_the_former_and_then_to_the_built_in(
    chat: SmallChat,
) -> None:
    adopted(chat, MARK)
    adopted(chat, SECOND)
    assert SECOND in printed(chat, "甲报告")[1]
    assert chat.says(OFFICE, f"/wenshu 模板 停用 {FORM}") == ""
    assert "现在用第 1 版" in chat.last(OFFICE)
    text = printed(chat, "乙报告")[1]
    assert MARK in text
    assert SECOND not in text
    chat.says(OFFICE, "/wenshu 模板")
    chat.presses(OFFICE, "停用")
    assert "现在用内置模板" in chat.last(OFFICE)
    assert MARK not in printed(chat, "丙报告")[1]
    assert "没有等着启用或正在用" in chat.says(OFFICE, f"/wenshu 模板 停用 {FORM}")


def test_template_may_be_sent_unasked_when_its_caption_names_the_form(chat: SmallChat) -> None:
    content = changed(handed_out(chat), MARK)
    chat.says(OFFICE, "/quxiao")
    assert "请在文件附言里写明" in chat.sends_file(OFFICE, content, "x.docx")
    assert chat.sends_file(OFFICE, content, "x.docx", f"模板 {FORM}") == ""
    assert f"《{FORM}》模板第 1 版检查通过" in chat.last(OFFICE)
    assert chat.says(OFFICE, f"/wenshu 模板 启用 {FORM}") == ""
    assert "已启用" in chat.last(OFFICE)


def test_same_file_again_is_the_same_version(chat: SmallChat) -> None:
    content = changed(handed_out(chat), MARK)
    for _ in range(2):
        chat.sends_file(OFFICE, content, "x.docx", f"模板 {FORM}")
    assert chat.read(lambda ledger: [each.version for each in ledger.own_templates.find()]) == [1]


def test_template_of_another_form_and_a_spreadsheet_are_refused(chat: SmallChat) -> None:
    content = handed_out(chat, OTHER)
    assert f"《{OTHER}》的模板" in chat.sends_file(OFFICE, content, "x.docx", f"模板 {FORM}")
    assert "最接近的是" in chat.says(OFFICE, "/wenshu 模板 检查汇报")
    assert "没有叫“统计表”" in chat.says(OFFICE, "/wenshu 模板 统计表")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of 信阳's templates on the server."""
    monkeypatch.setenv("CHUISHAO_PROFILES", str(tmp_path))
    made = tmp_path / "xinyang"
    made.mkdir()
    return made


def test_template_in_the_folder_is_taken_checked_and_adopted(chat: SmallChat, folder: Path) -> None:
    (folder / f"{FORM}-模板.docx").write_bytes(changed(handed_out(chat), MARK))
    (folder / f"~${FORM}.docx").write_bytes(b"left by Word")
    assert MARK not in printed(chat, "甲报告")[1]
    chat.says(OFFICE, "/wenshu 模板")
    assert f"{FORM}：服务器的模板文件夹里有一份" in chat.last(OFFICE)
    chat.presses(OFFICE, "取用")
    assert (newest(chat).kind, newest(chat).bundle) == ("template_checked", "sample:1")
    assert MARK not in printed(chat, "乙报告")[1]
    chat.presses(OFFICE, "启用")
    assert MARK in printed(chat, "丙报告")[1]
    chat.says(OFFICE, "/wenshu 模板")
    assert "文件夹" not in chat.last(OFFICE)


def test_bad_template_in_the_folder_is_told_and_the_former_stays_in_force(
    chat: SmallChat, folder: Path
) -> None:
    adopted(chat, MARK)
    (folder / f"{FORM}.docx").write_bytes(changed(handed_out(chat), "{{ issuerr }}"))
    (folder / "检查汇报.docx").write_bytes(b"named after no form")
    chat.says(OFFICE, "/wenshu 模板")
    assert "“检查汇报.docx”不是文书名称" in chat.last(OFFICE)
    assert "没有通过检查" in chat.says(OFFICE, f"/wenshu 模板 取用 {FORM}")
    assert f"文件名写成“{OTHER}.docx”" in chat.says(OFFICE, f"/wenshu 模板 取用 {OTHER}")
    assert "最接近的是" in chat.says(OFFICE, "/wenshu 模板 取用 检查汇报")
    assert MARK in printed(chat, "甲报告")[1]


def test_file_that_cannot_be_read_is_told_and_the_others_are_listed(
    chat: SmallChat, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = handed_out(chat)
    for name in (f"{FORM}.docx", f"{OTHER}.docx"):
        (folder / name).write_bytes(template)
    opened = Path.open

    def locked(path: Path, *how: str, **more: str) -> object:
        if path.name == f"{FORM}.docx":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", locked)
    assert chat.says(OFFICE, "/wenshu 模板") == ""
    assert f"“{FORM}.docx”读不出来，请检查该文件的读取权限" in chat.last(OFFICE)
    assert f"有一份“{OTHER}.docx”" in chat.last(OFFICE)
    refused = chat.says(OFFICE, f"/wenshu 模板 取用 {FORM}")
    assert f"“{FORM}.docx”读不出来，没有取用。请检查该文件的读取权限" in refused


def test_two_files_of_one_form_are_both_named_and_neither_is_taken(
    chat: SmallChat, folder: Path
) -> None:
    template = handed_out(chat)
    names = (f"{FORM}-模板.docx", f"{FORM}.docx")
    for text, name in zip((MARK, SECOND), names, strict=True):
        (folder / name).write_bytes(changed(template, text))
    chat.says(OFFICE, "/wenshu 模板")
    assert all(f"其中一份是“{name}”，请管理员只留一份" in chat.last(OFFICE) for name in names)
    refused = chat.says(OFFICE, f"/wenshu 模板 取用 {FORM}")
    assert f"不止一份：{'、'.join(names)}。请管理员只留一份" in refused
    (folder / names[0]).unlink()
    assert chat.says(OFFICE, f"/wenshu 模板 取用 {FORM}") == ""


def test_files_are_listed_under_their_real_names_in_any_case(chat: SmallChat, folder: Path) -> None:
    (folder / f"{FORM}.DOCX").write_bytes(changed(handed_out(chat), MARK))
    (folder / "检查汇报-模板.Docx").write_bytes(b"named after no form")
    chat.says(OFFICE, "/wenshu 模板")
    assert f"有一份“{FORM}.DOCX”" in chat.last(OFFICE)
    assert "“检查汇报-模板.Docx”不是文书名称" in chat.last(OFFICE)
    assert chat.says(OFFICE, f"/wenshu 模板 取用 {FORM}") == ""


@pytest.mark.parametrize("name", [LEADER, FIRE])
def test_only_the_office_has_templates(chat: SmallChat, name: str) -> None:
    assert "联席办" in chat.says(name, "/wenshu 模板")
    assert "联席办" in chat.sends_file(name, b"PK", "x.docx", f"模板 {FORM}")
    assert "联席办" in chat.callback(name, "v1:template_adopt:1")


def test_template_that_fails_on_a_document_gives_way_to_the_built_in(
    chat: SmallChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    from documents.errors import FormError

    adopted(chat, MARK)

    def fails(*_: object) -> None:
        raise FormError("模板的写法不能计算。")

    monkeypatch.setattr("app.own_forms.render_own", fails)
    document, text = printed(chat, "甲报告")
    assert document.template_sha256 == ""
    assert MARK not in text
    events = chat.read(lambda ledger: ledger.events.find(verb="own_template_passed_over"))
    assert events[0].facts["reason"] == "模板的写法不能计算。"


def test_sample_is_a_picture_of_the_invented_county_or_else_the_file(
    chat: SmallChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat.sends_file(OFFICE, changed(handed_out(chat), MARK), "x.docx", f"模板 {FORM}")
    monkeypatch.setattr("app.own_forms.first_page_png", lambda made: made)
    picture = made(chat, "sample:1")
    assert (picture.name, picture.photo) == (f"{FORM}-样例.png", True)
    assert MARK in paragraphs(picture.content)
    assert "青禾县" in paragraphs(picture.content)
    monkeypatch.undo()
    monkeypatch.setattr("shutil.which", lambda name: None)
    file = made(chat, "sample:1")
    assert (file.name, file.photo) == (f"{FORM}-样例.docx", False)


def made(chat: SmallChat, name: str) -> Attachment:
    """What the bundle becomes when all its steps are done."""
    steps = Backstage(chat.database, HandClock(chat.now)).making(name)
    while True:
        try:
            next(steps)
        except StopIteration as finished:
            attachment: Attachment = finished.value
            return attachment
