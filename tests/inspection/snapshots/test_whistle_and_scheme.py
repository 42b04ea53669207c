"""The notice, the scheme and the receipt say what ledger and locality say."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from inspection.ledger import Ledger
from inspection.plain import Facts
from inspection.snapshots.check_in_receipt import check_in_receipt_facts
from inspection.snapshots.scheme import scheme_facts
from inspection.snapshots.whistle_notice import whistle_notice_facts
from inspection.tasks import Stage
from inspection.teams import Recusal
from inspection.whistle import CheckInAnswer
from tests.builders import NOW, county, desk_for
from tests.progress import answer, blow, finish_draw, match, open_draw


def at(facts: Facts, path: str) -> Any:
    """The fact at a dotted path; numbers are places in a list."""
    found: Any = facts
    for part in path.split("."):
        found = found[int(part)] if part.isdecimal() else found[part]
    return found


def test_notice_goes_to_every_participating_department(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    facts = whistle_notice_facts(desk, here.task, blow(desk, here))
    assert facts["recipients"] == [
        "青禾县市场监督管理局",
        "青禾县消防救援大队",
        "青禾县卫生健康委员会",
    ]
    assert at(facts, "duties.0.duty") == "确认食堂食品安全等抽查事项"
    assert facts["contact"] == {"name": "林晓禾", "phone": None}


def test_whistles_are_numbered_within_the_task(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    first, second = blow(desk, here), blow(desk, here, stage=Stage.DRAW)
    numbers = [
        whistle_notice_facts(desk, here.task, each)["whistle_number"] for each in (second, first)
    ]
    assert numbers == ["QH2026-001-W2", "QH2026-001-W1"]


def test_term_for_answers_is_counted_in_working_days_and_rests_on_no_article(
    ledger: Ledger,
) -> None:
    desk, here = desk_for(ledger), county(ledger)
    facts = whistle_notice_facts(desk, here.task, blow(desk, here))
    assert facts["deadline"] == {
        "at": "2026年3月9日17时30分",
        "length": "2个工作日",
        "article": None,
    }


def test_term_that_ends_today_has_no_length(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    whistle = replace(blow(desk, here), due_at=NOW.replace(hour=17, minute=30))
    assert at(whistle_notice_facts(desk, here.task, whistle), "deadline.length") is None


def test_remark_of_the_lead_department_is_the_last_matter(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    whistle = replace(blow(desk, here), remark="请携带公章")
    assert at(whistle_notice_facts(desk, here.task, whistle), "matters.3") == "请携带公章。"


def test_publishing_notice_names_the_term_with_its_article(ledger: Ledger) -> None:
    desk, here = desk_for(ledger, locality="xinxian"), county(ledger, locality="xinxian")
    facts = whistle_notice_facts(desk, here.task, blow(desk, here, stage=Stage.PUBLISH))
    said = "抽查任务完成后20个工作日内完成录入（《新县推行“一业一查”部门联合"
    assert any(str(each).startswith(said) for each in at(facts, "matters"))


@pytest.mark.parametrize(
    ("locality", "whistle", "respond", "lead"),
    [
        ("xinyang", "吹哨", "响应", "发起部门"),
        ("xinhua", "通知", "回复", "发起部门"),
        ("xinxian", "吹哨", "报到", "牵头单位"),
        ("xinzhou", "通知", "回复", "发起部门"),
        ("wolong", "通知", "回复", "牵头部门"),
    ],
)
def test_words_are_those_of_the_locality(
    ledger: Ledger, locality: str, whistle: str, respond: str, lead: str
) -> None:
    desk, here = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    words = at(whistle_notice_facts(desk, here.task, blow(desk, here)), "words")
    assert (words["whistle"], words["respond"], words["lead"]) == (whistle, respond, lead)


def test_unknown_telephone_is_left_open(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    ledger.people.save(replace(here.people["林晓禾"], phone=""))
    facts = whistle_notice_facts(desk, here.task, blow(desk, here))
    assert at(facts, "contact.phone") is None


def test_office_outside_the_team_gets_a_copy(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    whistle = blow(desk, here)
    assert whistle_notice_facts(desk, here.task, whistle)["copies"] == []
    ledger.departments.save(replace(here.departments["市场监管局"], office=False))
    assert whistle_notice_facts(desk, here.task, whistle)["copies"] == ["青禾县市场监督管理局"]


def test_scheme_counts_what_the_draw_would_freeze(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    facts = scheme_facts(desk, here.task)
    assert (at(facts, "scope.roster_count"), at(facts, "scope.planned_count")) == (4, 3)
    assert at(facts, "scope.rate") == "20%至100%"
    assert facts["strata"] == [
        {"label": "第一层", "count": 1, "rate": "20%", "quota": 1},
        {"label": "第二层", "count": 2, "rate": "50%", "quota": 1},
        {"label": "第三层", "count": 1, "rate": "100%", "quota": 1},
    ]


def test_one_rate_for_all_needs_no_strata(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger, rates={"": 5000})
    facts = scheme_facts(desk, here.task)
    assert (facts["strata"], at(facts, "scope.rate")) == ([], "50%")
    assert at(facts, "scope.planned_count") == 2


@pytest.mark.parametrize(("locality", "left"), [("xinyang", 4), ("xinhua", 3), ("xinzhou", 4)])
def test_subjects_checked_this_year_are_spared_where_the_locality_says_so(
    ledger: Ledger, locality: str, left: int
) -> None:
    desk, here = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    ledger.subjects.save(replace(here.subjects[0], last_inspected=date(2026, 1, 20)))
    assert at(scheme_facts(desk, here.task), "scope.roster_count") == left


def test_silent_rules_leave_their_facts_out(ledger: Ledger) -> None:
    desk, here = desk_for(ledger, locality="xinxian"), county(ledger, locality="xinxian")
    facts = scheme_facts(desk, here.task)
    assert facts["notice"] is None
    assert facts["team"] == {"leader": None, "min_officers": None, "article": None}
    assert at(facts, "scope.exclusion") is None
    assert at(facts, "words.team") == "检查组"


def test_default_number_of_witnesses_names_itself_as_a_default(ledger: Ledger) -> None:
    here = county(ledger)
    default = at(scheme_facts(desk_for(ledger), here.task), "draw")
    assert "本地文件未规定抽取见证人数，采用系统通行默认值" in default["witnesses"]
    assert default["article"] is None
    advised = at(scheme_facts(desk_for(ledger, locality="wolong"), here.task), "draw")
    assert advised["witnesses"] == "抽取过程宜由不少于2名执法人员见证"
    assert advised["article"].endswith("第二部分（二）")


def test_amendments_are_the_last_requirements(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    facts = scheme_facts(desk, here.task, amendments=("检查时间避开用餐时段",))
    assert at(facts, "requirements")[-1] == "检查时间避开用餐时段。"


def test_department_without_liaison_is_left_open(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    ledger.people.save(replace(here.people["李安澜"], active=False))
    assert at(scheme_facts(desk, here.task), "liaisons.2") == {
        "department": "青禾县消防救援大队",
        "name": None,
        "duty": "人员匹配、结果录入",
    }


def test_objection_goes_to_its_own_line_of_the_receipt(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    whistle = blow(desk, here)
    objecting = answer(
        desk, here, whistle, "钱满仓", late=True, said=CheckInAnswer.OBJECT, remark="事项有遗漏"
    )
    facts = check_in_receipt_facts(desk, here.task, whistle, objecting)
    assert (facts["late"], facts["objection"]) == (True, "事项有遗漏")
    assert facts["issuer"] == "青禾县市场监督管理局"
    agreeing = answer(desk, here, whistle, "李安澜", remark="派员两名。")
    facts = check_in_receipt_facts(desk, here.task, whistle, agreeing)
    assert (facts["late"], facts["objection"]) == (False, None)
    assert facts["opinion"] == "无意见，按分工派员参加。派员两名。"


def test_receipt_names_officers_and_recusals_of_its_own_department(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    finish_draw(desk, here, open_draw(desk, here))
    whistle = blow(desk, here, stage=Stage.VISIT)
    entered = answer(desk, here, whistle, "钱满仓")
    assert check_in_receipt_facts(desk, here.task, whistle, entered)["officers"] == []
    match(desk, here)
    for name in ("孙惠民", "何守正"):
        ledger.recusals.add(
            Recusal(
                task_id=here.task.id,
                person_id=here.people[name].id,
                subject_id=here.subjects[0].id,
                reason="近亲属任职",
                declared_at=NOW,
            )
        )
    facts = check_in_receipt_facts(desk, here.task, whistle, entered)
    assert [each["name"] for each in at(facts, "officers")] == ["钱满仓"]
    assert [each["name"] for each in at(facts, "recusals")] == ["孙惠民"]
