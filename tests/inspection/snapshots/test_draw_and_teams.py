"""The record of the draw, the teams and the replacement of an officer."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from documents.render import render
from inspection.draws import DrawnSubject, DrawRecord, DrawSource, DrawState
from inspection.ledger import Ledger
from inspection.people import Inspector
from inspection.snapshots.closing_summary import closing_summary_facts
from inspection.snapshots.draw_record import draw_record_facts
from inspection.snapshots.replacement_approval import replacement_approval_facts
from inspection.snapshots.team_list import team_list_facts
from inspection.subjects import SubjectState
from inspection.teams import Replacement, ReplacementState
from tests.builders import NOW, County, county, desk_for
from tests.inspection.snapshots.test_whistle_and_scheme import at
from tests.progress import SECRETS, carried_out, finish_draw, match, open_draw


def test_secrets_stay_out_of_the_record_until_revealed(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    draw = open_draw(desk, here)
    before = json.dumps(draw_record_facts(desk, here.task, draw), ensure_ascii=False)
    after = draw_record_facts(desk, here.task, finish_draw(desk, here, draw))
    assert not any(secret in before for secret in SECRETS.values())
    assert [each["secret"] for each in at(after, "witnesses")] == list(SECRETS.values())


def test_record_counts_the_frozen_roster_and_its_exclusions(ledger: Ledger) -> None:
    desk, here = desk_for(ledger, locality="xinhua"), county(ledger, locality="xinhua")
    ledger.subjects.save(replace(here.subjects[0], last_inspected=date(2026, 1, 20)))
    ledger.subjects.save(replace(here.subjects[1], state=SubjectState.CANCELLED))
    facts = draw_record_facts(desk, here.task, open_draw(desk, here))
    assert at(facts, "population.total") == 4
    assert (at(facts, "population.excluded"), at(facts, "population.eligible")) == (2, 2)
    rows = {each["reason"]: each for each in at(facts, "exclusions")}
    assert rows["已注销登记"]["article"] is None
    assert rows["同一年度内已被抽查"]["article"].endswith("第十四条（一）")


def test_risk_classes_and_telling_rates_stay_out_of_the_record(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    facts = draw_record_facts(desk, here.task, finish_draw(desk, here, open_draw(desk, here)))
    labels = [each["label"] for each in at(facts, "strata")]
    assert labels == ["S1", "S2", "S3"]
    assert {each["rate"] for each in at(facts, "strata")} == {"见工作方案"}
    assert {each["stratum"] for each in at(facts, "drawn")} == {"S1", "S2", "S3"}
    assert not {"A", "B", "C"} & {each["stratum"] for each in at(facts, "alternates")}


def test_drawn_are_numbered_through_and_the_rest_are_alternates(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    facts = draw_record_facts(desk, here.task, finish_draw(desk, here, open_draw(desk, here)))
    assert [each["order"] for each in at(facts, "drawn")] == [1, 2, 3]
    assert (len(at(facts, "alternates")), facts["alternates_total"]) == (1, 1)
    assert facts["held_at"] == "2026年3月17日9时30分至10时05分"


def test_void_attempt_names_reason_and_approver(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    first = open_draw(desk, here)
    ledger.draws.save(replace(first, state=DrawState.VOID, void_reason="见证人未揭示"))
    ledger.record(
        at=NOW,
        actor_id=here.people["马知远"].id,
        task_id=here.task.id,
        verb="draw_voided",
        facts={"draw": first.id, "attempt": 1},
    )
    second = open_draw(desk, here, attempt=2)
    facts = draw_record_facts(desk, here.task, second)
    assert facts["void_attempts"] == [
        {"attempt": 1, "reason": "见证人未揭示", "approver": "马知远"}
    ]


def test_platform_draw_leaves_open_what_only_the_platform_knows(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    draw = ledger.draws.add(
        DrawRecord(
            task_id=here.task.id,
            attempt=1,
            source=DrawSource.PLATFORM,
            state=DrawState.DRAWN,
            opened_by=here.people["林晓禾"].id,
            frozen_at=NOW,
            drawn_at=NOW,
            strata={"1": "S1"},
            platform_number="PT-2026-7",
        )
    )
    ledger.drawn_subjects.add(
        DrawnSubject(
            draw_id=draw.id,
            subject_id=here.subjects[0].id,
            stratum="S1",
            rank=1,
            ticket="",
            drawn=True,
        )
    )
    facts = draw_record_facts(desk, here.task, draw)
    assert (facts["source"], facts["local"]) == ("省级平台抽取", None)
    assert at(facts, "platform.number") == "PT-2026-7"
    assert at(facts, "drawn.0.stratum") is None
    missing = render("随机抽取记录", facts).missing
    assert {"抽取时间", "主持人", "见证人"} <= set(missing)


@pytest.mark.parametrize(
    ("locality", "team"),
    [
        ("xinyang", "第一联合检查小组"),
        ("xinhua", "第一联合抽查组"),
        ("xinxian", "第一检查组"),
        ("xinzhou", "第一联合检查组"),
        ("wolong", "第一联合检查组"),
    ],
)
def test_subjects_with_the_same_officers_are_one_team(
    ledger: Ledger, locality: str, team: str
) -> None:
    desk, here = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    finish_draw(desk, here, open_draw(desk, here))
    match(desk, here)
    facts = team_list_facts(desk, here.task)
    assert [each["name"] for each in at(facts, "teams")] == [team]
    assert len(at(facts, "teams.0.subjects")) == 3
    assert at(facts, "teams.0.leader") == "林晓禾"
    assert [each["duty"] for each in at(facts, "teams.0.members")] == ["组长"] + ["成员"] * 4
    assert at(facts, "match.matched_at") == "2026年3月17日10时30分"


def test_other_officers_make_another_team(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    finish_draw(desk, here, open_draw(desk, here))
    last = match(desk, here)[-1]
    ledger.assignments.save(replace(last, person_id=here.people["吕康宁"].id))
    teams = at(team_list_facts(desk, here.task), "teams")
    assert [each["name"] for each in teams] == ["第一联合检查小组", "第二联合检查小组"]
    assert sorted(len(each["subjects"]) for each in teams) == [1, 2]


def test_rules_on_teams_are_named_only_where_the_locality_has_them(ledger: Ledger) -> None:
    here = county(ledger)
    silent = team_list_facts(desk_for(ledger, locality="wolong"), here.task)
    stated = team_list_facts(desk_for(ledger, locality="xinzhou"), here.task)
    assert (silent["leader_rule"], silent["min_officers"]) == (None, None)
    assert at(stated, "min_officers.count") == 2


def _asked(ledger: Ledger, here: County) -> Replacement:
    return ledger.replacements.add(
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


@pytest.mark.parametrize(
    ("locality", "method"),
    [
        ("xinyang", "经部门负责人同意后，选派其他执法检查人员参加"),
        ("xinhua", "经本部门相关负责人同意后，选派其他执法检查人员参加"),
        ("xinxian", None),
        ("xinzhou", "经部门领导同意后，另行随机匹配执法检查人员"),
        ("wolong", None),
    ],
)
def test_replacement_follows_the_method_of_the_locality(
    ledger: Ledger, locality: str, method: str | None
) -> None:
    desk, here = desk_for(ledger, locality=locality), county(ledger, locality=locality)
    rule = replacement_approval_facts(desk, here.task, _asked(ledger, here))["rule"]
    assert (rule["method"] if isinstance(rule, dict) else None) == method


def test_approved_replacement_is_in_form_and_list(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    finish_draw(desk, here, open_draw(desk, here))
    match(desk, here)
    asked = _asked(ledger, here)
    open_facts = replacement_approval_facts(desk, here.task, asked)
    assert (open_facts["opinion"], open_facts["result_entered"]) == (None, False)
    head = here.people["许明达"].id
    approved = ledger.replacements.save(
        replace(asked, state=ReplacementState.APPROVED, decided_by=head, decided_at=NOW)
    )
    facts = replacement_approval_facts(desk, here.task, approved)
    assert (facts["opinion"], facts["approver"]) == ("同意更换。", "许明达")
    assert facts["qualification"] == (
        "执法证件有效期至2028年12月31日，在有效期内；未声明与检查对象有利害关系"
    )
    assert at(team_list_facts(desk, here.task), "replacements.0.incoming") == "吕康宁"


def test_form_lists_only_the_subjects_that_change_hands(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    finish_draw(desk, here, open_draw(desk, here))
    last = match(desk, here)[-1]
    ledger.assignments.save(replace(last, active=False))
    ledger.assignments.add(replace(last, id=0, person_id=here.people["吕康宁"].id, round=2))
    facts = replacement_approval_facts(desk, here.task, _asked(ledger, here))
    assert facts["subjects"] == [ledger.subjects.get(last.subject_id).name]


def test_approved_replacement_counts_once_somebody_is_sent(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    approved = ledger.replacements.save(
        replace(_asked(ledger, here), state=ReplacementState.APPROVED, incoming_id=None)
    )
    assert team_list_facts(desk, here.task)["replacements"] == []
    assert at(closing_summary_facts(desk, here.task), "counts.replaced") == 0
    ledger.replacements.save(replace(approved, incoming_id=here.people["吕康宁"].id))
    assert at(closing_summary_facts(desk, here.task), "counts.replaced") == 1


def test_expired_certificate_is_called_expired(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    inspector = ledger.inspectors.one(person_id=here.people["吕康宁"].id)
    assert isinstance(inspector, Inspector)
    ledger.inspectors.save(replace(inspector, certificate_expires=NOW.date() - timedelta(days=1)))
    facts = replacement_approval_facts(desk, here.task, _asked(ledger, here))
    assert str(facts["qualification"]).startswith("执法证件已于2026年3月4日到期")


def test_entered_result_shows_on_the_replacement_form(ledger: Ledger) -> None:
    desk, here = desk_for(ledger), county(ledger)
    carried_out(desk, here)
    assert replacement_approval_facts(desk, here.task, _asked(ledger, here))["result_entered"]
