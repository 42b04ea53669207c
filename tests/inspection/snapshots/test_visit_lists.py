"""What is approved and told before the visits, what officers check by, what they can show."""

import hashlib
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from documents.render import render
from inspection.archive import StoredFile
from inspection.desk import Desk
from inspection.filing import draft_document
from inspection.followup import FollowUpKind
from inspection.ledger import Ledger
from inspection.papers.drafting import draft_due
from inspection.papers.register import TASK_PAPERS
from inspection.snapshots.diligence_evidence import diligence_evidence_facts
from inspection.snapshots.inspection_approval import inspection_approval_facts
from inspection.snapshots.scheme import scheme_facts
from inspection.snapshots.visit_lists import check_sheet_facts, items_and_papers_facts
from inspection.tasks import TaskState
from tests.builders import County, county, desk_for
from tests.documents.reading import text_of
from tests.inspection.snapshots.test_whistle_and_scheme import at
from tests.progress import (
    carried_out,
    enter_results,
    finish_draw,
    follow_up,
    match,
    open_draw,
    visit_subject,
)


def matched(ledger: Ledger, locality: str) -> tuple[Desk, County]:
    """Drawn and matched, with the scheme filed."""
    desk, here = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    facts = scheme_facts(desk, here.task)
    draft_document(
        desk, task=here.task, form="工作方案", title="工作方案", facts=facts, actor_id=None
    )
    finish_draw(desk, here, open_draw(desk, here))
    match(desk, here)
    return desk, here


@pytest.mark.parametrize(("locality", "article"), [("xinyang", "二十一"), ("xinzhou", "十八")])
def test_approval_names_own_items_officers_and_subjects(
    ledger: Ledger, locality: str, article: str
) -> None:
    desk, here = matched(ledger, locality)
    facts = inspection_approval_facts(desk, here.task, here.departments["民政局"].id)
    made = render("行政检查审批表", facts)
    assert made.missing == ()
    assert facts["check_items"] == ["养老服务质量和安全", "运营资质和收费公示"]
    assert [each["name"] for each in at(facts, "officers")] == ["林晓禾", "赵青田"]
    assert str(facts["scope"]).count("、") == 2
    assert facts["period"] == "2026年3月18日至4月3日"
    assert str(facts["article"]).endswith(f"第{article}条")
    assert "对该对象本年度首次检查" in text_of(made.docx)


def test_approval_tells_who_was_checked_this_year_before(ledger: Ledger) -> None:
    desk, here = matched(ledger, "xinyang")
    visit = ledger.visits.find(task_id=here.task.id)[0]
    subject = ledger.subjects.get(visit.subject_id)
    ledger.subjects.save(replace(subject, last_inspected=date(2026, 1, 9)))
    facts = inspection_approval_facts(desk, here.task, here.departments["消防救援大队"].id)
    assert facts["frequency"] == f"{subject.name}本年度已检查1次；其余为本年度首次检查"
    ledger.subjects.save(replace(subject, last_inspected=date(2025, 12, 9)))
    facts = inspection_approval_facts(desk, here.task, here.departments["消防救援大队"].id)
    assert facts["frequency"] is None


@pytest.mark.parametrize(
    ("locality", "article"), [("xinzhou", "第二十条（一）"), ("xinxian", None)]
)
def test_lists_for_the_subject_leave_only_the_papers_open(
    ledger: Ledger, locality: str, article: str | None
) -> None:
    desk, here = matched(ledger, locality)
    visit = ledger.visits.find(task_id=here.task.id)[0]
    facts = items_and_papers_facts(desk, here.task, visit)
    made = render("检查事项和材料清单", facts)
    assert made.missing == ("材料清单",)
    assert len(at(facts, "check_items")) == 5
    assert len(at(facts, "officers")) == 5
    assert str(facts["visit_time"]).startswith("2026年3月18日至4月3日期间")
    assert (str(facts["article"]).endswith(str(article))) if article else facts["article"] is None


@pytest.mark.parametrize(
    ("locality", "article"),
    [
        ("xinyang", "第十七条"),
        ("xinhua", "第七条（一）"),
        ("xinxian", "第二部分（一）"),
        ("xinzhou", "第十一条"),
        ("wolong", "第二部分（三）"),
    ],
)
def test_check_sheet_has_a_line_for_each_point(ledger: Ledger, locality: str, article: str) -> None:
    desk, here = matched(ledger, locality)
    item = here.items[2]
    ledger.items.save(replace(item, content="食品经营许可；进货查验；从业人员健康证明"))
    visit = ledger.visits.find(task_id=here.task.id)[0]
    facts = check_sheet_facts(desk, here.task, visit)
    made = render("行业统一检查单", facts)
    assert made.missing == ()
    points = [each["point"] for each in at(facts, "check_items") if each["name"] == item.name]
    assert points == ["食品经营许可", "进货查验", "从业人员健康证明"]
    assert str(facts["article"]).endswith(article)
    assert "养老机构联合检查统一检查单" in text_of(made.docx)


@pytest.mark.parametrize(("locality", "sheets"), [("xinyang", 0), ("xinxian", 3), ("wolong", 3)])
def test_check_sheets_are_due_where_the_circular_wants_them(
    ledger: Ledger, locality: str, sheets: int
) -> None:
    desk, here = matched(ledger, locality)
    assert len(draft_due(desk, here.task, "行业统一检查单", actor_id=None)) == sheets
    assert len(list(TASK_PAPERS["行业统一检查单"].occasions(desk, here.task))) == 3


@pytest.mark.parametrize(("locality", "grounds"), [("xinyang", 0), ("xinzhou", 5)])
def test_evidence_of_diligence_tells_acts_in_order_and_the_circulars_cases(
    ledger: Ledger, locality: str, grounds: int
) -> None:
    desk, here = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    story = carried_out(desk, here)
    facts = diligence_evidence_facts(desk, here.task, here.departments["市场监管局"].id)
    made = render("履职尽责证据清单", facts)
    text = text_of(made.docx)
    assert made.missing == ()
    assert [each["act"] for each in at(facts, "acts")] == [
        "随机抽取检查对象",
        "随机匹配执法检查人员",
    ]
    subjects = at(facts, "subjects")
    names = [ledger.subjects.get(each.subject_id).name for each in story.visits]
    assert [each["name"] for each in subjects] == names
    assert [each["act"] for each in subjects[0]["acts"]] == [
        "提交检查结果1项",
        "移送案件线索",
        "实施联合检查，检查对象签字（盖章）确认",
        "录入检查结果",
        "公示检查结果",
    ]
    assert facts["statement"] == (
        "检查人员检查3户，按照抽查事项清单检查3项，均已提交检查结果，"
        "发现问题1项，已开始后续处理1项，检查结果按期录入3户。"
    )
    assert len(at(facts, "grounds")) == grounds
    assert ("不作责任认定" in text) == (locality == "xinyang")
    assert facts["officers"] == ["钱满仓"]


def test_evidence_of_diligence_says_what_was_not_submitted_and_not_entered(
    ledger: Ledger,
) -> None:
    desk, here = desk_for(ledger), county(ledger)
    _, second, third = carried_out(desk, here).visits
    department = here.departments["市场监管局"].id
    for visit in (second, third):
        for finding in ledger.findings.find(visit_id=visit.id, department_id=department):
            ledger.findings.save(replace(finding, submitted_at=None))
        for duty in ledger.entry_duties.find(visit_id=visit.id, department_id=department):
            ledger.entry_duties.save(replace(duty, entered_at=None, published_at=None))
    due_on = ledger.entry_duties.find(visit_id=second.id, department_id=department)[0].due_on

    def statement(day: date) -> object:
        now = datetime.combine(day, time(9), desk.now.tzinfo)
        facts = diligence_evidence_facts(replace(desk, now=now), here.task, department)
        return facts["statement"]

    submitted = "检查人员检查1户，按照抽查事项清单检查1项，均已提交检查结果，"
    entered = "发现问题1项，已开始后续处理1项，检查结果按期录入1户，"
    waiting = "另有2户未提交检查结果。"
    assert statement(due_on) == submitted + entered + waiting
    late = "检查结果到期仍未录入2户，"
    assert statement(due_on + timedelta(days=1)) == submitted + entered + late + waiting


def test_subjects_whose_visit_is_still_to_come_are_said_too(ledger: Ledger) -> None:
    desk, here = matched(ledger, "xinyang")
    visit = visit_subject(desk, here, ledger.visits.find(task_id=here.task.id)[0])
    enter_results(desk, here, visit)
    facts = diligence_evidence_facts(desk, here.task, here.departments["市场监管局"].id)
    assert facts["statement"] == (
        "检查人员检查1户，按照抽查事项清单检查1项，均已提交检查结果，"
        "未发现问题，检查结果按期录入1户，另有2户未提交检查结果。"
    )


def test_each_department_cites_the_notice_it_issued_itself(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    story = carried_out(desk, here)
    visit = story.visits[0]
    names = ("民政局", "市场监管局")
    for name in names:
        department = here.departments[name].id
        finding = ledger.findings.find(visit_id=visit.id, department_id=department)[0]
        if not ledger.follow_ups.find(finding_id=finding.id, kind=FollowUpKind.RECTIFY):
            follow_up(desk, here, finding, FollowUpKind.RECTIFY)
        notice = draft_document(
            desk,
            task=here.task,
            form="责令改正通知书",
            title=f"责令改正通知书（{name}）",
            facts={},
            actor_id=None,
            subject_id=visit.subject_id,
            issuer_id=department,
        )
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        file = StoredFile(name="a.docx", media_type="a/b", sha256=sha256, content=b"a")
        ledger.documents.save(replace(notice, file_id=ledger.files.add(file).id))
    for name in names:
        facts = diligence_evidence_facts(desk, here.task, here.departments[name].id)
        acts = at(facts, "subjects")[0]["acts"]
        cited = {each["sha256"] for each in acts if each["paper"] == "责令改正通知书"}
        assert cited == {hashlib.sha256(name.encode()).hexdigest()}


def test_evidence_of_diligence_is_due_before_the_archive_where_the_circular_exempts(
    ledger: Ledger,
) -> None:
    desk, here = desk_for(ledger, locality="xinzhou"), county(ledger, locality="xinzhou")
    carried_out(desk, here)
    assert draft_due(desk, here.task, "履职尽责证据清单", actor_id=None) == []
    task = ledger.tasks.save(replace(here.task, state=TaskState.SUMMARISED))
    made = draft_due(desk, task, "履职尽责证据清单", actor_id=None)
    departments = {ledger.departments.get(each.issuer_id).short_name for each in made}
    assert {each.title for each in made} == {f"履职尽责证据清单（{each}）" for each in departments}
    assert len(made) == len(departments) == 4


def test_nothing_is_due_where_the_circular_exempts_nobody(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    carried_out(desk, here)
    task = ledger.tasks.save(replace(here.task, state=TaskState.SUMMARISED))
    assert draft_due(desk, task, "履职尽责证据清单", actor_id=None) == []
    assert len(list(TASK_PAPERS["履职尽责证据清单"].occasions(desk, task))) == 4
