"""The papers of a visit: online check, refusal, direct result; each in localities that differ."""

from collections.abc import Callable

import pytest

from tests.documents.reading import text_of
from tests.inspection.usecases.field_scene import (
    DEPUTY,
    FIRE,
    FOOD,
    HEALTH,
    HOME,
    LEADER,
    enter_clean,
    opened,
    set_scene,
)
from tests.inspection.usecases.papers_scene import group_papers, handed, papers, printed
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
ONLINE, REFUSAL, DIRECT = "网络检查记录", "拒签见证说明", "直接结果证据表"


def look_up(chat: SmallChat, note: str) -> None:
    chat.callback(LEADER, "v1:online:1")
    assert chat.says(LEADER, note) == ""


@pytest.mark.parametrize(
    ("locality", "article"),
    [
        ("xinhua", "第十六条（一）"),
        ("xinzhou", "第二十条（一）"),
        ("xinyang", "本地文件未规定"),
    ],
)
def test_online_check_is_recorded_line_by_line(
    open_chat: OpenChat, locality: str, article: str
) -> None:
    chat = open_chat(locality)
    set_scene(chat)
    look_up(chat, "公示系统：登记、许可与实际一致，已核实\n部门网站：收费标准不全，需现场查")
    (paper,) = papers(chat, ONLINE)
    assert paper.title == f"{ONLINE}（{HOME}）"
    rows = paper.facts["rows"]
    assert isinstance(rows, list)
    assert [(row["system"], row["verified"]) for row in rows if isinstance(row, dict)] == [
        ("公示系统", True),
        ("部门网站", False),
    ]
    made = printed(chat, ONLINE)
    assert made.missing == ()
    text = text_of(made.docx)
    assert article in text
    assert "登记、许可与实际一致。" in text
    assert "收费标准不全。" in text
    assert "有1条未核实，需现场核查" in text
    assert len(handed(chat, LEADER, ONLINE)) == 1
    assert group_papers(chat) == set()


def test_what_the_note_does_not_say_is_answered_by_a_tap(open_chat: OpenChat) -> None:
    chat = open_chat("xinhua")
    set_scene(chat)
    look_up(chat, "登记信息已看")
    made = printed(chat, ONLINE)
    assert made.missing == ("检查情况第1项核查系统", "检查情况第1项是否核实", "检查结论")
    assert "未核实" not in text_of(made.docx)
    chat.presses(LEADER, "国家企业信用信息公示系统（河南）")
    chat.presses(LEADER, "已核实，现场不再查")
    made = printed(chat, ONLINE)
    assert made.missing == ()
    assert "所列内容均已核实。" in text_of(made.docx)
    assert "打印后由检查人员签字存卷" in chat.last(LEADER)
    assert [each.version for each in papers(chat, ONLINE)] == [1, 2, 3]


def test_new_note_asks_again(open_chat: OpenChat) -> None:
    chat = open_chat("xinzhou")
    set_scene(chat)
    look_up(chat, "登记信息已看")
    chat.presses(LEADER, "未核实，现场还要查")
    assert "有1条未核实" in text_of(printed(chat, ONLINE).docx)
    look_up(chat, "公示系统：许可信息已看")
    assert printed(chat, ONLINE).missing == ("检查情况第1项是否核实", "检查结论")


def test_only_the_leader_settles_the_online_check(open_chat: OpenChat) -> None:
    chat = open_chat("xinhua")
    set_scene(chat)
    assert chat.callback(LEADER, "v1:online_settled:1:yes"), "nothing was looked up yet"
    look_up(chat, "登记信息已看")
    assert f"组长{LEADER}" in chat.callback(DEPUTY, "v1:online_settled:1:yes")
    assert chat.callback(LEADER, "v1:online_system:1:9")
    assert len(papers(chat, ONLINE)) == 1


def refused(open_chat: OpenChat, locality: str, *answers: str) -> SmallChat:
    chat = opened(open_chat, locality)
    for name in (LEADER, FOOD, HEALTH, FIRE):
        enter_clean(chat, name)
    chat.presses(LEADER, "拒签")
    for answer in ("副院长马一平称未获授权", *answers):
        assert chat.says(LEADER, answer) == ""
    return chat


@pytest.mark.parametrize(
    ("locality", "article"), [("xinyang", "第二十一条"), ("xinzhou", "第二十条（三）")]
)
def test_refusal_is_told_with_recording_and_witness(
    open_chat: OpenChat, locality: str, article: str
) -> None:
    chat = refused(open_chat, locality, "LX-20260305-01", "何佑 柳湾社区")
    (paper,) = papers(chat, REFUSAL)
    assert paper.facts["recording"] == "LX-20260305-01"
    assert paper.facts["witness"] == {"name": "何佑", "unit": "柳湾社区", "phone": None}
    made = printed(chat, REFUSAL)
    assert made.missing == ()
    text = text_of(made.docx)
    assert article in text
    assert "副院长马一平称未获授权。" in text
    assert "并录音录像，由何佑见证。" in text
    assert handed(chat, LEADER, REFUSAL)
    assert group_papers(chat) == set()


def test_recording_is_asked_for_by_an_article_only_where_there_is_one(open_chat: OpenChat) -> None:
    for locality, words in (("xinyang", "第二十一条"), ("xinzhou", "本地文件未规定录音录像")):
        chat = refused(open_chat, locality)
        assert "录音" in chat.last(LEADER)
        assert words in chat.last(LEADER)


def test_refusal_without_recording_and_witness_says_so(open_chat: OpenChat) -> None:
    chat = refused(open_chat, "xinyang", "无")
    chat.presses(LEADER, "没有见证人")
    (paper,) = papers(chat, REFUSAL)
    assert (paper.facts["recording"], paper.facts["witness"]) == ("无", None)


@pytest.mark.parametrize("locality", ["wolong", "xinhua"])
def test_circular_without_a_rule_on_refusals_is_not_cited(
    open_chat: OpenChat, locality: str
) -> None:
    chat = refused(open_chat, locality)
    made = printed(chat, REFUSAL)
    assert made.missing == ()
    assert "本地文件未规定" in text_of(made.docx)
    assert "《南阳市卧龙区部门联合" not in text_of(made.docx)


def test_signed_visit_has_no_note_of_refusal(open_chat: OpenChat) -> None:
    chat = opened(open_chat)
    for name in (LEADER, FOOD, HEALTH, FIRE):
        enter_clean(chat, name)
    chat.presses(LEADER, "已签字")
    chat.presses(LEADER, "确认结束检查")
    assert papers(chat, REFUSAL) == papers(chat, DIRECT) == []


@pytest.mark.parametrize(
    ("locality", "result", "label"),
    [
        ("xinyang", "nocontact", "通过登记的住所（经营场所）无法联系"),
        ("xinzhou", "cancelled", "已注销"),
    ],
)
def test_direct_result_comes_with_its_table_of_evidence(
    open_chat: OpenChat, locality: str, result: str, label: str
) -> None:
    chat = open_chat(locality)
    set_scene(chat)
    look_up(chat, "公示系统：登记状态存疑，需现场查")
    chat.callback(LEADER, f"v1:direct_code:1:{result}")
    chat.sends(LEADER, b"closed door", "大门紧锁，邻居称已搬离")
    (paper,) = papers(chat, DIRECT)
    made = printed(chat, DIRECT)
    assert made.missing == ()
    assert (paper.facts["label"], paper.facts["situation_detail"]) == (
        label,
        "大门紧锁，邻居称已搬离。",
    )
    text = text_of(made.docx)
    assert "第二十一条" in text
    assert "现场取证材料1" in text
    assert handed(chat, LEADER, DIRECT)
    assert group_papers(chat) == set()


def test_evidence_without_a_word_is_asked_about_before_the_result(open_chat: OpenChat) -> None:
    chat = open_chat("xinyang")
    set_scene(chat)
    chat.callback(LEADER, "v1:direct_code:1:nocontact")
    chat.sends(LEADER, b"closed door")
    assert papers(chat, DIRECT) == []
    assert "证据收到" in chat.last(LEADER)
    assert chat.says(LEADER, "9时到登记地址，大门紧锁") == ""
    assert papers(chat, DIRECT)[-1].facts["situation_detail"] == "9时到登记地址，大门紧锁。"


def test_evidence_may_stand_without_a_word(open_chat: OpenChat) -> None:
    chat = open_chat("xinyang")
    set_scene(chat)
    chat.callback(LEADER, "v1:direct_code:1:nocontact")
    chat.sends(LEADER, b"closed door")
    chat.presses(LEADER, "先不写")
    assert printed(chat, DIRECT).missing == ("情形说明",)
    assert chat.callback(LEADER, "v1:direct_silent"), "the question is answered once"
