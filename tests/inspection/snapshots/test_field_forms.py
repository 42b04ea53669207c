"""Every paper of a visit and its results, from one played task, printed in all five localities."""

from dataclasses import replace

import pytest

from documents.render import render
from inspection.desk import Desk
from inspection.ledger import Ledger
from inspection.papers.approval_forms import CORRECTION_FORM, UNPUBLISH_FORM, WITHHOLDING_FORM
from inspection.papers.register import TASK_PAPERS
from inspection.plain import Facts
from inspection.visits import Confirmation
from tests.builders import NOW, County, county, desk_for
from tests.progress import Story, carried_out, photograph

LOCALITIES = ("xinyang", "xinhua", "xinxian", "xinzhou", "wolong")

MISSING: dict[str, tuple[str, ...]] = {
    "网络检查记录": (),
    "拒签见证说明": (),
    "直接结果证据表": (),
    "现场笔录": (),
    "抽样单": (),
    "询问笔录": (),
    "检查报告": (),
    "复查记录": ("复查时间", "复查事项第1项复查情况"),
    "抄告单": ("发文字号", "抄告单位"),
    WITHHOLDING_FORM: ("法律依据",),
    CORRECTION_FORM: (),
    UNPUBLISH_FORM: ("停止公示情形",),
}
"""Form to what the ledger of this story cannot know."""


def played(ledger: Ledger, locality: str) -> tuple[Desk, County, Story]:
    """Carried out; the second subject refused to sign, the third could not be reached."""
    desk, here = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    story = carried_out(desk, here)
    first, second, third = story.visits
    ledger.visits.save(
        replace(
            first,
            network_note="公示系统：登记一致，已核实\n部门网站：收费不全，需现场查",
            network_checked_at=NOW,
        )
    )
    ledger.visits.save(replace(second, confirmation=Confirmation.REFUSED, refusal_reason="不认可"))
    for finding in ledger.findings.find(visit_id=third.id):
        ledger.findings.save(replace(finding, result="nocontact", note="大门紧锁"))
    photograph(desk, here, third, "消防安全")
    _asked(desk, here, story)
    return desk, here, story


def _asked(desk: Desk, here: County, story: Story) -> None:
    """One request of each kind about the first subject, by 林晓禾."""
    ordered = desk.ledger.findings.get(story.rectified.finding_id)
    duty = desk.ledger.entry_duties.find(
        visit_id=ordered.visit_id, department_id=ordered.department_id
    )[0]
    requests: dict[str, Facts] = {
        "withholding_asked": {"duty": duty.id, "reason": "案件正在调查"},
        "correction_asked": {
            "finding": ordered.id,
            "item": "运营资质和收费公示",
            "before": "6 发现问题",
            "after": "1 未发现问题",
            "reason": "录错了对象",
        },
        "credit_repair_set": {"duty": duty.id, "due": "2026-07-03"},
    }
    for verb, facts in requests.items():
        desk.ledger.record(
            at=NOW,
            actor_id=here.people["林晓禾"].id,
            task_id=here.task.id,
            verb=verb,
            facts=facts,
        )


def written(desk: Desk, here: County, form: str) -> list[Facts]:
    """The facts of a form for everything it can be written about."""
    paper = TASK_PAPERS[form]
    assert paper.facts is not None
    return [paper.facts(desk, here.task, each) for each in paper.occasions(desk, here.task)]


@pytest.mark.parametrize("locality", LOCALITIES)
def test_every_paper_lacks_only_what_the_ledger_cannot_know(ledger: Ledger, locality: str) -> None:
    desk, here, _ = played(ledger, locality)
    lacking = {form: render(form, written(desk, here, form)[0]).missing for form in MISSING}
    assert lacking == MISSING


@pytest.mark.parametrize("locality", LOCALITIES)
def test_every_article_is_one_of_the_locality(ledger: Ledger, locality: str) -> None:
    desk, here, _ = played(ledger, locality)
    title = f"《{desk.profile.circular.title}》第"
    for form in MISSING:
        for facts in written(desk, here, form):
            article = facts.get("article")
            assert article is None or str(article).startswith(title), form
            basis = facts["basis"]
            assert isinstance(basis, list)
            assert all(str(each["text"]).startswith(title) for each in basis if each), form


def test_same_ledger_gives_the_same_papers(ledger: Ledger) -> None:
    desk, here, _ = played(ledger, "xinyang")
    for form in MISSING:
        assert written(desk, here, form) == written(desk, here, form)


def test_occasions_of_a_form_are_told_apart(ledger: Ledger) -> None:
    desk, here, _ = played(ledger, "xinzhou")
    for form in MISSING:
        found = list(TASK_PAPERS[form].occasions(desk, here.task))
        assert len({each.about_id for each in found}) == len(found), form
        assert len({(each.title, each.subject_id) for each in found}) == len(found), form
