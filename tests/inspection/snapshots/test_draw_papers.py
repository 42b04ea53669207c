"""What is made public before a draw, what an inspector declares, what a department owes."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from documents.render import render
from inspection.desk import Desk
from inspection.followup import FollowUpKind
from inspection.ids import SubjectId
from inspection.ledger import Ledger
from inspection.overdue import overdue_matters
from inspection.papers.drafting import draft_due, draft_paper, written
from inspection.papers.register import TASK_PAPERS
from inspection.snapshots.draw_plan_notice import draw_plan_notice_facts
from inspection.snapshots.recusal_statement import recusal_statement_facts
from inspection.snapshots.supervision_order import supervision_order_facts
from inspection.subjects import SubjectState
from inspection.tasks import Stage
from inspection.teams import Recusal
from tests.builders import SHANGHAI, County, county, desk_for
from tests.documents.reading import text_of
from tests.inspection.snapshots.test_whistle_and_scheme import at
from tests.progress import answer, blow, carried_out, follow_up, open_draw

LATE = datetime(2026, 4, 28, 9, tzinfo=SHANGHAI)


def recuse(desk: Desk, here: County, name: str, subject: int, reason: str) -> None:
    desk.ledger.recusals.add(
        Recusal(
            task_id=here.task.id,
            person_id=here.people[name].id,
            subject_id=SubjectId(here.subjects[subject].id),
            reason=reason,
            declared_at=desk.now,
        )
    )


@pytest.mark.parametrize("locality", ["xinyang", "xinzhou"])
def test_plan_of_the_draw_tells_roster_quota_and_seed(ledger: Ledger, locality: str) -> None:
    desk, here = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    ledger.subjects.save(replace(here.subjects[1], state=SubjectState.CANCELLED))
    draw = open_draw(desk, here)
    facts = draw_plan_notice_facts(desk, here.task, draw)
    made = render("抽取方案公示单", facts)
    text = text_of(made.docx)
    assert made.missing == ()
    assert "养老机构检查对象名录库（已除去不列入抽取的对象）共3户" in text
    assert "已注销登记，共1户" in text
    assert at(facts, "population.sha256") in text
    assert "SSJ-DRAW/1" in text
    assert "青禾县民政局提出" in text
    assert {each["label"] for each in at(facts, "strata")} == {"S1", "S2", "S3"}
    assert facts["quota"] + (facts["alternates"] or 0) == 3
    assert f"《{desk.profile.circular.title}》" in str(facts["article"])


def test_plan_tells_the_tickets_of_those_long_unchecked(ledger: Ledger) -> None:
    desk = desk_for(ledger, locality="xinzhou")
    here = county(ledger, locality="xinzhou", rates={"": 5000})
    ledger.subjects.save(replace(here.subjects[0], last_inspected=date(2025, 6, 1)))
    facts = draw_plan_notice_facts(desk, here.task, open_draw(desk, here))
    assert [each["weight"] for each in at(facts, "strata")] == ["1至3"]


@pytest.mark.parametrize(
    ("locality", "words"), [("wolong", "宜由不少于2名"), ("xinyang", "系统通行默认值")]
)
def test_plan_says_whether_the_circular_sets_witnesses(
    ledger: Ledger, locality: str, words: str
) -> None:
    desk, here = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    facts = draw_plan_notice_facts(desk, here.task, open_draw(desk, here))
    assert words in str(facts["witnesses"])


@pytest.mark.parametrize("locality", ["xinyang", "xinzhou"])
def test_statement_lists_everything_one_person_declared(ledger: Ledger, locality: str) -> None:
    desk, here = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    recuse(desk, here, "钱满仓", 0, "配偶在该院任职")
    recuse(desk, here, "钱满仓", 2, "近亲属入住")
    recuse(desk, here, "李安澜", 1, "持有股权")
    facts = recusal_statement_facts(desk, here.task, here.people["钱满仓"].id)
    made = render("回避声明", facts)
    text = text_of(made.docx)
    assert made.missing == ()
    assert [each["relation"] for each in at(facts, "conflicts")] == ["配偶在该院任职", "近亲属入住"]
    assert (facts["issuer"], at(facts, "officer.certificate_number")) == (
        "青禾县市场监督管理局",
        "青禾-虚构-0004",
    )
    assert ("第十七条" in text) == (locality == "xinzhou")
    assert ("本地文件未规定" in text) == (locality == "xinyang")


def test_order_lists_what_one_department_owes(ledger: Ledger) -> None:
    here = county(ledger, locality="xinhua")
    before = desk_for(ledger, locality="xinhua")
    whistle = blow(before, here, stage=Stage.SCHEME)
    answer(before, here, whistle, "钱满仓")
    desk = replace(before, now=whistle.due_at + timedelta(minutes=1))
    fire = here.departments["消防救援大队"].id
    facts = supervision_order_facts(desk, here.task, fire)
    made = render("催办督办单", facts)
    text = text_of(made.docx)
    assert made.missing == ("限期办结时间",)
    assert (facts["kind"], facts["stage"], facts["effect"]) == ("督办", "方案制定", None)
    assert [each["matter"] for each in at(facts, "matters")] == ["方案制定环节回复"]
    assert "本地文件未规定" in text
    assert {each.department_id for each in overdue_matters(desk, here.task)} == {
        fire,
        here.departments["卫生健康委"].id,
    }


@pytest.mark.parametrize(
    ("locality", "effect"),
    [("xinyang", None), ("xinhua", "视为未完成检查任务"), ("xinzhou", "视为未完成本次抽查任务")],
)
def test_order_names_the_effect_of_late_entry_where_there_is_one(
    ledger: Ledger, locality: str, effect: str | None
) -> None:
    here = county(ledger, locality=locality)
    desk = desk_for(ledger, locality=locality, now=LATE)
    carried_out(desk, here)
    own = here.departments["卫生健康委"]
    for duty in ledger.entry_duties.find(department_id=own.id):
        ledger.entry_duties.save(replace(duty, entered_at=None, published_at=None))
    facts = supervision_order_facts(desk, here.task, own.id)
    entry = [each for each in at(facts, "matters") if "录入并公示" in each["matter"]]
    assert len(entry) == 3
    assert {each["due"] for each in entry} == {"2026年4月21日"}
    assert {each["overdue"] for each in entry} == {"超期5个工作日"}
    assert all(str(each["article"]).startswith("《") for each in entry)
    assert facts["effect"] == effect
    assert facts["issuer"] == facts["office_name"]


def test_order_reminds_of_a_re_inspection_that_is_due(ledger: Ledger) -> None:
    here = county(ledger)
    desk = desk_for(ledger, now=LATE)
    story = carried_out(desk, here)
    finding = ledger.findings.get(story.rectified.finding_id)
    follow_up(desk, here, finding, FollowUpKind.RECTIFY, demand="公示收费。", days=5)
    facts = supervision_order_facts(desk, here.task, finding.department_id)
    subject = ledger.subjects.get(story.visits[0].subject_id).name
    matters = [each["matter"] for each in at(facts, "matters")]
    assert f"复查{subject}的改正情况：公示收费" in matters
    assert facts["kind"] == "催办"


def test_papers_of_the_draw_are_written_once_for_each_occasion(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    draw = open_draw(desk, here)
    recuse(desk, here, "钱满仓", 0, "配偶在该院任职")
    forms = ("抽取方案公示单", "回避声明")
    made = draft_due(desk, here.task, *forms, actor_id=None)
    assert [each.title for each in made] == ["抽取方案公示单", "回避声明（钱满仓）"]
    assert draft_due(desk, here.task, *forms, actor_id=None) == []
    recuse(desk, here, "钱满仓", 1, "近亲属任职")
    again = draft_paper(
        desk, here.task, "回避声明", about_id=here.people["钱满仓"].id, actor_id=None
    )
    assert again.version == 2
    occasions = TASK_PAPERS["抽取方案公示单"].occasions(desk, here.task)
    assert [written(desk, here.task, "抽取方案公示单", each) for each in occasions] == [True]
    assert draw.id == next(iter(TASK_PAPERS["抽取方案公示单"].occasions(desk, here.task))).about_id
