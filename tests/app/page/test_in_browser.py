"""The page in a real browser: what a newcomer would do in the first five minutes."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest


def _loaded() -> ModuleType:
    """browser.py beside this file, which is no package."""
    place = importlib.util.spec_from_file_location(
        "browser", Path(__file__).with_name("browser.py")
    )
    module = importlib.util.module_from_spec(place)
    sys.modules[place.name] = module
    place.loader.exec_module(module)
    return module


tools = _loaded()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (tools.CHROMIUM and tools.DRIVER), reason=tools.MISSING),
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """One Chromium for all tests of this file."""
    with tools.Browser(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture(autouse=True)
def no_complaints(browser) -> Iterator[None]:
    """The page's scripts report no error."""
    yield
    assert browser.complaints() == []


def test_a_newcomer_opens_a_task_and_blows_the_whistle(page, browser) -> None:
    browser.visit(f"http://127.0.0.1:{page.port}/")
    browser.sees("#me strong", "槐知言")
    browser.click(".hint", "/renwu")
    browser.click("#send")
    browser.click(".keys button", "QH-01")
    browser.click(".keys button", "开任务")
    browser.click(".keys button", "方案制定")
    browser.click(".keys button", "3月4日")
    browser.click(".keys button", "确认发出")
    browser.sees(".document .title", "吹哨通知")
    browser.sees(".text", "工作方案")
    assert not browser.script("return document.querySelectorAll('.keys .busy').length")


def test_another_member_answers_by_button_and_sees_the_pop_up(page, browser) -> None:
    browser.types("#find", "应急")
    browser.click(".person", "枫知言")
    browser.sees("#me strong", "枫知言")
    browser.click(".keys button", "同意方案")
    browser.sees(".toast", "应急")
    browser.sees(".text", "枫知言")


def test_an_objection_is_written_into_the_reply_box(page, browser) -> None:
    browser.click(".hint", "演荷知言")
    browser.click(".keys button", "有意见")
    browser.sees("#quote", "答复机器人的提问")
    browser.types("#text", "建议错开汛期检查\ue007")
    browser.sees(".mine .quoted", "吹哨")
    browser.sees(".text", "意见：建议错开汛期检查")
    browser.until(lambda: browser.script("return document.getElementById('quote').hidden"))


def test_a_notice_is_downloaded_under_its_name(page, browser) -> None:
    browser.click(".document", "通知")
    got = browser.until(lambda: list(browser.downloads.glob("*通知*.docx")), "the download")
    assert got[0].read_bytes().startswith(b"PK")


def test_a_photo_is_chosen_captioned_and_shown(page, browser, tmp_path: Path) -> None:
    photo = tmp_path / "现场.gif"
    photo.write_bytes(
        b"GIF89a\x02\x00\x02\x00\x80\x00\x00\x1d\x7a\x5f\xff\xff\xff,\x00\x00\x00\x00"
        b"\x02\x00\x02\x00\x00\x02\x02\x84Q\x00;"
    )
    browser.chooses_file("#file", photo)
    browser.sees("#parcel", "现场.gif")
    browser.types("#text", "加油机铭牌\ue007")
    browser.sees(".mine .text", "加油机铭牌")
    width = "return document.querySelector('.mine .photo img')?.naturalWidth"
    assert browser.until(lambda: browser.script(width)) == 2


def test_the_command_menu_is_walked_with_the_keyboard(page, browser) -> None:
    browser.types("#text", "/ji")
    browser.sees("#menu [aria-selected=true]", "/jihua")
    browser.types("#text", "\ue015")
    browser.sees("#menu [aria-selected=true]", "/jindu")
    browser.types("#text", "\ue00c")
    browser.script("document.getElementById('text').value = ''")
    assert browser.script("return document.getElementById('menu').hidden")


def test_the_clock_goes_to_the_next_deadline_and_reminders_are_unread(page, browser) -> None:
    before = browser.script("return document.getElementById('time').textContent")
    browser.click("button[data-turn]", "到下一个时限")
    browser.sees(".text", "请尽快")
    browser.until(
        lambda: browser.script("return document.getElementById('time').textContent") != before
    )
    browser.sees(".person .badge")
    browser.click("button[data-turn]", "+1 天")
    browser.sees("#date", "3月")


def test_going_backwards_is_refused_in_chinese(page, browser) -> None:
    turning = "return document.getElementById('clock').classList.contains('turning')"
    browser.until(lambda: not browser.script(turning), "the clock to stop")
    browser.script(
        "const box = document.querySelector('#turn-to input'); box.value = '2026-03-01T08:00';"
        "document.getElementById('turn-to').requestSubmit()"
    )
    browser.sees(".toast", "时钟只能往前拨")


def test_on_a_phone_one_pane_is_shown_at_a_time(page, browser) -> None:
    browser.resize(390, 844, phone=True)
    browser.click("#back")
    browser.sees("#people h1", "模拟群聊")
    assert browser.script("return document.getElementById('chat').offsetParent") is None
    browser.click("#chats .row", "机器人私聊")
    browser.sees("#chat-about", "私聊")
    browser.click("#desk-chip")
    browser.sees("#desk h3", "演练指引")
    wide = "return document.documentElement.scrollWidth > innerWidth"
    assert not browser.script(wide)
    browser.click("#desk-close")
    browser.resize(1360, 860)


def test_starting_over_changes_the_locality(page, browser) -> None:
    browser.click("#restart")
    browser.script("document.querySelector('dialog select').value = 'xinzhou'")
    browser.click("dialog .primary", "重新布置")
    browser.sees("#locality", "忻州市")
    browser.until(lambda: browser.script("return document.getElementById('curtain').hidden"))
    browser.sees("#date", "3月2日")
