"""草稿、核稿、签发: who may, what is refused, what an issued document becomes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import documents
from inspection.archive import Document, DocumentState
from inspection.desk import Desk
from inspection.filing import draft_document
from inspection.numbering import give_code as give
from inspection.people import Role
from inspection.plain import Plain
from inspection.refusal import Refusal
from inspection.tasks import TaskState
from tests.inspection.usecases.issue_scene import (
    CLERK,
    HEAD,
    LIAISON,
    NOTICE,
    OTHER,
    SCHEME,
    draft_again,
    give_code,
    issued,
    newest,
    said,
    set_chat,
)
from tests.small_chat import SmallChat

ROOM = Path(documents.__path__[0])
OFFICE, HOST = "周见山", "钱满仓"


@pytest.fixture
def chat(tmp_path: Path, empty_ledger: Path) -> Iterator[SmallChat]:
    """The scene of `issue_scene`."""
    made = set_chat(tmp_path, empty_ledger)
    yield made
    made.database.close()


def test_a_draft_goes_by_buttons_from_clerk_to_reader_to_head(chat: SmallChat) -> None:
    chat.says(LIAISON, "/qianfa")
    chat.presses(LIAISON, SCHEME)
    chat.presses(LIAISON, "送核")
    assert newest(chat, SCHEME).state is DocumentState.SUBMITTED
    assert "等文若兰办理" in chat.last(LIAISON)
    chat.presses(CLERK, "核稿通过")
    assert newest(chat, SCHEME).state is DocumentState.REVIEWED
    chat.presses(HEAD, "同意签发")
    document = newest(chat, SCHEME)
    assert document.state is DocumentState.ISSUED
    hands = [document.submitted_by, document.reviewed_by, document.issued_by]
    assert hands == [chat.county.people[name].id for name in (LIAISON, CLERK, HEAD)]
    assert "已签发" in chat.last(LIAISON)
    assert any("已签发" in text for text in chat.group())


def test_the_issued_one_is_a_new_version_without_the_mark_of_a_draft(chat: SmallChat) -> None:
    before = newest(chat, SCHEME)
    after = issued(chat)
    kept = chat.read(lambda ledger: ledger.documents.get(before.id))
    assert kept.state is DocumentState.MANUSCRIPT
    assert kept.facts == before.facts
    assert after.version == before.version + 1
    assert after.facts["draft"] is False
    assert after.facts["issue_date"] == "2026年3月5日"
    assert "草稿" not in after.file_name
    assert "第2稿" not in after.file_name


def test_the_head_is_asked_the_letters_of_the_number_once(chat: SmallChat) -> None:
    said(chat, LIAISON, NOTICE, "送核")
    said(chat, CLERK, NOTICE, "核稿")
    chat.presses(HEAD, "同意签发")
    assert "机关代字" in chat.last(HEAD)
    assert "民政1" in chat.says(HEAD, "民政1")
    chat.says(HEAD, "青民")
    document = newest(chat, NOTICE)
    assert document.number == document.facts["document_number"] == "青民〔2026〕1号"
    assert document.file_name.startswith("青民〔2026〕1号-方案制定吹哨通知")
    assert document.missing == ()


def test_a_register_may_begin_where_another_one_ended(chat: SmallChat) -> None:
    said(chat, LIAISON, NOTICE, "送核")
    said(chat, CLERK, NOTICE, "核稿")
    chat.presses(HEAD, "同意签发")
    assert "不像完整的发文字号" in chat.says(HEAD, "青民〔26〕12")
    chat.says(HEAD, "青民〔2026〕12号")
    first = newest(chat, NOTICE)
    assert first.number == "青民〔2026〕12号"
    assert not said(chat, LIAISON, NOTICE, "更正 “甲”更正为“乙”")
    said(chat, LIAISON, "更正通知", "送核")
    said(chat, CLERK, "更正通知", "核稿")
    assert "下一个号是 青民〔2026〕13号" in said(chat, HEAD, "更正通知", "同意 青民〔2026〕20号")
    assert not said(chat, HEAD, "更正通知", "同意 青民〔2026〕13号")
    assert newest(chat, "更正通知").number == "青民〔2026〕13号"


def test_a_form_without_letterhead_takes_no_number(chat: SmallChat) -> None:
    assert issued(chat).number == ""
    assert chat.read(lambda ledger: ledger.document_numbers.find()) == ()


def test_nobody_reads_or_issues_what_they_submitted(chat: SmallChat) -> None:
    def both(desk: Desk) -> None:
        head = desk.ledger.people.one(name=HEAD)
        assert head is not None
        desk.ledger.people.save(replace(head, roles=(Role.HEAD, Role.LIAISON)))

    chat.write(both)
    assert "没有已绑定账号" in said(chat, HEAD, SCHEME, "送核")
    assert not said(chat, LIAISON, SCHEME, "送核")
    assert "您本人送核" in said(chat, LIAISON, SCHEME, "核稿")


def test_another_department_is_turned_away(chat: SmallChat) -> None:
    assert "您不在其内" in said(chat, OTHER, SCHEME, "送核")


def test_where_nobody_else_drafts_it_goes_straight_to_the_head(chat: SmallChat) -> None:
    clerk = chat.county.people[CLERK]
    chat.write(lambda desk: desk.ledger.people.save(replace(clerk, active=False)))
    said(chat, LIAISON, SCHEME, "送核")
    assert newest(chat, SCHEME).state is DocumentState.REVIEWED
    chat.presses(HEAD, "同意签发")
    assert newest(chat, SCHEME).state is DocumentState.ISSUED


def test_a_draft_that_lacks_facts_is_not_submitted_and_the_facts_are_named(
    chat: SmallChat,
) -> None:
    def without(desk: Desk) -> None:
        liaisons: list[Plain] = [{"department": "甲", "name": None, "duty": "联络"}]
        draft = desk.ledger.documents.find(form=SCHEME)[-1]
        desk.ledger.documents.save(replace(draft, facts={**draft.facts, "liaisons": liaisons}))

    chat.write(without)
    refused = said(chat, LIAISON, SCHEME, "送核")
    assert "待填" in refused
    assert "联络员" in refused
    assert "发文字号" not in refused


def test_a_returned_draft_is_a_draft_again_and_says_why(chat: SmallChat) -> None:
    said(chat, LIAISON, SCHEME, "送核")
    said(chat, CLERK, SCHEME, "核稿")
    chat.presses(HEAD, "退回修改")
    chat.says(HEAD, "批次时间再核对")
    assert newest(chat, SCHEME).state is DocumentState.DRAFT
    assert "批次时间再核对" in chat.last(LIAISON)
    assert "没有等人核稿或签发" in said(chat, HEAD, SCHEME, "同意")
    assert "没有等人核稿或签发" in said(chat, CLERK, SCHEME, "核稿")


def test_who_submitted_it_may_take_it_back(chat: SmallChat) -> None:
    said(chat, LIAISON, SCHEME, "送核")
    chat.presses(LIAISON, "撤回")
    chat.says(LIAISON, "还要改")
    assert newest(chat, SCHEME).state is DocumentState.DRAFT


def test_a_newer_draft_puts_the_one_under_review_aside(chat: SmallChat) -> None:
    said(chat, LIAISON, SCHEME, "送核")
    old = newest(chat, SCHEME)
    chat.now = chat.now.replace(day=6)
    draft_again(chat)
    assert chat.read(lambda ledger: ledger.documents.get(old.id)).state is DocumentState.DRAFT
    assert "第 2 稿" in chat.says(CLERK, f"/qianfa {old.id} 核稿")


def test_an_issued_document_is_not_drafted_anew_while_it_says_the_same(chat: SmallChat) -> None:
    first = issued(chat)
    chat.now = chat.now.replace(day=6)
    assert draft_again(chat).id == first.id
    assert "已经签发" in said(chat, LIAISON, SCHEME, "送核")


def test_a_later_issue_leaves_the_earlier_one_to_be_seen(chat: SmallChat) -> None:
    first = issued(chat)

    def other_rates(desk: Desk) -> None:
        task = desk.ledger.tasks.find()[0]
        desk.ledger.tasks.save(replace(task, rates={"A": 1000, "B": 2000, "C": 3000}))

    chat.write(other_rates)
    draft_again(chat)
    second = issued(chat)
    kept = chat.read(lambda ledger: ledger.documents.get(first.id))
    assert (kept.state, second.state) == (DocumentState.REPLACED, DocumentState.ISSUED)
    assert (kept.facts, kept.file_id) == (first.facts, first.file_id)


def test_a_record_made_on_site_is_finished_as_it_is(chat: SmallChat) -> None:
    record = chat.write(
        lambda desk: draft_document(
            desk,
            task=desk.ledger.tasks.find()[0],
            form="随机抽取记录",
            title="随机抽取记录",
            facts={"draft": True, "issuer": "青禾县民政局"},
            actor_id=None,
            issuer_id=desk.ledger.tasks.find()[0].lead_id,
        )
    )
    assert (record.state, record.facts["draft"]) == (DocumentState.FINAL, False)
    assert "不用签发" in chat.says(LIAISON, f"/qianfa {record.id} 送核")


def test_nothing_is_submitted_after_the_archive(chat: SmallChat) -> None:
    chat.write(
        lambda desk: desk.ledger.tasks.save(
            replace(desk.ledger.tasks.find()[0], state=TaskState.ARCHIVED, archived_at=desk.now)
        )
    )
    assert "归档" in said(chat, LIAISON, SCHEME, "送核")


def test_numbers_follow_one_another_and_a_cancelled_one_is_not_given_again(
    chat: SmallChat,
) -> None:
    give_code(chat)
    first = issued(chat, NOTICE)
    assert not said(chat, HEAD, NOTICE, "作废 报到时间有误")
    assert newest(chat, NOTICE).state is DocumentState.CANCELLED
    assert any("已作废" in text for text in chat.group())
    chat.now = chat.now.replace(day=6)

    def another(desk: Desk) -> None:
        task = desk.ledger.tasks.find()[0]
        facts = {**first.facts, "draft": True, "document_number": None}
        draft_document(
            desk,
            task=task,
            form=NOTICE,
            title=first.title,
            facts=facts,
            actor_id=None,
            issuer_id=task.lead_id,
        )

    chat.write(another)
    second = issued(chat, NOTICE)
    assert (first.number, second.number) == ("青民〔2026〕1号", "青民〔2026〕2号")
    entries = chat.read(lambda ledger: ledger.document_numbers.find())
    assert [(each.serial, each.reason) for each in entries] == [(1, "报到时间有误"), (2, "")]
    chat.says(HEAD, "/qianfa 文号")
    assert "青民〔2026〕1号" in chat.last(HEAD)
    assert "报到时间有误" in chat.last(HEAD)


def test_a_correction_is_a_notice_of_its_own_and_marks_what_it_corrects(chat: SmallChat) -> None:
    give_code(chat)
    notice = issued(chat, NOTICE)
    chat.says(LIAISON, "/qianfa")
    chat.callback(LIAISON, f"v1:issue_correct:{notice.id}")
    chat.says(LIAISON, "“3月9日”更正为“3月10日”")
    draft = newest(chat, "更正通知")
    assert draft.facts["corrected"] == {
        "title": notice.title,
        "number": "青民〔2026〕1号",
        "date": "2026年3月5日",
    }
    correction = issued(chat, "更正通知")
    assert correction.number == "青民〔2026〕2号"
    kept = chat.read(lambda ledger: ledger.documents.get(notice.id))
    assert (kept.state, kept.facts) == (DocumentState.CORRECTED, notice.facts)


def test_the_register_of_others_is_for_the_office_only(chat: SmallChat) -> None:
    give_code(chat)
    issued(chat, NOTICE)
    assert "只能查看本单位" in chat.says(OTHER, "/qianfa 文号 民政局")
    assert not chat.says("周见山", "/qianfa 文号 民政局 2026")
    assert "青民〔2026〕1号" in chat.last("周见山")


def test_a_paper_of_the_office_is_issued_by_another_of_its_people(chat: SmallChat) -> None:
    facts = json.loads((ROOM / "examples" / "督查通报.json").read_text(encoding="utf-8"))

    def report(desk: Desk) -> Document:
        return draft_document(
            desk,
            task=None,
            form="督查通报",
            title="2026年督查通报",
            facts={**facts, "draft": True, "document_number": None},
            actor_id=None,
            year=2026,
        )

    chat.write(report)
    assert "联席办的年度文书" in said(chat, HEAD, "督查通报", "同意")
    assert not said(chat, HOST, "督查通报", "送核")
    assert not said(chat, OFFICE, "督查通报", "核稿")
    assert "机关代字" in said(chat, OFFICE, "督查通报", "同意")
    assert not said(chat, OFFICE, "督查通报", "代字 青双随机办")
    assert not said(chat, OFFICE, "督查通报", "同意")
    assert newest(chat, "督查通报").number == "青双随机办〔2026〕1号"


def test_what_waits_stands_among_the_todo_and_the_approvals(chat: SmallChat) -> None:
    said(chat, LIAISON, SCHEME, "送核")
    chat.says(CLERK, "/daiban")
    assert "核稿：工作方案" in chat.last(CLERK)
    chat.presses(CLERK, "核稿 工作方案")
    chat.presses(CLERK, "核稿通过")
    chat.says(HEAD, "/daiban")
    assert "签发：工作方案" in chat.last(HEAD)
    chat.says(HEAD, "/shenpi")
    assert "有 1 份文书等您核稿、签发" in chat.last(HEAD)
    chat.presses(HEAD, "核稿、签发 1 份")
    assert "等您办理" in chat.last(HEAD)


def test_the_list_of_papers_says_the_state_and_the_number(chat: SmallChat) -> None:
    give_code(chat)
    notice = issued(chat, NOTICE)
    chat.says(LIAISON, "/wenshu")
    assert "（已签发，青民〔2026〕1号）" in chat.last(LIAISON)
    assert "工作方案（草稿）" in chat.last(LIAISON)
    chat.says(LIAISON, "/wenshu 文号")
    assert "发文字号登记" in chat.last(LIAISON)
    chat.says(LIAISON, f"/wenshu {notice.id} 签发")
    assert "已签发" in chat.last(LIAISON)


def test_words_that_are_not_understood_name_the_way(chat: SmallChat) -> None:
    assert "/qianfa 编号 送核" in chat.says(HEAD, "/qianfa 你好")
    assert "没有看懂" in chat.says(HEAD, "/qianfa 99999 同意")
    assert "没有看懂" in said(chat, HEAD, SCHEME, "批了")


def test_two_issuers_do_not_share_their_letters(chat: SmallChat) -> None:
    give_code(chat)

    def taken(desk: Desk) -> Any:
        other = desk.ledger.departments.find(short_name="司法局")[0]
        return give(desk, other.id, "青民")

    with pytest.raises(Refusal, match="number_code_taken"):
        chat.write(taken)


def test_a_published_paper_has_a_public_copy_and_others_have_none(chat: SmallChat) -> None:
    facts = json.loads((ROOM / "examples" / "结果公示表.json").read_text(encoding="utf-8"))

    def table(desk: Desk) -> Document:
        task = desk.ledger.tasks.find()[0]
        return draft_document(
            desk,
            task=task,
            form="结果公示表",
            title="结果公示表",
            facts=facts,
            actor_id=None,
            issuer_id=task.lead_id,
        )

    document: Document = chat.write(table)
    chat.callback(LIAISON, f"v1:document_public:{document.id}")
    kept = chat.read(lambda ledger: ledger.documents.get(document.id))
    assert kept.public_file_id not in (None, kept.file_id)
    copy = chat.read(lambda ledger: ledger.files.get(kept.public_file_id))
    assert copy.name.endswith("结果公示表-公开副本.docx")
    assert "不是公示文书" in chat.callback(LIAISON, f"v1:document_public:{newest(chat, SCHEME).id}")
