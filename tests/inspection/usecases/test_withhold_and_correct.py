"""忻州第二十条（三） (not fit to publish) and 信阳第二十二条 (nothing changed without leave)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from inspection.people import Role
from inspection.snapshots.publication_table import publication_table_facts
from inspection.visits import VisitState
from tests.inspection.usecases.field_scene import FIRE, FOOD, HOME, finish_all, set_scene
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
CHIEF, OTHER_HEAD = "何守正", "许明达"
WHY = "涉及正在侦办的案件"


def scene(open_chat: OpenChat, locality: str) -> SmallChat:
    """One visit is finished; 何守正 heads the fire brigade."""
    chat = open_chat(locality)
    set_scene(chat)
    finish_all(chat)
    chief = chat.person(CHIEF)
    chat.write(lambda desk: desk.ledger.people.save(replace(chief, roles=(Role.HEAD,))))
    return chat


def entered(chat: SmallChat, name: str = FIRE) -> None:
    chat.says(name, "/gongshi")
    chat.presses(name, HOME)
    chat.presses(name, "已录入平台")


def published(chat: SmallChat, name: str = FIRE) -> None:
    entered(chat, name)
    chat.presses(name, "已公示")
    if chat.locality == "xinyang":
        chat.presses(name, "确认已公示")


def duty(chat: SmallChat, name: str = FIRE) -> int:
    department = chat.person(name).department_id
    return int(chat.read(lambda book: book.entry_duties.one(department_id=department).id))


def asked(chat: SmallChat) -> None:
    entered(chat)
    chat.presses(FIRE, "不适合公开，报批")
    assert chat.says(FIRE, WHY) == ""


def verbs(chat: SmallChat) -> list[str]:
    return [each.verb for each in chat.read(lambda book: book.events.find())]


def table(chat: SmallChat) -> dict[str, object]:
    with chat.database.reading() as ledger:
        return dict(publication_table_facts(chat.desk(ledger), chat.county.task))


def test_approved_result_is_withheld_and_counted_only(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinzhou")
    before = table(chat)
    asked(chat)
    assert WHY in chat.last(CHIEF)
    assert "第二十条（三）" in chat.last(CHIEF)
    chat.presses(CHIEF, "同意不公开")
    assert "已同意不予公开" in chat.last(FIRE)
    after = table(chat)
    rows, fewer = before["rows"], after["rows"]
    assert isinstance(rows, list)
    assert isinstance(fewer, list)
    assert after["withheld"] == len(rows) - len(fewer) == 1
    settled = chat.read(lambda book: book.entry_duties.get(duty(chat)))
    assert settled.withheld_at is not None
    assert settled.published_at is None
    assert {"withholding_asked", "withholding_approved"} <= set(verbs(chat))


def test_withheld_result_is_no_longer_reminded_of(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinzhou")
    asked(chat)
    chat.presses(CHIEF, "同意不公开")
    open_rows = chat.read(
        lambda book: book.deadlines.find(about_id=duty(chat), fired_at=None, cancelled_at=None)
    )
    assert open_rows == ()
    chat.says(FIRE, "/gongshi")
    assert "经审批不予公开" in chat.last(FIRE)
    chat.presses(FIRE, HOME)
    assert not any("点错了" in label for label in chat.labels(FIRE))
    chat.callback(FIRE, f"v1:untick:{duty(chat)}")
    assert "已批准不予公开" in chat.says(FIRE, "按错了")


def test_refused_request_leaves_the_duty(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinzhou")
    asked(chat)
    chat.presses(CHIEF, "不同意")
    assert "不同意不予公开" in chat.last(FIRE)
    assert chat.read(lambda book: book.entry_duties.get(duty(chat))).withheld_at is None
    assert chat.callback(CHIEF, f"v1:withhold_yes:{duty(chat)}"), "decided once is decided"
    assert "withholding_approved" not in verbs(chat)


def test_asker_and_other_heads_do_not_decide(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinzhou")
    asked(chat)
    both = chat.person(FIRE)
    chat.write(lambda desk: desk.ledger.people.save(replace(both, roles=(*both.roles, Role.HEAD))))
    for name in (FIRE, OTHER_HEAD):
        assert chat.callback(name, f"v1:withhold_yes:{duty(chat)}")
    assert "withholding_approved" not in verbs(chat)


def test_without_a_head_nothing_is_asked(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinzhou")
    entered(chat, FOOD)
    chat.presses(FOOD, "不适合公开，报批")
    assert "没有已绑定的部门负责人" in chat.says(FOOD, WHY)


def test_second_request_waits_for_the_first(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinzhou")
    asked(chat)
    chat.says(FIRE, "/gongshi")
    chat.presses(FIRE, HOME)
    chat.presses(FIRE, "不适合公开，报批")
    assert "正在等批复" in chat.says(FIRE, WHY)


@pytest.mark.parametrize(
    ("locality", "words"),
    [
        ("xinyang", "除法律法规有明确规定外"),
        ("xinhua", "本地文件未规定"),
        ("xinxian", "本地文件未规定"),
        ("wolong", "本地文件未规定"),
    ],
)
def test_approval_is_offered_where_the_circular_has_it(
    open_chat: OpenChat, locality: str, words: str
) -> None:
    chat = scene(open_chat, locality)
    entered(chat)
    assert "报批" not in " ".join(chat.labels(FIRE))
    chat.callback(FIRE, f"v1:withhold:{duty(chat)}")
    assert words in chat.says(FIRE, WHY)


def correction_asked(chat: SmallChat) -> None:
    published(chat)
    chat.says(FIRE, "/gongshi")
    chat.presses(FIRE, HOME)
    chat.presses(FIRE, "更正结果")
    assert "消防安全" in " ".join(chat.labels(FIRE))
    chat.presses(FIRE, "消防安全")
    chat.presses(FIRE, "未发现问题")
    assert chat.says(FIRE, "当事人已提供维保证明，原判断有误") == ""


def test_approved_correction_makes_a_new_table(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinyang")
    for name in ("林晓禾", FOOD, "冯春望"):
        published(chat, name)
    correction_asked(chat)
    assert "第二十二条" in chat.last(CHIEF)
    assert "更正为：1 未发现问题" in chat.last(CHIEF)
    chat.presses(CHIEF, "同意更正")
    versions = chat.read(lambda book: book.documents.find(form="结果公示表"))
    assert [each.version for each in versions] == [1, 2]
    assert "公示结果更正" in chat.group()[-1]
    (event,) = chat.read(lambda book: book.events.find(verb="result_corrected"))
    assert event.facts["after"] == "1 未发现问题"
    assert str(event.facts["before"]).startswith("6 发现问题")
    fire = chat.person(FIRE).department_id
    (finding,) = chat.read(lambda book: book.findings.find(department_id=fire))
    assert (finding.result, finding.disposal) == ("none", "")
    assert chat.read(lambda book: book.visits.get(1)).state is VisitState.FINISHED


def test_refused_correction_changes_nothing(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinyang")
    correction_asked(chat)
    chat.presses(CHIEF, "不同意")
    assert "不同意更正" in chat.last(FIRE)
    fire = chat.person(FIRE).department_id
    (finding,) = chat.read(lambda book: book.findings.find(department_id=fire))
    assert finding.result == "ordered"
    assert "correction_refused" in verbs(chat)


def test_asker_does_not_decide_the_correction(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinyang")
    correction_asked(chat)
    both = chat.person(FIRE)
    chat.write(lambda desk: desk.ledger.people.save(replace(both, roles=(*both.roles, Role.HEAD))))
    fire = both.department_id
    (finding,) = chat.read(lambda book: book.findings.find(department_id=fire))
    assert chat.callback(FIRE, f"v1:correct_yes:{finding.id}")
    assert "result_corrected" not in verbs(chat)


def test_unpublished_result_needs_no_correction(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinyang")
    fire = chat.person(FIRE).department_id
    (finding,) = chat.read(lambda book: book.findings.find(department_id=fire))
    chat.callback(FIRE, f"v1:correct_to:{finding.id}:none")
    assert "还没有公示" in chat.says(FIRE, "写错了")


def test_same_result_is_no_correction(open_chat: OpenChat) -> None:
    chat = scene(open_chat, "xinyang")
    published(chat)
    fire = chat.person(FIRE).department_id
    (finding,) = chat.read(lambda book: book.findings.find(department_id=fire))
    chat.callback(FIRE, f"v1:correct_to:{finding.id}:ordered")
    assert "原来就是" in chat.says(FIRE, "写错了")
