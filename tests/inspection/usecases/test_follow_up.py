"""Step 9: rectification with re-inspection, referral with receipt, case filing."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from inspection.due_days import typed_due_day
from inspection.followup import FollowUpKind, FollowUpState
from inspection.refusal import Refusal
from tests.builders import SHANGHAI
from tests.inspection.usecases.field_scene import CARE, FIRE, FOOD, HOME, finish_all, set_scene
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
LOCALITIES = ("xinyang", "xinhua", "xinxian", "xinzhou", "wolong")
TODAY = date(2026, 3, 5)


def finished(open_chat: OpenChat, locality: str = "xinhua") -> SmallChat:
    chat = open_chat(locality)
    set_scene(chat)
    finish_all(chat)
    return chat


def order(chat: SmallChat, term: str = "7 天") -> None:
    """The fire brigade orders its finding to be put right."""
    chat.says(FIRE, "/zhenggai")
    chat.presses(FIRE, HOME)
    chat.presses(FIRE, "下达责令改正")
    chat.says(FIRE, "更换灭火器2具")
    refused = chat.presses(FIRE, term)
    assert not refused, refused


@pytest.mark.parametrize("locality", LOCALITIES)
def test_order_is_drafted_and_given_with_its_article(open_chat: OpenChat, locality: str) -> None:
    chat = finished(open_chat, locality)
    order(chat)
    follow_up = chat.read(lambda ledger: ledger.follow_ups.get(1))
    assert follow_up.due_on == date(2026, 3, 12)
    assert follow_up.demand == "更换灭火器2具"
    forms = chat.read(lambda ledger: [each.form for each in ledger.documents.find()])
    assert forms[-1] == "责令改正通知书"
    assert any("责令改正通知书" in text and "《" in text for text in chat.seen(FIRE))
    assert not any("灭火器" in text for text in chat.group())


def test_term_ending_on_a_day_off_moves_on(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    chat.now = datetime(2026, 4, 24, 9, tzinfo=SHANGHAI)
    order(chat, "7 天")
    assert chat.read(lambda ledger: ledger.follow_ups.get(1)).due_on == date(2026, 5, 6)


def test_due_day_may_be_typed_and_bad_ones_are_refused(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    chat.says(FIRE, "/zhenggai")
    chat.presses(FIRE, HOME)
    chat.presses(FIRE, "下达责令改正")
    chat.says(FIRE, "更换灭火器2具")
    assert "没有“2月30日”这一天" in chat.says(FIRE, "2月30日")
    assert "已经过去" in chat.says(FIRE, "2026-03-01")
    assert "看不懂" in chat.says(FIRE, "下周吧")
    assert "一年以后" in chat.says(FIRE, "2206-04-10")
    assert chat.says(FIRE, "2026年4月10日") == ""
    assert chat.read(lambda ledger: ledger.follow_ups.get(1)).due_on == date(2026, 4, 10)


def test_second_order_while_one_runs_is_refused(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    order(chat)
    finding = chat.read(lambda ledger: ledger.findings.one(result="ordered").id)
    assert "已经责令改正，期限 2026年3月12日" in chat.callback(FIRE, f"v1:order:{finding}")


def test_rectified_closes_the_matter(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    order(chat)
    chat.presses(FIRE, "复查")
    chat.presses(FIRE, "已改正")
    chat.says(FIRE, "灭火器已更换，压力正常")
    follow_up = chat.read(lambda ledger: ledger.follow_ups.get(1))
    assert follow_up.state is FollowUpState.DONE
    assert follow_up.outcome == "灭火器已更换，压力正常"
    assert "已经办完" in chat.callback(FIRE, "v1:re_inspect:1:no")


def test_not_rectified_offers_case_and_referral(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    order(chat)
    chat.presses(FIRE, "复查")
    chat.presses(FIRE, "未改正")
    chat.says(FIRE, "仍未更换")
    labels = chat.labels(FIRE)
    assert {"⚖️ 立案", "📮 移送", "📋 再次责令改正"} <= set(labels)
    chat.presses(FIRE, "立案")
    assert "第十七条" in chat.last(FIRE)
    chat.says(FIRE, "青消立字〔2026〕1号")
    case = chat.read(lambda ledger: ledger.follow_ups.one(kind=FollowUpKind.CASE))
    assert case.outcome == "青消立字〔2026〕1号"
    assert "已经立案" in chat.callback(FIRE, f"v1:file_case:{case.finding_id}")


def test_reminders_come_the_working_day_before_and_on_the_day(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    order(chat)
    before = len(chat.seen(FIRE))
    chat.ticks(datetime(2026, 3, 10, 18, tzinfo=SHANGHAI))
    assert len(chat.seen(FIRE)) == before
    chat.ticks(datetime(2026, 3, 11, 10, tzinfo=SHANGHAI))
    assert "3月12日整改到期" in chat.seen(FIRE)[-1]
    chat.ticks(datetime(2026, 3, 12, 10, tzinfo=SHANGHAI))
    assert "今天整改到期" in chat.seen(FIRE)[-1]


def test_several_terms_are_one_message_a_day(open_chat: OpenChat) -> None:
    chat = open_chat("xinhua")
    set_scene(chat, subjects=2)
    finish_all(chat)
    finish_all(chat, CARE)
    order(chat)
    chat.says(FIRE, "/zhenggai")
    chat.presses(FIRE, CARE)
    chat.presses(FIRE, "下达责令改正")
    chat.says(FIRE, "补种灭火器")
    chat.presses(FIRE, "7 天")
    before = len(chat.seen(FIRE))
    chat.ticks(datetime(2026, 3, 11, 10, tzinfo=SHANGHAI))
    assert len(chat.seen(FIRE)) == before + 1
    assert "2 件要办" in chat.seen(FIRE)[-1]
    assert {"1 ✅ 已改正", "2 ✅ 已改正", "2 ❌ 未改正"} <= set(chat.labels(FIRE))
    chat.presses(FIRE, "2 ✅ 已改正")
    chat.says(FIRE, "已补种")
    chat.ticks(datetime(2026, 3, 12, 10, tzinfo=SHANGHAI))
    assert "1 件要办" in chat.seen(FIRE)[-1]


def test_done_rectification_is_silent(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    order(chat)
    chat.presses(FIRE, "复查")
    chat.presses(FIRE, "已改正")
    chat.says(FIRE, "已更换")
    before = len(chat.seen(FIRE))
    chat.ticks(datetime(2026, 3, 13, 10, tzinfo=SHANGHAI))
    assert len(chat.seen(FIRE)) == before


@pytest.mark.parametrize("locality", LOCALITIES)
def test_clue_is_referred_and_its_receipt_recorded(open_chat: OpenChat, locality: str) -> None:
    chat = finished(open_chat, locality)
    chat.says(FIRE, "/yisong")
    chat.presses(FIRE, HOME)
    assert ("纪检监察机关" in chat.labels(FIRE)) == (locality == "xinzhou")
    chat.presses(FIRE, "市场监管局")
    chat.says(FIRE, "涉嫌使用不合格消防产品")
    letters = chat.read(lambda ledger: ledger.documents.find(form="案件线索移送函"))
    assert len(letters) == 1
    chat.presses(FIRE, "登记回执")
    chat.says(FIRE, "钱满仓3月6日签收")
    follow_up = chat.read(lambda ledger: ledger.follow_ups.get(1))
    assert follow_up.state is FollowUpState.DONE
    assert follow_up.receiver == "青禾县市场监督管理局"


def test_receiver_may_be_typed(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    finding = chat.read(lambda ledger: ledger.findings.find(result="ordered")[0].id)
    chat.callback(FIRE, f"v1:refer:{finding}")
    assert "受移送单位" in chat.says(FIRE, "局")
    chat.says(FIRE, "青禾县应急管理局")
    chat.says(FIRE, "涉嫌违规储存")
    assert chat.read(lambda ledger: ledger.follow_ups.get(1)).receiver == "青禾县应急管理局"


def test_department_without_problems_has_nothing_to_rectify(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    assert "没有责令改正的问题" in chat.says(FOOD, "/zhenggai")
    assert "没有可移送的" in chat.says(FOOD, "/yisong")


def test_foreign_finding_cannot_be_followed_up(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    finding = chat.read(lambda ledger: ledger.findings.find(result="ordered")[0].id)
    assert "别的部门" in chat.callback(FOOD, f"v1:order:{finding}")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-04-10", date(2026, 4, 10)),
        ("2026年4月10日", date(2026, 4, 10)),
        ("4月10日", date(2026, 4, 10)),
        ("4.10", date(2026, 4, 10)),
        ("2月1日", date(2027, 2, 1)),
        ("2026-03-05", TODAY),
    ],
)
def test_typed_day_is_read(typed: str, day: date) -> None:
    assert typed_due_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("明天", "date_unreadable"),
        ("2026-02-30", "date_impossible"),
        ("13月1日", "date_impossible"),
        ("2026-03-04", "date_past"),
        ("2028-01-01", "date_too_far"),
    ],
)
def test_day_that_cannot_be_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        typed_due_day(typed, TODAY)
    assert refused.value.code == code
