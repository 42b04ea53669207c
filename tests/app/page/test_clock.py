"""The clock of the page: forward only, stopping at every deadline."""

from datetime import datetime

LEAD = "槐知言"


def press(page, words: str, label: str, since: int) -> None:
    """Press a button of the newest message that contains these words."""
    shown = page.hears_message(words, since)
    data = next(b["data"] for row in shown["buttons"] for b in row if label in b["text"])
    page.do(
        "press",
        user=page.user(LEAD),
        chat=page.all["people"]["group"],
        message=shown["id"],
        data=data,
    )


def test_without_a_deadline_there_is_nowhere_to_jump(page) -> None:
    status, answer = page.do("clock", next=True)
    assert (status, answer["error"]) == (400, "眼下没有等着的时限。")


def test_the_clock_does_not_go_backwards(page) -> None:
    status, answer = page.do("clock", to="2026-03-01T09:00")
    assert status == 400
    assert answer["error"] == "时钟只能往前拨：现在已是 2026-03-02 09:00。"


def test_the_clock_does_not_leap_over_years(page) -> None:
    assert "400 天" in page.do("clock", to="2030-03-01T09:00")[1]["error"]


def test_moving_past_a_deadline_says_what_falls_due_at_its_own_moment(page) -> None:
    group, since = page.all["people"]["group"], len(page.news)
    page.do("say", user=page.user(LEAD), chat=group, text="/renwu")
    press(page, "年度计划", "QH-01", since)
    press(page, "计划编号：QH-01", "开任务", since)
    press(page, "任务已开", "方案制定", since)
    press(page, "时限", "", since)
    press(page, "依据", "确认发出", since)
    clock = page.hears(
        # not the Monday of the journal's hash, which is set as soon as the task is open
        lambda each: each["kind"] == "clock" and each["next"] and each["next"] < "2026-03-07",
        since,
    )
    before = len(page.news)
    assert page.do("clock", days=5)[0] == 200
    told = [each["now"] for each in page.news[before:] if each["kind"] == "clock"]
    assert clock["next"] in told
    assert datetime.fromisoformat(told[-1]) == datetime.fromisoformat("2026-03-07T09:00+08:00")
    reminder = page.hears_message("请尽快", before)
    assert reminder["at"] == clock["next"]


def test_the_guide_names_who_has_not_answered(page) -> None:
    hints = page.hears(
        lambda each: (
            each["kind"] == "guide" and [h["step"] for h in each["hints"]].count("check_in") == 4
        )
    )["hints"]
    liaisons = {page.user(name) for name in ("柳知言", "枫知言", "荷知言", "榆知言")}
    assert {each["user"] for each in hints if each["step"] == "check_in"} == liaisons
