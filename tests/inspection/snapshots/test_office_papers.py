"""The office's own papers: the item list, meetings, statistics, the report on supervision."""

from dataclasses import replace
from datetime import datetime

import pytest

from documents.render import render
from inspection.ledger import Ledger
from inspection.papers.drafting import draft_year_paper
from inspection.papers.register import OFFICE_PAPERS
from inspection.snapshots.joint_item_list import joint_item_list_facts
from inspection.snapshots.meetings import meeting_minutes_facts, meeting_notice_facts
from inspection.snapshots.supervision_report import supervision_report_facts
from tests.builders import SHANGHAI, county, desk_for
from tests.documents.reading import text_of
from tests.inspection.snapshots.test_whistle_and_scheme import at
from tests.progress import carried_out

LATE = datetime(2026, 4, 28, 9, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("locality", "article", "channel"),
    [
        ("xinyang", "第十四条", "相关网站和平台"),
        ("xinhua", "第九条", "公示平台"),
        ("xinxian", "第二部分（一）", None),
        ("xinzhou", "第九条", "相关网站和省级平台"),
        ("wolong", "第一部分（一）", None),
    ],
)
def test_item_list_says_who_leads_and_only_what_the_circular_says(
    ledger: Ledger, locality: str, article: str, channel: str | None
) -> None:
    desk, _ = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    facts = joint_item_list_facts(desk, 2026)
    made = render("联合抽查事项清单", facts)
    text = text_of(made.docx)
    assert made.missing == ()
    assert len(at(facts, "rows")) == 5
    assert str(facts["article"]).endswith(article)
    assert (f"公开的渠道：{channel}" in text) if channel else ("公开的渠道" not in text)
    assert ("动态" in text) == (locality not in ("xinxian", "wolong"))
    first, *_, last = at(facts, "rows")
    assert (first["lead"], first["kind"]) == ("青禾县民政局", "重点")
    assert first["duty"] == "牵头组织，检查养老服务质量和安全"
    assert (last["checker"], last["duty"]) == ("青禾县卫生健康委员会", "检查内设医疗机构执业情况")


def test_item_outside_the_plan_leaves_its_lead_open(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    ledger.items.save(replace(here.items[4], industry="校外培训机构"))
    ledger.plan_entries.save(replace(here.plan_entry, item_ids=here.plan_entry.item_ids[:4]))
    made = render("联合抽查事项清单", joint_item_list_facts(desk, 2026))
    assert made.missing == ("抽查事项第5项牵头单位", "抽查事项第5项协同单位")


@pytest.mark.parametrize(("locality", "article"), [("xinyang", "第七条"), ("wolong", None)])
def test_meeting_papers_leave_to_people_what_people_say(
    ledger: Ledger, locality: str, article: str | None
) -> None:
    desk, _ = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    notice, minutes = meeting_notice_facts(desk), meeting_minutes_facts(desk)
    made = render("会商会议通知", notice)
    assert made.missing == (
        "发文字号",
        "会议主题",
        "会议时间",
        "会议地点",
        "参会人员",
        "会议议题",
    )
    assert at(notice, "contact.name") == "周见山"
    assert "青禾县市场监督管理局" not in at(notice, "recipients")
    assert len(at(notice, "recipients")) == 4
    stated = [str(each["text"]) for each in at(notice, "basis")]
    assert [each[-len(str(article)) :] for each in stated] == ([article] if article else [])
    assert "议定事项" in render("会商会议纪要", minutes).missing
    assert minutes["copies"] == notice["recipients"]


def test_meetings_of_a_year_are_numbered(ledger: Ledger) -> None:
    desk, _ = desk_for(ledger), county(ledger)

    def offered(form: str) -> list[str]:
        return [each.title for each in OFFICE_PAPERS[form].occasions(desk, 2026)]

    assert offered("会商会议通知") == ["会商会议通知（2026年第1次）"]
    for number in (1, 2):
        draft_year_paper(desk, 2026, "会商会议通知", about_id=number, actor_id=None)
    assert offered("会商会议通知")[-1] == "会商会议通知（2026年第3次）"
    assert offered("会商会议纪要") == [
        "会商会议纪要（2026年第1次）",
        "会商会议纪要（2026年第2次）",
    ]


@pytest.mark.parametrize(
    ("locality", "entry", "basis"),
    [
        ("xinyang", "第二十二条", 0),
        ("xinxian", "第二部分（四）", 1),
        ("xinhua", "第十六条（三）", 1),
    ],
)
def test_report_names_late_departments_with_the_article(
    ledger: Ledger, locality: str, entry: str, basis: int
) -> None:
    here = county(ledger, locality=locality)
    desk = desk_for(ledger, locality=locality, now=LATE)
    carried_out(desk, here)
    facts = supervision_report_facts(desk, 2026)
    made = render("督查通报", facts)
    assert made.missing == ("发文字号",)
    rows = {each["department"]: each for each in at(facts, "departments")}
    health, food = rows["青禾县卫生健康委员会"], rows["青禾县市场监督管理局"]
    assert (health["due"], health["on_time"]) == (3, 0)
    assert (food["due"], food["on_time"], food["open"]) == (3, 3, 1)
    late, still = at(facts, "problems")
    assert late["problem"] == "青禾县卫生健康委员会有3户次检查结果未按期录入"
    assert str(late["article"]).endswith(entry)
    assert still["problem"] == "青禾县市场监督管理局有1项问题尚未办结"
    assert at(facts, "good") == ["已完成联合检查12户次（应检查12户次），完成年度计划任务1项。"]
    assert len(at(facts, "requirements")) == 3
    assert len(at(facts, "basis")) == basis
    assert facts["period"] == "2026年1月至4月"


def test_report_of_an_unfinished_year_tells_the_last_day_where_there_is_one(
    ledger: Ledger,
) -> None:
    desk, _ = desk_for(ledger, locality="xinxian"), county(ledger, locality="xinxian")
    facts = supervision_report_facts(desk, 2026)
    said = str(at(facts, "requirements")[0])
    assert "于2026年10月31日前完成" in said
    assert said.endswith("第三部分（二））。")
    assert at(facts, "good") == []
    assert "主要成效" in render("督查通报", facts).missing


@pytest.mark.parametrize("form", ["联合抽查事项清单", "督查通报", "统计表"])
def test_papers_of_the_office_are_drafted_by_the_year(ledger: Ledger, form: str) -> None:
    desk, here = desk_for(ledger), county(ledger)
    carried_out(desk, here)
    made = draft_year_paper(desk, 2026, form, actor_id=None)
    assert (made.title, made.issuer_id, made.task_id) == (f"2026年{form}", None, None)
    assert draft_year_paper(desk, 2026, form, actor_id=None).version == 1
