"""The notice before a visit, the record after it, and what follows from the results."""

from dataclasses import replace

import pytest

from inspection.filing import draft_document
from inspection.followup import FollowUpKind
from inspection.ledger import Ledger
from inspection.snapshots.advance_notice import advance_notice_facts
from inspection.snapshots.inspection_record import inspection_record_facts
from inspection.snapshots.publication_table import publication_table_facts
from inspection.snapshots.rectification_order import rectification_order_facts
from inspection.snapshots.referral_letter import referral_letter_facts
from inspection.snapshots.scheme import scheme_facts
from inspection.subjects import SubjectKind
from inspection.visits import Confirmation, Visit
from tests.builders import County, county, desk_for
from tests.inspection.snapshots.test_whistle_and_scheme import at
from tests.progress import (
    ORDERED,
    carried_out,
    finish_draw,
    follow_up,
    match,
    open_draw,
    photograph,
    visit_subject,
)


def _planned(ledger: Ledger, here: County, locality: str = "xinyang") -> Visit:
    desk = desk_for(ledger, locality=locality)
    finish_draw(desk, here, open_draw(desk, here))
    match(desk, here)
    return ledger.visits.find(task_id=here.task.id)[0]


def test_notice_gives_the_days_of_the_filed_scheme_until_the_visit_is_open(
    ledger: Ledger,
) -> None:
    desk, here = desk_for(ledger), county(ledger)
    visit = _planned(ledger, here)
    assert at(advance_notice_facts(desk, here.task, visit), "visit.time") is None
    facts = scheme_facts(desk, here.task)
    draft_document(
        desk, task=here.task, form="工作方案", title="工作方案", facts=facts, actor_id=None
    )
    said = at(advance_notice_facts(desk, here.task, visit), "visit.time")
    assert said == "2026年3月18日至4月3日期间（具体时间由检查组另行通知）"


def test_notice_carries_no_article_where_the_locality_is_silent(ledger: Ledger) -> None:
    here = county(ledger, locality="xinxian")
    visit = _planned(ledger, here, "xinxian")
    desk = desk_for(ledger, locality="xinxian")
    facts = advance_notice_facts(desk, here.task, visit)
    assert (facts["notice_rule"], facts["basis"]) == (None, [])


@pytest.mark.parametrize(
    ("locality", "form", "code", "label"),
    [
        ("xinyang", "joint_record", "6", "发现问题，依法责令立即改正或者限期改正"),
        ("xinhua", "joint_record", "6", "发现问题已责令改正"),
        ("xinxian", "joint_record", "6", "发现问题已责令改正"),
        ("xinzhou", "joint_record", "6", "发现问题已责令改正"),
        ("wolong", "annex_b", "4", "发现问题已责令整改"),
    ],
)
def test_record_speaks_the_result_codes_of_the_locality(
    ledger: Ledger, locality: str, form: str, code: str, label: str
) -> None:
    desk, here = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    story = carried_out(desk, here)
    facts = inspection_record_facts(desk, here.task, story.visits[0])
    found = next(each for each in at(facts, "findings") if each["name"] == "运营资质和收费公示")
    assert (facts["record_form"], found["code"], found["label"]) == (form, code, label)
    assert {"code": code, "label": label} in at(facts, "result_codes")


def test_direct_results_of_the_locality_have_a_code_of_their_own(ledger: Ledger) -> None:
    desk, here = desk_for(ledger, locality="xinzhou"), county(ledger, locality="xinzhou")
    visit = _planned(ledger, here, "xinzhou")
    gone = {item.name: ("cancelled", "登记机关已注销", "") for item in here.items}
    facts = inspection_record_facts(desk, here.task, visit_subject(desk, here, visit, gone))
    assert {each["label"] for each in at(facts, "findings")} == {"已注销"}
    assert str(facts["opinion"]).startswith("养老服务质量和安全（青禾县民政局）：登记机关已注销。")


def test_opinion_lists_the_problems_or_says_there_are_none(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    story = carried_out(desk, here)
    first, second, _ = (inspection_record_facts(desk, here.task, visit) for visit in story.visits)
    assert first["opinion"] == (
        "运营资质和收费公示（青禾县民政局）：一处收费项目未公示，责令限期改正。"
        "食堂食品安全（青禾县市场监督管理局）：进货单据与包装标识不一致，移送有权部门处理。"
    )
    assert second["opinion"] == "本次检查的事项均未发现问题。"


def test_refused_signature_is_recorded_with_its_reason(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    visit = _planned(ledger, here)
    refused = visit_subject(desk, here, visit, confirmation=Confirmation.REFUSED)
    signature = at(inspection_record_facts(desk, here.task, refused), "signature")
    assert (signature["signed"], signature["refusal_reason"]) == (False, "负责人不在场")
    assert signature["signed_at"] is None
    unasked = replace(refused, confirmation=None)
    assert at(inspection_record_facts(desk, here.task, unasked), "signature.signed") is None


def test_evidence_is_counted_by_item(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    visit = _planned(ledger, here)
    for _ in range(2):
        photograph(desk, here, visit, "消防安全")
    assert inspection_record_facts(desk, here.task, visit)["evidence"] == ["消防安全：2件"]


def test_object_that_is_no_market_entity_has_other_labels(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    visit = _planned(ledger, here)
    ledger.subjects.save(
        replace(ledger.subjects.get(visit.subject_id), kind=SubjectKind.NON_MARKET)
    )
    subject = at(inspection_record_facts(desk, here.task, visit), "subject")
    assert (subject["identifier_label"], subject["representative_label"]) == ("编号", "负责人")


def test_only_submitted_results_are_published(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    carried_out(desk, here)
    assert at(publication_table_facts(desk, here.task), "counts") == {
        "subjects": 3,
        "results": 15,
        "problems": 2,
    }
    last = ledger.findings.find()[-1]
    ledger.findings.save(replace(last, submitted_at=None))
    assert at(publication_table_facts(desk, here.task), "counts.results") == 14


def test_publication_says_how_far_the_follow_up_is(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    carried_out(desk, here)
    rows = at(publication_table_facts(desk, here.task), "rows")
    said = {each["check_items"]: each["disposal"] for each in rows if each["disposal"]}
    assert said == {"运营资质和收费公示": "已改正", "食堂食品安全": "已移送，尚未反馈"}


@pytest.mark.parametrize(("locality", "portal"), [("xinyang", False), ("xinzhou", True)])
def test_portal_is_named_only_where_the_locality_sends_results_there(
    ledger: Ledger, locality: str, portal: bool
) -> None:
    desk, here = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    story = carried_out(desk, here)
    subject = ledger.subjects.get(story.visits[0].subject_id)
    ledger.subjects.save(replace(subject, kind=SubjectKind.NON_MARKET))
    channel = str(publication_table_facts(desk, here.task)["channel"])
    assert ("门户网站" in channel) is portal


def test_order_is_issued_by_the_checking_department_and_states_no_law_of_its_own(
    ledger: Ledger,
) -> None:
    desk, here = desk_for(ledger), county(ledger)
    story = carried_out(desk, here)
    facts = rectification_order_facts(desk, here.task, story.rectified)
    assert facts["issuer"] == "青禾县民政局"
    assert facts["problems"] == [{"fact": "一处收费项目未公示", "law": None}]
    assert (facts["order_law"], facts["immediate"]) == (None, False)
    assert (facts["due_on"], facts["demands"]) == ("2026年4月3日", ["公示全部收费项目和标准。"])
    assert [each["name"] for each in at(facts, "officers")] == ["林晓禾", "赵青田"]


def test_order_without_a_day_is_to_be_met_at_once(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    done = visit_subject(desk, here, _planned(ledger, here), {"消防安全": ORDERED})
    finding = ledger.findings.find(visit_id=done.id, result="ordered")[0]
    at_once = follow_up(desk, here, finding, FollowUpKind.RECTIFY, days=None)
    facts = rectification_order_facts(desk, here.task, at_once)
    assert (facts["immediate"], facts["due_on"]) == (True, None)
    assert (facts["issuer"], facts["demands"]) == ("青禾县消防救援大队", [])


@pytest.mark.parametrize(
    ("locality", "receiver", "article"),
    [
        ("xinyang", "青禾县公安局", "第二十三条"),
        ("xinyang", "青禾县人民检察院", None),
        ("xinzhou", "青禾县纪委监委", "第二十二条"),
        ("xinhua", "青禾县公安局", "第十七条"),
        ("xinxian", "青禾县公安局", None),
        ("wolong", "青禾县公安局", None),
        ("wolong", "青禾县人民检察院", "第三部分（三）"),
    ],
)
def test_referral_rests_on_the_article_for_its_receiver(
    ledger: Ledger, locality: str, receiver: str, article: str | None
) -> None:
    desk, here = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    referred = replace(carried_out(desk, here).referred, receiver=receiver)
    rule = referral_letter_facts(desk, here.task, referred)["rule"]
    said = str(rule["article"]) if isinstance(rule, dict) else None
    assert said is None if article is None else str(said).endswith(article)
