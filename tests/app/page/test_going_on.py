"""A folder is gone on with; 重新开始 begins anew."""

from pathlib import Path

import pytest

from app.page.county import Setting

LEAD = "槐知言"


@pytest.fixture
def made(page):
    """Pages of the test's own, closed at its end."""
    pages = []

    def make(folder: Path, setting: Setting, **more):
        pages.append(type(page)(folder, setting, **more))
        return pages[-1]

    yield make
    for each in pages:
        each.close()


def test_a_kept_folder_goes_on_where_it_stopped(made, tmp_path: Path) -> None:
    first = made(tmp_path, Setting("xinxian", "QH-02"), lasting=True)
    user, group = first.user("松知言"), first.all["people"]["group"]
    first.do("say", user=user, chat=group, text="/renwu")
    menu = first.hears_message("年度计划", 1)
    first.do("clock", hours=1)
    first.close()

    second = made(tmp_path, Setting("xinyang"), lasting=True)
    assert second.all["people"]["locality"]["name"] == "新县"
    assert second.all["clock"]["now"].startswith("2026-03-02T10:00")
    chat = next(each for each in second.all["chats"] if each["id"] == group)
    assert [each["id"] for each in chat["messages"]][-1] == menu["id"]
    assert second.all["seen"]
    data = menu["buttons"][0][0]["data"]
    second.do("press", user=user, chat=group, message=menu["id"], data=data)
    assert second.hears_message("计划编号：QH-02", 1)["id"] == menu["id"]


def test_starting_over_is_a_fresh_county_under_other_rules(made, tmp_path: Path) -> None:
    page = made(tmp_path, Setting("xinyang"))
    page.do("say", user=page.user(LEAD), chat=page.all["people"]["group"], text="旧话")
    page.do("clock", days=1)
    since = len(page.news)
    assert page.do("restart", locality="wolong", plan="QH-04")[0] == 200
    page.hears(lambda each: each["kind"] == "restarting", since)
    page.hears(lambda each: each["kind"] == "all", since)
    assert page.all["people"]["locality"]["name"] == "南阳市卧龙区"
    assert page.all["people"]["plan"]["number"] == "QH-04"
    assert page.all["clock"]["now"].startswith("2026-03-02T09:00")
    assert "旧话" not in str(page.all)
    assert page.all["people"]["departments"][0]["people"][0]["name"] == "梅知言"
