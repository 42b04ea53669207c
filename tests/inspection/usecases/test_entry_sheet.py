"""Step 8: the 结果录入清单 goes out as a workbook and comes back with its ticks."""

import io
from collections.abc import Callable
from typing import Any, cast

import pytest
from openpyxl import Workbook, load_workbook

from app.bundles import entry_sheet
from app.workbook.entry_sheet import NUMBER, WANTED, read_entry_sheet
from app.workbook.report import problem_lines
from bot.dispatch import Dispatcher
from bot.ports import Backstage, Upload
from bot.router import router
from documents.render import STANDARD, render
from inspection.entry_sheet import EntryTick
from inspection.papers.register import TASK_PAPERS
from inspection.publication import EntryDuty
from inspection.snapshots.entry_list import entry_list_facts
from tests.inspection.usecases.field_scene import FIRE, FOOD, HOME, LEADER, finish_all, set_scene
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
SHEET = ("统一社会信用代码", "任务编号", "检查部门", "已录入", "平台编号")


class _Reading:
    """The one thing behind the stage that these tests need."""

    def read_entry_sheet(self, content: bytes) -> tuple[tuple[EntryTick, ...], str]:
        ticks, problems = read_entry_sheet(content)
        return tuple(ticks), "\n".join(problem_lines(problems))


@pytest.fixture
def chat(open_chat: OpenChat) -> SmallChat:
    chat = open_chat("wolong")
    chat.dispatcher = Dispatcher(router, cast(Backstage, _Reading()), "chuishao_bot")
    set_scene(chat)
    finish_all(chat)
    return chat


def sheet_of(chat: SmallChat, name: str, *, whole: bool = False) -> bytes:
    own = 0 if whole else chat.person(name).department_id
    with chat.database.reading() as ledger:
        desk = chat.desk(ledger)
        return entry_sheet(desk, f"entry_sheet:{chat.county.task.id}:{own}", STANDARD).content


def head_of(sheet: Any) -> tuple[int, list[Any]]:
    """The number of the row with the heads, and the heads."""
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if NUMBER in row:
            return number, list(row)
    raise AssertionError("没有表头")


def filled(content: bytes, **values: object) -> bytes:
    """Every line of the sheet with these values."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.active
    top, heads = head_of(sheet)
    for row in range(top + 1, sheet.max_row + 1):
        for header, value in values.items():
            sheet.cell(row, heads.index(header) + 1).value = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def send_back(chat: SmallChat, name: str, content: bytes) -> str:
    chat.says(name, "/gongshi 回填")
    upload = Upload("清单.xlsx", "application/xlsx", content, False)
    return chat._update(name, True, upload=upload)


def own_duty(chat: SmallChat, name: str) -> EntryDuty:
    department = chat.person(name).department_id
    return cast(EntryDuty, chat.read(lambda book: book.entry_duties.one(department_id=department)))


def test_sheet_has_the_platforms_fields_and_typed_cells(chat: SmallChat) -> None:
    sheet = load_workbook(io.BytesIO(sheet_of(chat, FIRE))).active
    top, heads = head_of(sheet)
    assert set(WANTED) <= set(heads)
    line: dict[str, Any] = dict(zip(heads, (cell.value for cell in sheet[top + 1]), strict=True))
    assert line["检查对象名称"] == HOME
    assert line["结果编号"] == 4, "卧龙 numbers 责令整改 4, as a number"
    assert line["检查日期"].date().isoformat() == "2026-03-05"
    assert line["录入截止日期"].date().isoformat() == "2026-04-02"
    assert line["剩余工作日"] == 20
    assert line["检查人员"] == FIRE
    assert line["已录入"] is None
    (answers,) = sheet.data_validations.dataValidation
    assert str(answers.sqref) == f"O{top + 1}"


@pytest.mark.parametrize("locality", ["xinhua", "xinzhou"])
def test_sheet_is_the_form_with_the_term_of_the_locality(
    open_chat: OpenChat, locality: str
) -> None:
    chat = open_chat(locality)
    set_scene(chat)
    finish_all(chat)
    with chat.database.reading() as ledger:
        desk = chat.desk(ledger)
        (occasion,) = (
            each
            for each in TASK_PAPERS["结果录入清单"].occasions(desk, chat.county.task)
            if each.about_id == chat.person(FIRE).department_id
        )
        facts = entry_list_facts(desk, chat.county.task, chat.person(FIRE).department_id)
    made = render("结果录入清单", facts)
    assert (made.suffix, made.missing) == (".xlsx", ())
    assert occasion.title == "结果录入清单（消防救援大队）"
    notes = [row[0] for row in load_workbook(io.BytesIO(made.docx)).active.values][:4]
    article = {"xinhua": "第十六条（三）", "xinzhou": "第二十条（三）"}[locality]
    assert any(article in str(note) for note in notes)
    assert made.docx == sheet_of(chat, FIRE), "chat and papers give the same file"


def test_text_never_becomes_a_formula(chat: SmallChat) -> None:
    with chat.database.reading() as ledger:
        own = chat.person(FIRE).department_id
        facts = entry_list_facts(chat.desk(ledger), chat.county.task, own)
    (row,) = cast(list[dict[str, Any]], facts["rows"])
    row |= {"subject": '=HYPERLINK("http://x","y")', "disposal": "+1", "check_item": "@SUM(A1)"}
    sheet = load_workbook(io.BytesIO(render("结果录入清单", facts).docx)).active
    cells = sheet[head_of(sheet)[0] + 1]
    assert [cell.data_type for cell in cells if str(cell.value)[0] in "=+@"] == ["s", "s", "s"]


def test_department_takes_its_own_sheet_and_the_lead_all(chat: SmallChat) -> None:
    chat.says(FIRE, "/gongshi")
    chat.presses(FIRE, "📤 录入清单")
    assert "本部门 1 户" in chat.last(FIRE)
    assert "发起部门" in chat.says(FIRE, "/gongshi 全部清单")
    chat.says(LEADER, "/gongshi 全部清单")
    assert "全部部门 4 户" in chat.last(LEADER)
    bundles = chat.read(lambda book: [each.bundle for each in book.postings.find() if each.bundle])
    assert bundles == [f"entry_sheet:1:{chat.person(FIRE).department_id}", "entry_sheet:1:0"]
    sheet = load_workbook(io.BytesIO(sheet_of(chat, LEADER, whole=True))).active
    assert sheet.max_row - head_of(sheet)[0] == 5


def test_sheet_that_comes_back_ticks_and_keeps_the_number(chat: SmallChat) -> None:
    content = filled(sheet_of(chat, FIRE), 已录入="是", 平台编号="PT-2026-77")
    assert send_back(chat, FIRE, content) == ""
    assert "已销号 1 户" in chat.last(FIRE)
    duty = own_duty(chat, FIRE)
    assert duty.entered_at is not None
    assert duty.platform_number == "PT-2026-77"
    assert send_back(chat, FIRE, content) == ""
    assert "已销号 0 户" in chat.last(FIRE), "the same sheet again changes nothing"
    verbs = chat.read(lambda book: book.events.find(verb="platform_entry_ticked"))
    assert len(verbs) == 1


def test_number_alone_is_a_tick(chat: SmallChat) -> None:
    assert send_back(chat, FIRE, filled(sheet_of(chat, FIRE), 平台编号=20260001)) == ""
    assert own_duty(chat, FIRE).platform_number == "20260001"


def test_whole_sheet_filled_in_by_one_department_is_refused(chat: SmallChat) -> None:
    content = filled(sheet_of(chat, LEADER, whole=True), 已录入="是")
    assert "其他部门" in send_back(chat, FIRE, content)
    assert own_duty(chat, FIRE).entered_at is None


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "没有一行"),
        ({"已录入": "大概"}, "只能填"),
        ({"已录入": "是", "任务编号": "QH2026-999"}, "不是任务 QH2026-001 的"),
        ({"已录入": "是", "统一社会信用代码": "91419901MA0XA0044T"}, "不在本部门"),
        ({"已录入": "是", "平台编号": "9" * 61}, "60"),
        ({"已录入": "是", "平台编号": "=1+1"}, "公式"),
    ],
)
def test_bad_sheet_changes_nothing(chat: SmallChat, values: dict[str, str], words: str) -> None:
    assert words in send_back(chat, FIRE, filled(sheet_of(chat, FIRE), **values))
    assert own_duty(chat, FIRE).entered_at is None


def test_lines_of_one_subject_must_agree(chat: SmallChat) -> None:
    content = sheet_of(chat, LEADER)
    book = load_workbook(io.BytesIO(content))
    top, heads = head_of(book.active)
    assert book.active.max_row - top == 2, "two items of the lead department"
    book.active.cell(top + 1, heads.index(NUMBER) + 1).value = "A-1"
    buffer = io.BytesIO()
    book.save(buffer)
    assert "填成一样" in send_back(chat, LEADER, buffer.getvalue())


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_broken_file_is_told(chat: SmallChat, content: bytes) -> None:
    assert "没有回填" in send_back(chat, FOOD, content)


def test_other_workbook_is_told_what_it_lacks(chat: SmallChat) -> None:
    book = Workbook()
    book.active.append(["名称", *SHEET[:3]])
    buffer = io.BytesIO()
    book.save(buffer)
    said = send_back(chat, FOOD, buffer.getvalue())
    assert "缺少“已录入”列" in said
    assert "缺少“平台编号”列" in said


def test_photo_is_no_sheet(chat: SmallChat) -> None:
    chat.says(FIRE, "/gongshi 回填")
    assert chat.sends(FIRE, b"photo")


def test_sheet_is_asked_for_in_private_only(chat: SmallChat) -> None:
    assert "私聊" in chat.says(FIRE, "/gongshi 回填", private=False)
