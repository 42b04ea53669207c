"""Step 6: recusal, match, replacement by the locality's method."""

from pathlib import Path

import pytest

from inspection.evidence_files import pack_files
from inspection.pack_check import verify_pack
from inspection.people import Role
from tests.chat import Chat, chat_of
from tests.stories.drawing import SCRIPT, draw_whistled, drawn, matched


@pytest.fixture
def whistled(chat: Chat) -> Chat:
    return draw_whistled(chat)


def test_match_posts_teams_with_leaders_of_the_lead_department(whistled: Chat) -> None:
    drawn(whistled)
    matched(whistled)
    posted = whistled.sees("👥", "随机匹配", "组长")
    with whistled.stage.database.reading() as ledger:
        draw = ledger.draws.find()[0]
        rows = ledger.assignments.find(active=True)
        subjects = ledger.drawn_subjects.find(draw_id=draw.id, drawn=True)
        departments = 1 + len(whistled.entry.partner_ids)
        assert len(rows) == len(subjects) * departments
        leaders = [each for each in rows if each.leader]
        assert {each.department_id for each in leaders} == {whistled.entry.lead_id}
        assert len(leaders) == len(subjects)
        certificates = [each.certificate_number for each in ledger.inspectors.find()]
        assert verify_pack(pack_files(ledger, draw.id, public=False, script=SCRIPT)) == []
        assert ledger.tasks.find()[0].officers == 1
    assert not any(number in text for number in certificates for text in whistled.seen())
    assert posted.text.count("组长：") == len(subjects)
    whistled.reads(whistled.lead, "检查组名单")


def test_match_waits_for_the_draw(whistled: Chat) -> None:
    whistled.says(whistled.lead, "/pipei")
    whistled.sees("还没有抽取检查对象", "/chouqu")


def test_match_is_made_once(whistled: Chat) -> None:
    drawn(whistled)
    matched(whistled)
    whistled.says(whistled.lead, "/pipei")
    whistled.sees("已匹配", "/huanren")


def test_recused_inspector_is_not_sent(whistled: Chat) -> None:
    partner = whistled.entry.partner_ids[0]
    name = whistled.all(partner, Role.INSPECTOR)[-1]
    with whistled.stage.database.reading() as ledger:
        subjects = ledger.subjects.find(industry=whistled.entry.industry)
    for subject in subjects:
        whistled.says(name, f"/huibi {subject.code} 近亲属任职", private=True)
    whistled.reads(name, "已登记回避")
    drawn(whistled)
    matched(whistled)
    person = whistled.person(name)
    with whistled.stage.database.reading() as ledger:
        assert ledger.assignments.find(person_id=person.id) == ()


def test_recusal_is_asked_step_by_step_and_in_private_only(whistled: Chat) -> None:
    name = whistled.all(whistled.entry.partner_ids[0], Role.INSPECTOR)[-1]
    whistled.says(name, "/huibi")
    whistled.sees("只能在与我的私聊里办理")
    whistled.says(name, "/huibi", private=True)
    whistled.says(name, "没有这一户", private=True)
    whistled.reads(name, "没有“没有这一户”")
    with whistled.stage.database.reading() as ledger:
        subject = ledger.subjects.find(industry=whistled.entry.industry)[0]
    whistled.says(name, subject.name, private=True)
    whistled.says(name, "近亲属任职", private=True)
    whistled.reads(name, "已登记回避", subject.name)
    assert not any("近亲属" in text for text in whistled.seen())


def test_recusal_after_the_draw_points_to_replacement(whistled: Chat) -> None:
    drawn(whistled)
    name = whistled.all(whistled.entry.partner_ids[0], Role.INSPECTOR)[-1]
    with whistled.stage.database.reading() as ledger:
        subject = ledger.subjects.find(industry=whistled.entry.industry)[0]
    whistled.says(name, f"/huibi {subject.code} 近亲属任职", private=True)
    whistled.reads(name, "/huanren")


def _busy(chat: Chat) -> tuple[str, str]:
    """Somebody of the first partner with subjects to visit, and that department's head."""
    partner = chat.entry.partner_ids[0]
    with chat.stage.database.reading() as ledger:
        held = ledger.assignments.find(department_id=partner, active=True)
        name = ledger.people.get(held[0].person_id).name
    head = chat.one(partner, Role.HEAD)
    chat.stage.bind(head)
    return name, head


def test_head_picks_who_goes_instead(whistled: Chat) -> None:
    drawn(whistled)
    matched(whistled)
    name, head = _busy(whistled)
    liaison = whistled.partners[0]
    whistled.says(liaison, "/huanren", private=True)
    whistled.presses(liaison, name, private=True)
    whistled.presses(liaison, "特殊情况", private=True)
    whistled.reads(head, "申请更换", name, "第二十条")
    whistled.presses(head, "同意", private=True)
    shown = whistled.reads(head, "请选派")
    incoming = shown.buttons[0][0].text
    whistled.presses(head, incoming, private=True)
    posted = whistled.sees("🔁", name, incoming, "因故")
    assert "特殊情况" not in posted.text
    whistled.reads(liaison, "人员更换审批表")
    with whistled.stage.database.reading() as ledger:
        assert not ledger.assignments.find(person_id=whistled.person(name).id, active=True)
        assert ledger.assignments.find(person_id=whistled.person(incoming).id, active=True)
        draw = ledger.draws.find()[0]
        assert verify_pack(pack_files(ledger, draw.id, public=False, script=SCRIPT)) == []


def test_inspector_who_cannot_go_asks_from_the_own_list(whistled: Chat) -> None:
    for each in whistled.all(whistled.entry.partner_ids[0], Role.INSPECTOR):
        if whistled.person(each).user_id is None:
            whistled.stage.bind(each)
    drawn(whistled)
    matched(whistled)
    assert any("吹哨：实地检查" in b.text for row in whistled.sees("👥").buttons for b in row)
    name, head = _busy(whistled)
    told = whistled.reads(name, "您参加检查", "开始检查时我会提醒您")
    whistled.presses(name, "去不了", private=True)
    whistled.presses(name, "特殊情况", private=True)
    assert whistled.reads(name, "您参加检查").text == told.text
    whistled.reads(head, "申请更换", name)


def test_refused_replacement_is_told_to_the_asker(whistled: Chat) -> None:
    drawn(whistled)
    matched(whistled)
    name, head = _busy(whistled)
    liaison = whistled.partners[0]
    whistled.says(liaison, "/huanren")
    whistled.sees("私聊里接着办")
    whistled.presses(liaison, name, private=True)
    whistled.presses(liaison, "特殊情况", private=True)
    whistled.presses(head, "不同意", private=True)
    whistled.reads(liaison, "不同意更换", name)
    with whistled.stage.database.reading() as ledger:
        assert ledger.assignments.find(person_id=whistled.person(name).id, active=True)


@pytest.mark.parametrize("locality", ["xinyang", "xinhua", "xinxian", "xinzhou", "wolong"])
def test_every_locality_draws_matches_and_replaces(locality: str, tmp_path: Path) -> None:
    with chat_of(tmp_path, locality) as chat:
        draw_whistled(chat)
        drawn(chat)
        matched(chat)
        chat.sees("👥", "随机匹配")
        name, head = _busy(chat)
        liaison = chat.partners[0]
        chat.says(liaison, "/huanren", private=True)
        chat.presses(liaison, name, private=True)
        if locality in ("xinxian", "wolong"):
            chat.reads(liaison, "本地文件未规定", "部门负责人决定")
            chat.says(liaison, "岗位调整", private=True)
        else:
            chat.presses(
                liaison,
                "特殊情况" if locality in ("xinyang", "xinhua") else "工作冲突",
                private=True,
            )
        chat.presses(head, "同意", private=True)
        if locality != "xinzhou":
            chat.presses(head, chat.reads(head, "请选派").buttons[0][0].text, private=True)
        chat.sees("🔁", "因故", name)
