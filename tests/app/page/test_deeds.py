"""What a person can do on the page, over HTTP, with the real bot answering."""

import io
import re

import pytest

LEAD = "槐知言"


def form(**fields: object) -> tuple[bytes, str]:
    """A multipart form; `file` is (name, bytes)."""
    mark, out = "sandbox-form", io.BytesIO()
    for name, value in fields.items():
        file_name, content = value if isinstance(value, tuple) else (None, str(value).encode())
        about = f'; filename="{file_name}"' if file_name else ""
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"{about}\r\n\r\n'
        out.write(head.encode() + content + b"\r\n")
    out.write(f"--{mark}--\r\n".encode())
    return out.getvalue(), f"multipart/form-data; boundary={mark}"


def test_everybody_of_the_plan_entry_is_bound_and_in_the_group(page) -> None:
    people = [each for unit in page.all["people"]["departments"] for each in unit["people"]]
    assert len([each for each in people if each["bound"]]) > 30
    assert [each["name"] for each in people if not each["bound"]] == ["访客甲"]
    group = next(chat for chat in page.all["chats"] if chat["id"] == page.all["people"]["group"])
    assert {each["id"] for each in people} < set(group["members"])
    assert page.all["people"]["departments"][0]["part"] == "发起部门"


def test_no_phone_number_reaches_the_page(page) -> None:
    assert not re.search(r"000-\d{7}", str(page.news))


def test_a_command_and_a_press_are_answered_by_the_real_bot(page) -> None:
    user, group, since = page.user(LEAD), page.all["people"]["group"], len(page.news)
    assert page.do("say", user=user, chat=group, text="/renwu")[0] == 200
    menu = page.hears_message("年度计划", since)
    button = next(each for row in menu["buttons"] for each in row if "QH-01" in each["text"])
    status, pressed = page.do(
        "press", user=user, chat=group, message=menu["id"], data=button["data"]
    )
    assert status == 200
    page.hears(lambda each: each["kind"] == "answer" and each["query"] == pressed["query"], since)
    assert page.hears_message("计划编号：QH-01", since)["edited"]


def test_a_stranger_is_told_to_bind_first(page) -> None:
    since = len(page.news)
    page.do("say", user=page.user("访客甲"), chat=page.all["people"]["group"], text="/renwu")
    assert page.hears_message("绑定", since)


def test_what_people_write_is_shown_and_never_run(page) -> None:
    since = len(page.news)
    page.do(
        "say",
        user=page.user(LEAD),
        chat=page.all["people"]["group"],
        text="<img src=x onerror=a()>",
    )
    shown = page.hears(lambda each: each["kind"] == "message", since)["message"]
    assert shown["html"] == "&lt;img src=x onerror=a()&gt;"


def test_a_document_comes_back_under_its_chinese_name(page) -> None:
    since, user = len(page.news), page.user(LEAD)
    body, kind = form(user=user, chat=user, caption="说明", file=("检查记录.txt", "内容".encode()))
    assert page.post("/do/upload", body, Content_Type=kind)[0] == 200
    shown = page.hears(
        lambda each: each["kind"] == "message" and each["message"]["document"], since
    )["message"]
    assert (shown["document"]["name"], shown["text"]) == ("检查记录.txt", "说明")
    status, content, headers = page.ask("GET", f"/file/{shown['document']['id']}")
    assert (status, content.decode()) == (200, "内容")
    assert headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E6%A3%80")


def test_a_picture_that_is_none_is_refused_with_the_remedy(page) -> None:
    body, kind = form(
        user=page.user(LEAD),
        chat=page.all["people"]["group"],
        file=("x.png", b"text"),
        **{"as": "photo"},
    )
    status, answer = page.post("/do/upload", body, Content_Type=kind)
    assert (status, "按文件发送" in answer["error"]) == (400, True)


@pytest.mark.parametrize(
    ("deed", "words", "says"),
    [
        ("say", {"text": " "}, "还没有写内容"),
        ("say", {"text": "长" * 4097}, "4096"),
        ("say", {"user": 1, "text": "在"}, "没有这个成员"),
        ("say", {"chat": 12345, "text": "在"}, "做不了"),
        ("press", {"message": 1, "data": "没有"}, "做不了"),
        ("follow", {"url": "https://t.me/other_bot?start=x"}, "做不了"),
        ("clock", {"to": "明天"}, "2026-03-05 09:00"),
        ("restart", {"locality": "nowhere"}, "规则文件"),
    ],
)
def test_what_cannot_be_done_is_said_in_chinese(page, deed: str, words: dict, says: str) -> None:
    status, answer = page.do(
        deed, **{"user": page.user(LEAD), "chat": page.all["people"]["group"], **words}
    )
    assert status == 400
    assert says in answer["error"]


def test_words_that_are_no_json_are_refused(page) -> None:
    assert page.post("/do/say", b"{")[0] == 400
    assert page.post("/do/nothing", b"{}")[0] == 404


def test_the_command_menu_is_in_chinese(page) -> None:
    _, answer = page.do("menu", user=page.user(LEAD), chat=page.all["people"]["group"])
    assert {"command": "renwu", "description": "任务：从年度计划开任务"} in answer["commands"]


def test_a_link_passed_on_binds_whoever_opens_it(page) -> None:
    """The office issues a link; the stranger opens it and is somebody from then on."""
    office, stranger, since = page.user("柳总汇"), page.user("访客甲"), len(page.news)

    def press(words: str, label: str) -> None:
        shown = page.hears_message(words, since)
        data = next(b["data"] for row in shown["buttons"] for b in row if label in b["text"])
        page.do("press", user=office, chat=office, message=shown["id"], data=data)

    page.do("say", user=office, chat=office, text="/bangding")
    press("绑定", "税务")
    press("税务局", "桂知言")
    link = re.search(r"https://t\.me/\S+", page.hears_message("https://t.me/", since)["text"])
    assert page.do("follow", user=stranger, url=link.group())[0] == 200
    page.hears_message("绑定成功", since)
    people = page.hears(
        lambda each: (
            each["kind"] == "people"
            and any(unit["short"] == "税务" for unit in each["departments"])
        ),
        since,
    )
    tax = next(unit for unit in people["departments"] if unit["short"] == "税务")
    assert [(each["id"], each["name"]) for each in tax["people"]] == [(stranger, "桂知言")]
