"""The closing summary counts what happened; the index lists what is filed."""

from dataclasses import replace
from typing import Any

import pytest

from inspection.draws import DrawnSubject
from inspection.ledger import Ledger
from inspection.plain import Facts
from inspection.snapshots.closing_summary import closing_summary_facts
from inspection.snapshots.dossier_index import dossier_index_facts
from tests.builders import County, county, desk_for
from tests.inspection.snapshots.test_whistle_and_scheme import at
from tests.progress import carried_out


def _summary(ledger: Ledger, here: County, locality: str = "xinyang") -> Facts:
    return closing_summary_facts(desk_for(ledger, locality=locality), here.task)


def _values(facts: Facts) -> dict[str, Any]:
    return {each["name"]: each["value"] for each in at(facts, "rates")}


def test_counts_are_those_of_the_ledger(ledger: Ledger) -> None:
    here = county(ledger)
    carried_out(desk_for(ledger), here)
    assert _summary(ledger, here)["counts"] == {
        "roster": 4,
        "planned": 3,
        "drawn": 3,
        "supplementary": 0,
        "checked": 3,
        "officers": 5,
        "findings": 15,
        "entered": 15,
        "entered_on_time": 12,
        "published": 15,
        "problem_subjects": 1,
        "problems": 2,
        "rectified": 1,
        "referred": 1,
        "replaced": 0,
    }


def test_shares_of_departments_and_results_add_up_to_the_whole(ledger: Ledger) -> None:
    here = county(ledger)
    carried_out(desk_for(ledger), here)
    facts = _summary(ledger, here)
    for key in ("findings", "problems", "rectified", "referred", "entered_on_time"):
        total = sum(each[key] for each in at(facts, "by_department"))
        assert total == at(facts, f"counts.{key}")
    assert sum(each["count"] for each in at(facts, "by_result")) == 15


def test_rates_are_worked_out_by_their_formulas(ledger: Ledger) -> None:
    here = county(ledger)
    carried_out(desk_for(ledger), here)
    assert _values(_summary(ledger, here)) == {
        "检查完成率": "100%",
        "按期录入率": "80%",
        "问题发现率": "33.3%",
        "改正完成率": "100%",
        "响应率": "91.7%",
    }


def test_rate_of_nothing_is_left_out(ledger: Ledger) -> None:
    here = county(ledger)
    assert at(_summary(ledger, here), "rates") == []
    assert at(_summary(ledger, here), "counts.drawn") == 0


def test_alternate_stands_in_for_the_subject_given_up(ledger: Ledger) -> None:
    here = county(ledger)
    story = carried_out(desk_for(ledger), here)
    waiting = ledger.drawn_subjects.find(draw_id=story.draw.id, drawn=False)[0]
    assert isinstance(waiting, DrawnSubject)
    ledger.drawn_subjects.save(replace(waiting, drawn=True))
    facts = _summary(ledger, here)
    assert (at(facts, "counts.drawn"), at(facts, "counts.supplementary")) == (4, 1)
    assert _values(facts)["检查完成率"] == "100%"


def test_shortcomings_are_only_those_that_a_count_bears_out(ledger: Ledger) -> None:
    here = county(ledger)
    carried_out(desk_for(ledger), here)
    facts = _summary(ledger, here)
    assert facts["difficulties"] == [
        "随机抽取环节有1个参与部门逾期响应。",
        "公示处理环节有1个参与部门未响应。",
        "有3项检查结果未在规定时间内录入。",
    ]
    assert at(facts, "next_steps.0") == "对已移送的1件线索跟踪反馈情况。"


def test_problems_say_how_far_they_are_settled(ledger: Ledger) -> None:
    here = county(ledger)
    story = carried_out(desk_for(ledger), here)
    said = [(each["problem"], each["status"]) for each in at(_summary(ledger, here), "problems")]
    assert said == [
        ("一处收费项目未公示", "已改正"),
        ("进货单据与包装标识不一致", "已移送，尚未反馈"),
    ]
    finding = ledger.findings.get(story.referred.finding_id)
    ledger.findings.save(replace(finding, result="ordered"))
    ledger.follow_ups.save(replace(story.referred, finding_id=story.rectified.finding_id))
    assert at(_summary(ledger, here), "problems.1.status") == "尚无后续处理记录"


@pytest.mark.parametrize(
    ("locality", "receiver"),
    [
        ("xinyang", None),
        ("xinhua", "本总结报送联席会议办公室"),
        ("xinxian", "本总结报送县部门联合“双随机、一公开”监管工作联席会议办公室"),
        ("xinzhou", None),
        ("wolong", None),
    ],
)
def test_summary_is_reported_where_the_locality_says(
    ledger: Ledger, locality: str, receiver: str | None
) -> None:
    here = county(ledger, locality=locality)
    rule = _summary(ledger, here, locality)["report_rule"]
    assert (rule["text"] if isinstance(rule, dict) else None) == receiver


ENTRIES = (
    {"title": "工作方案", "author": "青禾县民政局", "date": "2026年3月5日", "sha256": "0" * 64},
    {
        "title": "情况记录表",
        "author": "第一联合检查小组",
        "date": "2026年3月24日",
        "sha256": "1" * 64,
        "pages": "2",
    },
)


def _index(ledger: Ledger, here: County, *, locality: str = "xinyang", skip: int = 0) -> Facts:
    return dossier_index_facts(
        desk_for(ledger, locality=locality),
        here.task,
        entries=ENTRIES[skip:],
        journal_sha256="a" * 64,
        filed_by="林晓禾",
    )


def test_index_numbers_its_entries_and_adds_pages_only_when_all_are_counted(
    ledger: Ledger,
) -> None:
    here = county(ledger)
    facts = _index(ledger, here)
    assert [each["order"] for each in at(facts, "entries")] == [1, 2]
    assert (facts["total"], facts["total_pages"]) == (2, None)
    assert _index(ledger, here, skip=1)["total_pages"] == 2


@pytest.mark.parametrize(
    ("locality", "text"),
    [
        ("xinyang", "按照本单位档案管理有关规定执行"),
        ("xinhua", "按照本单位档案管理有关规定执行"),
        ("xinxian", None),
        ("xinzhou", "保存期限有规定的，从其规定；没有规定的，保存期不少于2年"),
        ("wolong", None),
    ],
)
def test_retention_is_what_the_locality_says(
    ledger: Ledger, locality: str, text: str | None
) -> None:
    here = county(ledger, locality=locality)
    rule = _index(ledger, here, locality=locality)["retention"]
    assert (rule["text"] if isinstance(rule, dict) else None) == text
