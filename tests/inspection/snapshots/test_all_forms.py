"""Every form of the first thirteen, from one played task, printed in all five localities."""

import json
from collections.abc import Callable

import pytest

from documents.render import render
from inspection.desk import Desk
from inspection.ledger import Ledger
from inspection.plain import Facts
from inspection.snapshots.advance_notice import advance_notice_facts
from inspection.snapshots.check_in_receipt import check_in_receipt_facts
from inspection.snapshots.closing_summary import closing_summary_facts
from inspection.snapshots.dossier_index import dossier_index_facts
from inspection.snapshots.draw_record import draw_record_facts
from inspection.snapshots.inspection_record import inspection_record_facts
from inspection.snapshots.publication_table import publication_table_facts
from inspection.snapshots.rectification_order import rectification_order_facts
from inspection.snapshots.referral_letter import referral_letter_facts
from inspection.snapshots.replacement_approval import replacement_approval_facts
from inspection.snapshots.scheme import scheme_facts
from inspection.snapshots.team_list import team_list_facts
from inspection.snapshots.whistle_notice import whistle_notice_facts
from inspection.tasks import Stage
from inspection.teams import Replacement
from tests.builders import NOW, County, county, desk_for
from tests.progress import Story, carried_out

LOCALITIES = ("xinyang", "xinhua", "xinxian", "xinzhou", "wolong")
ENTRY = {"title": "工作方案", "author": "青禾县民政局", "date": "2026年3月5日", "sha256": "0" * 64}

Build = Callable[[Desk, County, Story], Facts]


def _receipt(desk: Desk, here: County, story: Story) -> Facts:
    whistle = story.whistles[Stage.DRAW]
    first = desk.ledger.check_ins.find(whistle_id=whistle.id)[0]
    return check_in_receipt_facts(desk, here.task, whistle, first)


def _replacement(desk: Desk, here: County, story: Story) -> Facts:
    asked = desk.ledger.replacements.add(
        Replacement(
            task_id=here.task.id,
            department_id=here.departments["卫生健康委"].id,
            outgoing_id=here.people["冯春望"].id,
            incoming_id=here.people["吕康宁"].id,
            reason="岗位调整",
            asked_by=here.people["冯春望"].id,
            asked_at=NOW,
        )
    )
    return replacement_approval_facts(desk, here.task, asked)


FORMS: dict[str, tuple[Build, tuple[str, ...]]] = {
    "吹哨通知": (
        lambda desk, here, story: whistle_notice_facts(
            desk, here.task, story.whistles[Stage.SCHEME]
        ),
        ("发文字号",),
    ),
    "工作方案": (lambda desk, here, story: scheme_facts(desk, here.task), ()),
    "随机抽取记录": (
        lambda desk, here, story: draw_record_facts(desk, here.task, story.draw),
        (),
    ),
    "检查组名单": (lambda desk, here, story: team_list_facts(desk, here.task), ()),
    "提前告知书": (
        lambda desk, here, story: advance_notice_facts(desk, here.task, story.visits[0]),
        ("文书编号",),
    ),
    "情况记录表": (
        lambda desk, here, story: inspection_record_facts(desk, here.task, story.visits[0]),
        (),
    ),
    "结果公示表": (lambda desk, here, story: publication_table_facts(desk, here.task), ()),
    "责令改正通知书": (
        lambda desk, here, story: rectification_order_facts(desk, here.task, story.rectified),
        ("文书编号", "存在问题第1项违反条款", "责令改正依据"),
    ),
    "工作总结": (lambda desk, here, story: closing_summary_facts(desk, here.task), ()),
    "卷内目录": (
        lambda desk, here, story: dossier_index_facts(
            desk, here.task, entries=[ENTRY], journal_sha256="a" * 64, filed_by="林晓禾"
        ),
        (),
    ),
    "报到回执": (_receipt, ()),
    "案件线索移送函": (
        lambda desk, here, story: referral_letter_facts(desk, here.task, story.referred),
        ("发文字号", "涉嫌问题"),
    ),
    "人员更换审批表": (_replacement, ("批准人", "批准时间", "审批意见")),
}
"""Form to its builder and to what the ledger cannot know at that point."""


@pytest.mark.parametrize("locality", LOCALITIES)
def test_every_form_lacks_only_what_the_ledger_cannot_know(ledger: Ledger, locality: str) -> None:
    desk, here = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    story = carried_out(desk, here)
    missing = {
        form: render(form, build(desk, here, story)).missing for form, (build, _) in FORMS.items()
    }
    assert missing == {form: expected for form, (_, expected) in FORMS.items()}


@pytest.mark.parametrize("locality", LOCALITIES)
def test_every_basis_is_an_article_of_the_locality(ledger: Ledger, locality: str) -> None:
    desk, here = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    story = carried_out(desk, here)
    for build, _ in FORMS.values():
        facts = build(desk, here, story)
        basis = facts["basis"]
        assert isinstance(basis, list)
        for each in basis:
            assert isinstance(each, dict)
            assert str(each["text"]).startswith(f"《{desk.profile.circular.title}》第")


def test_same_ledger_gives_the_same_facts(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    story = carried_out(desk, here)
    for form, (build, _) in FORMS.items():
        if form != "人员更换审批表":
            assert build(desk, here, story) == build(desk, here, story)


def test_nothing_personal_is_published(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    carried_out(desk, here)
    text = json.dumps(publication_table_facts(desk, here.task), ensure_ascii=False)
    for person in here.people.values():
        assert person.name not in text
    assert "000-" not in text
    assert "青禾-虚构-" not in text
    assert "杜松年" not in text


def test_drafts_say_so_and_take_no_number(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    facts = scheme_facts(desk, here.task)
    assert (facts["draft"], facts["document_number"]) == (True, None)
    assert (facts["issuer"], facts["issue_date"]) == ("青禾县民政局", "2026年3月5日")
