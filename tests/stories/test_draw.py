"""Step 5: the draw with two witnesses, its evidence, 递补 and 作废."""

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from inspection.draws import DrawState
from inspection.evidence_files import pack_files
from inspection.pack_check import commitment, verify_pack
from inspection.people import Role
from tests.chat import Chat, chat_of
from tests.stories.drawing import PIXEL, SCRIPT, draw_whistled, drawn, opened, witnesses


@pytest.fixture
def whistled(chat: Chat) -> Chat:
    return draw_whistled(chat)


def test_draw_waits_for_its_whistle(gathered: Chat) -> None:
    gathered.says(gathered.lead, "/chouqu")
    gathered.sees("还没有发出“随机抽取”", "/chuishao")


def test_preview_tells_counts_law_and_that_the_platform_comes_first(whistled: Chat) -> None:
    whistled.says(whistled.lead, "/chouqu")
    preview = whistled.sees(
        "参加抽取", "应抽", "见证人数：本地文件未规定，按通行做法 2 人", "第四条"
    )
    assert "本系统抽取用于" in preview.text
    assert not any(f"{risk} 级" in preview.text or f"{risk}类" in preview.text for risk in "ABCD")


def test_draw_from_invitation_to_evidence(whistled: Chat) -> None:
    first, second = drawn(whistled)
    listed = whistled.sees("🎯", "抽取结果", "种子")
    assert "公开密数" in "\n".join(whistled.seen())
    whistled.sees("随机抽取记录")
    whistled.sees("公开包")
    whistled.reads(whistled.lead, "完整包")
    with whistled.stage.database.reading() as ledger:
        draw = ledger.draws.find()[0]
        taken = ledger.drawn_subjects.find(draw_id=draw.id, drawn=True)
        names = [ledger.subjects.get(each.subject_id).name for each in taken]
        assert [visit.subject_id for visit in ledger.visits.find()] == [
            each.subject_id for each in taken
        ]
        for public in (True, False):
            files = pack_files(ledger, draw.id, public=public, script=SCRIPT)
            assert verify_pack(files) == []
        assert draw.state is DrawState.DRAWN
    assert names
    assert all(name in listed.text for name in names)
    assert first != second


def test_public_pack_in_the_group_checks_itself(whistled: Chat) -> None:
    drawn(whistled)
    posted = whistled.sees("公开包")
    assert posted.document is not None
    with zipfile.ZipFile(io.BytesIO(posted.document.content)) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    assert "roster.csv" not in files
    assert verify_pack(files) == []


def test_second_press_is_one_witness_and_a_third_is_one_too_many(whistled: Chat) -> None:
    opened(whistled)
    first, second, third = witnesses(whistled)
    whistled.presses(first, "我来见证")
    assert "不用重复" in whistled.presses(first, "我来见证").text
    late = whistled.sees("🎲", "见证人 1/2")
    whistled.presses(second, "我来见证")
    with whistled.stage.database.reading() as ledger:
        assert [each.label for each in ledger.draw_witnesses.find()] == ["W1", "W2"]
    with pytest.raises(AssertionError):
        whistled.stage.presses(third, "我来见证", whistled.group, late)


def test_bad_secret_is_asked_again_and_a_commitment_alone_is_enough(whistled: Chat) -> None:
    opened(whistled)
    first, second, _ = witnesses(whistled)
    whistled.presses(first, "我来见证")
    whistled.presses(second, "我来见证")
    whistled.says(first, "太短", private=True)
    whistled.reads(first, "12 至 64 位")
    with whistled.stage.database.reading() as ledger:
        params = ledger.draws.find()[0].params_sha256
    secret = "lanhua77qinghe2026"
    whistled.says(first, f"承诺 {commitment(params, 'W1', secret)}", private=True)
    whistled.sees("🔒", "W1")
    whistled.presses(second, "替我生成", private=True)
    whistled.says(first, "lanhua77qinghe2027", private=True)
    whistled.reads(first, "对不上")
    whistled.says(first, secret, private=True)
    whistled.sees("🔓", secret)
    whistled.presses(second, "公开我的密数", private=True)
    whistled.sees("🎯", "抽取结果")


def test_secret_stays_out_of_the_group_until_all_have_committed(whistled: Chat) -> None:
    opened(whistled)
    first, second, _ = witnesses(whistled)
    whistled.presses(first, "我来见证")
    whistled.presses(second, "我来见证")
    whistled.says(first, "483920175536", private=True)
    assert not any("483920175536" in text for text in whistled.seen())
    whistled.says(first, "/chouqu", private=True)
    whistled.reads(first, "见证人承诺")


def test_witness_who_lost_the_question_is_asked_again_by_command(whistled: Chat) -> None:
    opened(whistled)
    first, second, _ = witnesses(whistled)
    whistled.presses(first, "我来见证")
    whistled.presses(second, "我来见证")
    whistled.says(first, "/quxiao", private=True)
    whistled.says(first, "/chouqu", private=True)
    whistled.says(first, "483920175536", private=True)
    whistled.sees("🔒", "W1")


def test_draw_goes_on_after_a_crash_between_commit_and_reveal(whistled: Chat) -> None:
    opened(whistled)
    first, second, _ = witnesses(whistled)
    whistled.presses(first, "我来见证")
    whistled.presses(second, "我来见证")
    whistled.says(first, "483920175536", private=True)
    whistled.stage.restart()
    whistled.says(second, "lanhua77qinghe2026", private=True)
    whistled.stage.restart()
    whistled.presses(first, "公开我的密数", private=True)
    whistled.presses(second, "公开我的密数", private=True)
    whistled.sees("🎯", "抽取结果")


def test_void_needs_the_head_and_stays_on_record(whistled: Chat) -> None:
    head = whistled.one(whistled.entry.lead_id, Role.HEAD)
    whistled.stage.bind(head)
    opened(whistled)
    whistled.presses(whistled.lead, "作废（发起部门申请）")
    whistled.answers(whistled.lead, "见证人未公开密数")
    whistled.presses(head, "同意作废", private=True)
    whistled.sees("第 1 次抽取作废", "见证人未公开密数", head)
    drawn(whistled)
    whistled.sees("🎯", "抽取结果")
    with whistled.stage.database.reading() as ledger:
        states = [each.state for each in ledger.draws.find()]
    assert states == [DrawState.VOID, DrawState.DRAWN]


def test_finished_draw_is_not_drawn_again(whistled: Chat) -> None:
    drawn(whistled)
    whistled.says(whistled.lead, "/chouqu")
    whistled.sees("已定，不能重抽")


def test_alternate_follows_the_published_order(whistled: Chat) -> None:
    drawn(whistled)
    with whistled.stage.database.reading() as ledger:
        draw = ledger.draws.find()[0]
        rows = ledger.drawn_subjects.find(draw_id=draw.id)
        waiting = {each.stratum for each in rows if not each.drawn}
        lost = next(each for each in rows if each.drawn and each.stratum in waiting)
        following = min(
            (each for each in rows if not each.drawn and each.stratum == lost.stratum),
            key=lambda each: each.rank,
        )
        lost_name = ledger.subjects.get(lost.subject_id).name
        name = ledger.subjects.get(following.subject_id).name
    whistled.says(whistled.lead, "/chouqu")
    whistled.presses(whistled.lead, "递补一户")
    whistled.presses(whistled.lead, lost_name)
    whistled.answers(whistled.lead, "对象注销")
    whistled.sees("↪️", lost_name, name, "对象注销")
    with whistled.stage.database.reading() as ledger:
        assert ledger.visits.one(subject_id=following.subject_id) is not None
        for public in (True, False):
            assert verify_pack(pack_files(ledger, draw.id, public=public, script=SCRIPT)) == []


def test_platform_list_is_imported_in_its_own_order(whistled: Chat) -> None:
    with whistled.stage.database.reading() as ledger:
        subjects = ledger.subjects.find(industry=whistled.entry.industry)[:3]
    codes = [each.code for each in reversed(subjects)]
    lines = ["名称,统一社会信用代码"]
    lines += [f"{each.name},{each.code}" for each in reversed(subjects)]
    whistled.says(whistled.lead, "/chouqu", private=True)
    whistled.presses(whistled.lead, "导入名单", private=True)
    whistled.says(whistled.lead, "PT-2026-0042", private=True)
    whistled.stage.sends_photo(whistled.lead, PIXEL)
    whistled.reads(whistled.lead, "图片不能导入")
    listed = "\n".join(lines).encode()
    whistled.stage.sends_document(whistled.lead, listed, "名单.csv")
    whistled.sees("🎯", "平台任务编号 PT-2026-0042")
    with whistled.stage.database.reading() as ledger:
        draw = ledger.draws.find()[0]
        rows = ledger.drawn_subjects.find(draw_id=draw.id)
        assert [ledger.subjects.get(each.subject_id).code for each in rows] == codes
        said = f"SSJ-SEED/1|platform|PT-2026-0042|{','.join(codes)}"
    assert draw.seed == hashlib.sha256(said.encode()).hexdigest()


def test_unknown_codes_of_a_platform_list_are_named(whistled: Chat) -> None:
    whistled.says(whistled.lead, "/chouqu", private=True)
    whistled.presses(whistled.lead, "导入名单", private=True)
    whistled.says(whistled.lead, "PT-2026-0042", private=True)
    listed = "名称,统一社会信用代码\n青禾县无名加油站,91350100M000100Y43\n"
    whistled.stage.sends_document(whistled.lead, listed.encode(), "名单.csv")
    whistled.reads(whistled.lead, "91350100M000100Y43", "名录库里没有")
    with whistled.stage.database.reading() as ledger:
        assert ledger.draws.find() == ()


def test_whole_draw_can_be_typed(whistled: Chat) -> None:
    first, second, third = witnesses(whistled)
    whistled.says(whistled.lead, "/chouqu 见证")
    whistled.says(whistled.lead, "/chouqu 开始")
    whistled.says(first, "/chouqu 见证")
    whistled.says(second, "/chouqu 见证", private=True)
    whistled.says(first, "483920175536", private=True)
    whistled.says(second, "lanhua77qinghe2026", private=True)
    whistled.says(third, "/chouqu 公开")
    whistled.sees("您不是本次抽取的见证人")
    whistled.says(first, "/chouqu 公开")
    whistled.says(second, "抽取 公开", private=True)
    whistled.sees("🎯", "抽取结果")
    with whistled.stage.database.reading() as ledger:
        lost = ledger.drawn_subjects.find(drawn=True)[0]
        name = ledger.subjects.get(lost.subject_id).name
    whistled.says(whistled.lead, f"/chouqu 递补 {name} 对象注销")
    whistled.sees("↪️", name, "对象注销")


def test_object_checked_this_year_is_let_in_for_a_reason(tmp_path: Path) -> None:
    with chat_of(tmp_path, "xinhua") as chat:
        draw_whistled(chat)
        with chat.stage.database.transaction() as ledger:
            first = ledger.subjects.find(industry=chat.entry.industry, state="active")[0]
            ledger.subjects.save(replace(first, last_inspected=date(2026, 2, 1)))
        chat.says(chat.lead, "/chouqu")
        chat.sees("本年度已查", "第十四条")
        chat.presses(chat.lead, "放行")
        chat.answers(chat.lead, first.name)
        chat.presses(chat.lead, "投诉举报")
        chat.sees(first.name, "已留痕")
        drawn(chat)
        with chat.stage.database.reading() as ledger:
            assert first.code in ledger.draws.find()[0].roster
