"""SSJ-MATCH/1 against the golden vector, each constraint, each way of replacing somebody."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from app.profiles import load_profile
from inspection.matching import (
    Call,
    Candidate,
    Match,
    MatchTerms,
    check_team_size,
    match_inspectors,
    qualified,
    replace_inspector,
)
from inspection.refusal import Refusal
from tests.inspection.lots import SEED, orders

OBJECTS = [lot.id for order in orders() for lot in order.drawn]
RECUSED = frozenset({("S02", "91419901MA0XA0044T")})
STAFF = (
    *(Candidate(id=f"M0{number}", department="民政") for number in (1, 2, 3)),
    *(Candidate(id=f"S0{number}", department="市监") for number in (1, 2, 3, 4)),
)
TERMS = MatchTerms(
    profile=load_profile("xinyang"),
    seed=SEED,
    on=date(2026, 3, 2),
    lead_department="民政",
    per_department=2,
    candidates=STAFF,
    recusals=RECUSED,
)


def calls(department: str, **asked: object) -> list[Call]:
    return [Call(id=lot, department=department, **asked) for lot in OBJECTS]  # type: ignore[arg-type]


def inspectors(department: str) -> str:
    matches = match_inspectors(TERMS, calls(department))
    pairs = zip(matches[::2], matches[1::2], strict=True)
    return " / ".join(f"{one.inspector} {two.inspector}" for one, two in pairs)


def refused(terms: MatchTerms, call: Call) -> Refusal:
    with pytest.raises(Refusal) as caught:
        match_inspectors(terms, [call])
    return caught.value


def test_the_golden_vector_is_matched() -> None:
    assert inspectors("民政") == "M01 M02 / M03 M01 / M02 M03 / M02 M03 / M01 M03"
    assert inspectors("市监") == "S04 S02 / S01 S03 / S04 S03 / S01 S02 / S02 S03"


def test_the_order_of_the_candidates_never_matters() -> None:
    backwards = replace(TERMS, candidates=STAFF[::-1])
    assert match_inspectors(TERMS, calls("市监")) == match_inspectors(backwards, calls("市监"))


def test_the_leader_is_the_first_of_the_lead_department() -> None:
    matches = match_inspectors(TERMS, [*calls("民政"), *calls("市监")])
    leaders = [match for match in matches if match.leader]
    assert [match.id for match in leaders] == OBJECTS
    assert {match.department for match in leaders} == {"民政"}


def test_no_leader_is_named_where_the_circular_names_none() -> None:
    silent = replace(TERMS, profile=load_profile("xinxian"))
    assert not any(match.leader for match in match_inspectors(silent, calls("民政")))


@pytest.mark.parametrize(
    ("staff", "call", "rule"),
    [
        ({"certificate_expires": date(2026, 3, 1)}, {}, "certificate"),
        ({"expertise": ("食品",)}, {"expertise": ("特种设备",)}, "expertise"),
        ({"area": "柳湾镇"}, {"area": "北岭镇"}, "area"),
    ],
)
def test_the_blocking_rule_is_named(
    staff: Mapping[str, object], call: Mapping[str, object], rule: str
) -> None:
    limited = [replace(each, **staff) for each in STAFF[:3]]  # type: ignore[arg-type]
    terms = replace(TERMS, candidates=limited)
    asked = Call(id=OBJECTS[0], department="民政", **call)  # type: ignore[arg-type]
    facts = refused(terms, asked).facts
    assert (facts["rule"], facts["found"], facts["needed"]) == (rule, 0, 2)


def test_recusal_blocks_with_the_article_where_the_circular_has_one() -> None:
    terms = replace(
        TERMS,
        profile=load_profile("xinzhou"),
        candidates=STAFF[3:5],
    )
    found = refused(terms, Call(id="91419901MA0XA0044T", department="市监"))
    assert found.facts["rule"] == "recusal"
    assert found.citation is not None
    assert found.citation.article == "第十七条"


def test_a_certificate_is_good_on_its_last_day() -> None:
    terms = replace(
        TERMS, candidates=[replace(each, certificate_expires=TERMS.on) for each in STAFF[:3]]
    )
    assert len(match_inspectors(terms, calls("民政")[:1])) == 2


def test_borrowing_only_where_the_circular_allows_it() -> None:
    short = replace(TERMS, candidates=[STAFF[0], *STAFF[3:]], lenders={"民政": ("市监",)})
    call = Call(id=OBJECTS[0], department="民政")
    assert refused(short, call).code == "borrowing_not_allowed"
    own, lent = match_inspectors(replace(short, profile=load_profile("xinzhou")), [call])
    assert (own.inspector, own.borrowed_from) == ("M01", "")
    assert lent.borrowed_from == "市监"


def test_objects_of_one_route_share_a_team_fit_for_all_of_them() -> None:
    route = [replace(call, route="北线") for call in calls("市监")[:2]]
    matches = match_inspectors(TERMS, [*route, *calls("市监")[2:]])
    first, second = ([each.inspector for each in matches if each.id == call.id] for call in route)
    assert first == second
    assert "S02" not in first  # recused from the second object of the route


def test_a_team_under_the_local_minimum_is_refused_with_its_article() -> None:
    one = match_inspectors(replace(TERMS, per_department=1), calls("民政"))
    check_team_size(load_profile("xinyang"), one)
    with pytest.raises(Refusal) as caught:
        check_team_size(load_profile("xinzhou"), one)
    assert caught.value.citation is not None
    assert caught.value.citation.article == "第二十条（二）"


class TestReplacing:
    """更换人员."""

    matches = match_inspectors(TERMS, calls("市监"))
    outgoing = matches[0]  # S04 at the first object
    call = Call(id=OBJECTS[0], department="市监")

    def replaced(self, locality: str = "xinyang", **changed: object) -> Match:
        asked: dict[str, object] = {
            "matches": self.matches,
            "reason": "特殊情况确需更换",
            "approver": "市监局负责人",
            "result_entered": False,
            **changed,
        }
        terms = replace(TERMS, profile=load_profile(locality))
        return replace_inspector(terms, self.outgoing, self.call, **asked)  # type: ignore[arg-type]

    def test_pick_takes_the_named_person_in_the_same_round(self) -> None:
        assert self.replaced(incoming="S01") == replace(self.outgoing, inspector="S01")

    def test_redraw_is_the_next_round_without_the_outgoing_person(self) -> None:
        drawn = self.replaced("xinzhou", reason="工作冲突")
        assert drawn.round == 2
        assert drawn.inspector in {"S01", "S03"}

    def test_redraw_keeps_the_lead_of_the_team(self) -> None:
        terms = replace(TERMS, profile=load_profile("xinzhou"))
        matches = match_inspectors(terms, calls("民政"))
        drawn = replace_inspector(
            terms,
            matches[0],
            calls("民政")[0],
            matches=matches,
            reason="岗位调整",
            approver="民政局领导",
            result_entered=False,
        )
        assert (drawn.inspector, drawn.leader) == ("M03", True)

    @pytest.mark.parametrize(
        ("locality", "changed", "code"),
        [
            ("xinyang", {"result_entered": True, "incoming": "S01"}, "result_already_entered"),
            ("xinhua", {"incoming": "S01", "reason": "不想去"}, "reason_not_accepted"),
            ("xinyang", {"incoming": "S01", "approver": " "}, "approval_missing"),
            ("xinyang", {}, "incoming_missing"),
            ("xinzhou", {"incoming": "S01", "reason": "工作冲突"}, "incoming_not_allowed"),
            ("xinyang", {"incoming": "S02"}, "not_qualified"),
            ("xinyang", {"incoming": "M01"}, "not_qualified"),
            ("xinxian", {"incoming": "S01", "reason": ""}, "reason_missing"),
        ],
    )
    def test_what_the_rules_do_not_allow_is_refused(
        self, locality: str, changed: dict[str, object], code: str
    ) -> None:
        with pytest.raises(Refusal) as caught:
            self.replaced(locality, **changed)
        assert caught.value.code == code

    def test_only_the_qualified_are_offered(self) -> None:
        call = Call(id="91419901MA0XA0044T", department="市监")
        assert qualified(TERMS, call, frozenset({"S01"})) == ("S03", "S04")
