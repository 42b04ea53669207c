"""The cases a lawyer reads (tests/cases/<locality>.toml), each carried out by the core.

A case says: 规则 rule · 事实 facts · 结果 expected · 条款 article. A dotted rule is read straight
from the profile; a rule in Chinese is worked out from the facts.
"""

import tomllib
from dataclasses import asdict, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.profiles import LOCALITIES, load_profile
from inspection.eligibility import Entrant, screen, weight_for
from inspection.matching import Match, check_team_size
from inspection.profile import Profile
from inspection.profile_shapes import ResultCode
from inspection.refusal import Citation, Refusal
from inspection.rule import SILENT_TEXT, Rule
from inspection.workdays import Calendar
from scheduler.calendar import china_calendar

FOLDER = Path(__file__).parents[1] / "cases"
CASES = [
    pytest.param(locality, case, id=f"{locality}-{number}-{case['rule']}")
    for locality in LOCALITIES
    for number, case in enumerate(
        tomllib.loads((FOLDER / f"{locality}.toml").read_text("utf-8"))["case"], 1
    )
]


@cache
def calendar() -> Calendar:
    return china_calendar(range(2024, 2028))


@pytest.mark.parametrize(("locality", "case"), CASES)
def test_the_case_comes_out_as_the_circular_says(locality: str, case: dict[str, Any]) -> None:
    profile = load_profile(locality)
    found, article = decide(profile, case["rule"], case.get("facts", {}))
    if case["article"] == SILENT_TEXT:
        assert article is None
    else:
        assert article is not None
        assert article.article == case["article"]
    assert found == case.get("expected")


def decide(profile: Profile, rule: str, facts: dict[str, Any]) -> tuple[object, Citation | None]:
    """What the core makes of the facts, and the article it names."""
    if rule == "录入期限":
        days = profile.entry.days
        due = calendar().add_working_days(facts["终点"], days.required())
        return due.date, days.citation
    if rule == "计划期限":
        deadline = profile.plan.deadline
        return deadline.required().for_plan_year(facts["计划年度"]), deadline.citation
    if rule == "任务完成期限":
        finish = profile.task.finish_by
        return finish.required().in_year(facts["年度"]), finish.citation
    if rule == "年内重复抽查":
        return repeat(profile, facts), profile.draw.repeat.citation
    if rule == "长期未抽查加权":
        weight = weight_for(facts.get("上次检查"), profile, facts["抽取日"])
        return weight, profile.draw.long_unchecked.citation
    if rule == "检查人数":
        return team(profile, facts["人数"]), profile.check.min_officers.citation
    if rule == "吹哨用语":
        return profile.whistle.call_word, profile.whistle.stage(facts["环节"]).work.citation
    return stated(profile, rule)


def repeat(profile: Profile, facts: dict[str, Any]) -> str:
    """抽 or 不抽, or 不认可理由 for an override the rule does not know."""
    entrant = Entrant(
        id="1",
        stratum="A",
        last_checked=facts.get("上次检查"),
        low_risk=facts.get("风险低", False),
        override=facts.get("理由", ""),
    )
    try:
        return "抽" if screen([entrant], profile, facts["抽取日"]).lots else "不抽"
    except Refusal:
        return "不认可理由"


def team(profile: Profile, officers: int) -> str:
    """可以 or 不可以 for a team of so many officers."""
    matches = [
        Match(department="甲", id="1", inspector=str(number), round=1) for number in range(officers)
    ]
    try:
        check_team_size(profile, matches)
    except Refusal:
        return "不可以"
    return "可以"


def stated(profile: Profile, path: str) -> tuple[object, Citation | None]:
    """The value of one rule of the profile, in plain lists and tables."""
    found: object = profile
    for name in path.split("."):
        found = getattr(found, name)
    assert isinstance(found, Rule)
    return plain(found.value), found.citation


def plain(value: object) -> object:
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, ResultCode):
            return f"{value.number}、{value.label}" if value.number else value.label
        return {name: plain(each) for name, each in asdict(value).items()}
    return value


def test_every_locality_has_cases() -> None:
    assert {param.values[0] for param in CASES} == set(LOCALITIES)


def test_eligibility_writes_down_everyone_it_leaves_out() -> None:
    entrants = [
        Entrant(id="1", stratum="A"),
        Entrant(id="2", stratum="A", in_scope=False),
        Entrant(id="3", stratum="A", state="moved_out"),
        Entrant(id="4", stratum="B", last_checked=date(2026, 2, 1)),
        Entrant(id="5", stratum="B", last_checked=date(2026, 2, 1), override="投诉举报"),
    ]
    found = screen(entrants, load_profile("xinhua"), date(2026, 6, 1))
    assert [lot.id for lot in found.lots] == ["1", "5"]
    assert [(each.id, each.reason) for each in found.excluded] == [
        ("2", "out_of_scope"),
        ("3", "moved_out"),
        ("4", "checked_this_year"),
    ]
    assert [(each.id, each.reason) for each in found.overridden] == [("5", "投诉举报")]
