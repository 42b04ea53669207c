"""The papers about one problem: re-inspection, notice to others, minutes of an inquiry."""

from collections.abc import Callable

import pytest

from tests.documents.reading import text_of
from tests.inspection.usecases.field_scene import FIRE, FOOD, HOME
from tests.inspection.usecases.papers_scene import group_papers, handed, papers, printed
from tests.inspection.usecases.test_follow_up import finished, order
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
RECHECK, NOTICE = "复查记录", "抄告单"


def recheck(chat: SmallChat, outcome: str, note: str) -> None:
    chat.presses(FIRE, "复查")
    chat.presses(FIRE, outcome)
    assert chat.says(FIRE, note) == ""


@pytest.mark.parametrize(
    ("locality", "article"),
    [("xinhua", "第十七条"), ("xinzhou", "第二十二条"), ("xinxian", "第四部分（二）")],
)
def test_re_inspection_is_recorded_by_the_department(
    open_chat: OpenChat, locality: str, article: str
) -> None:
    chat = finished(open_chat, locality)
    order(chat)
    recheck(chat, "已改正", "灭火器已更换，压力正常")
    (paper,) = papers(chat, RECHECK)
    assert paper.title == f"{RECHECK}（{HOME}·消防安全）"
    assert paper.facts["issuer"] == "青禾县消防救援大队"
    officers = paper.facts["officers"]
    assert isinstance(officers, list)
    assert [each["name"] for each in officers if isinstance(each, dict)] == [FIRE]
    made = printed(chat, RECHECK)
    assert made.missing == ()
    text = text_of(made.docx)
    assert article in text
    assert "灭火器已更换，压力正常。" in text
    assert "已按要求改正。" in text
    assert len(handed(chat, FIRE, RECHECK)) == 1
    assert group_papers(chat) == set()


def test_second_re_inspection_of_a_problem_has_a_record_of_its_own(open_chat: OpenChat) -> None:
    chat = finished(open_chat)
    order(chat)
    recheck(chat, "未改正", "仍未更换")
    assert "未按要求改正。" in text_of(printed(chat, RECHECK).docx)
    chat.presses(FIRE, "再次责令改正")
    chat.says(FIRE, "更换灭火器2具")
    chat.presses(FIRE, "7 天")
    recheck(chat, "已改正", "已更换")
    assert [each.title for each in papers(chat, RECHECK)] == [
        f"{RECHECK}（{HOME}·消防安全）",
        f"{RECHECK}（{HOME}·消防安全，第2次）",
    ]


def test_notice_to_another_department_is_addressed_by_a_tap_or_in_words(
    open_chat: OpenChat,
) -> None:
    chat = finished(open_chat, "xinyang")
    chat.says(FIRE, "/zhenggai")
    chat.presses(FIRE, HOME)
    chat.presses(FIRE, "抄告其他部门")
    assert "卫生健康委" in " ".join(chat.labels(FIRE))
    chat.presses(FIRE, "卫生健康委")
    assert printed(chat, NOTICE).missing == ("发文字号",)
    assert "青禾县卫生健康委员会" in text_of(printed(chat, NOTICE).docx)
    chat.presses(FIRE, "抄告其他部门")
    assert chat.says(FIRE, "青禾县住房和城乡建设局") == ""
    titles = [(each.title, each.version) for each in papers(chat, NOTICE)]
    assert titles == [
        (f"{NOTICE}（{HOME}·消防安全，送青禾县卫生健康委员会）", 1),
        (f"{NOTICE}（{HOME}·消防安全，送青禾县住房和城乡建设局）", 1),
    ]
    assert len(handed(chat, FIRE, NOTICE)) == 2
    assert group_papers(chat) == set()
    finding = chat.read(lambda ledger: ledger.findings.one(result="ordered").id)
    assert "别的部门" in chat.callback(FOOD, f"v1:side_notice:{finding}")


def test_referral_lists_the_papers_of_the_problem(open_chat: OpenChat) -> None:
    chat = finished(open_chat, "xinzhou")
    order(chat)
    recheck(chat, "未改正", "仍未更换")
    chat.presses(FIRE, "📮 移送")
    chat.presses(FIRE, "市场监管局")
    chat.says(FIRE, "涉嫌使用不合格消防产品")
    evidence = papers(chat, "案件线索移送函")[-1].facts["evidence"]
    assert isinstance(evidence, list)
    assert [each["name"] for each in evidence if isinstance(each, dict)] == [
        "检查记录表",
        "消防安全取证材料",
        "责令改正通知书",
        "复查记录",
    ]
    text = text_of(printed(chat, "案件线索移送函").docx)
    assert "移送材料清单" in text
    assert "受理回执" in text
