"""What looks alike is proposed with its reasons; merging follows rules one can foretell."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from inspection.ids import DepartmentId, ItemId, PersonId, PlanProposalId
from inspection.ledger import Ledger
from inspection.plan_likeness import alike
from inspection.plan_merging import merged
from inspection.plans import PlanProposal, ProposalState
from inspection.refusal import Refusal
from tests.builders import NOW, county

SPRING = {"starts_on": date(2027, 3, 1), "ends_on": date(2027, 5, 31)}
SUMMER = {"starts_on": date(2027, 5, 1), "ends_on": date(2027, 8, 31)}
AUTUMN = {"starts_on": date(2027, 9, 1), "ends_on": date(2027, 11, 30)}


def proposed(key: int, **fields: Any) -> PlanProposal:
    """A proposal of department `key` with item `key`."""
    values: dict[str, Any] = {
        "id": PlanProposalId(key),
        "year": 2027,
        "name": f"任务{key}",
        "industry": f"行业{key}",
        "lead_id": DepartmentId(key),
        "partner_ids": (),
        "item_ids": (ItemId(key),),
        "rates": {"": 1000},
        "state": ProposalState.SUBMITTED,
        "proposed_by": PersonId(1),
        "proposed_at": NOW,
        **SPRING,
        **fields,
    }
    return PlanProposal(**values)


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ({"industry": "行业1"}, (True, 0, False)),
        ({"industry": "行业1", **SUMMER}, (True, 0, False)),
        ({"item_ids": (ItemId(1), ItemId(2))}, (False, 1, False)),
        ({"scope": "全县行业1经营户"}, (False, 0, True)),
        ({"industry": "行业1", **AUTUMN}, None),
        ({"item_ids": (ItemId(1),), **AUTUMN}, None),
        ({}, None),
    ],
    ids=["trade", "trade and days", "items", "objects", "trade apart", "items apart", "nothing"],
)
def test_alike_is_what_runs_together_and_has_trade_items_or_objects_in_common(
    ledger: Ledger, second: dict[str, Any], found: tuple[bool, int, bool] | None
) -> None:
    county(ledger)
    pairs = alike(ledger, [proposed(1), proposed(2, **second)])
    if found is None:
        assert pairs == []
        return
    [like] = pairs
    assert (like.same_industry, len(like.items), like.same_objects) == found
    assert like.key == (1, 2)


def test_the_same_way_of_checking_alone_makes_nothing_alike(ledger: Ledger) -> None:
    """Items 1 and 3 are both checked on site (新华第十二条 names objects and methods together)."""
    county(ledger)
    assert alike(ledger, [proposed(1), proposed(3)]) == []
    [like] = alike(ledger, [proposed(1), proposed(3, industry="行业1")])
    assert like.methods == ("实地检查",)


def test_those_with_most_in_common_come_first(ledger: Ledger) -> None:
    county(ledger)
    some = [proposed(1), proposed(2, item_ids=(ItemId(1),)), proposed(3, industry="行业1")]
    assert [each.key for each in alike(ledger, some)] == [(1, 3), (1, 2)]


def test_a_merger_takes_name_and_share_of_the_lead_and_everybodys_items() -> None:
    first = proposed(1, partner_ids=(DepartmentId(4),), count=2, at_least=True)
    second = proposed(2, partner_ids=(DepartmentId(1),), rates={"": 500}, **SUMMER)
    whole = merged([second, first], lead_id=DepartmentId(1), both_run=True)
    assert (whole.name, whole.rates, whole.count) == ("任务1", {"": 1000}, 2)
    assert (whole.lead_id, whole.partner_ids) == (1, (4, 2))
    assert whole.item_ids == (1, 2)
    assert (whole.starts_on, whole.ends_on) == (date(2027, 5, 1), date(2027, 5, 31))
    assert whole.merged_from == (1, 2)
    assert whole.scope == "行业1；行业2"


def test_a_merger_may_span_all_days_of_both() -> None:
    whole = merged([proposed(1), proposed(2, **AUTUMN)], lead_id=DepartmentId(2), both_run=False)
    assert (whole.starts_on, whole.ends_on) == (date(2027, 3, 1), date(2027, 11, 30))
    assert (whole.name, whole.industry) == ("任务2", "行业2")


def test_one_trade_needs_no_written_scope_after_merging() -> None:
    same = proposed(2, industry="行业1")
    assert merged([proposed(1), same], lead_id=DepartmentId(1), both_run=True).scope == ""


@pytest.mark.parametrize(
    ("parts", "lead", "both_run", "code"),
    [
        ([proposed(1)], 1, True, "merge_needs_two"),
        ([proposed(1), proposed(2)], 3, True, "merge_lead_foreign"),
        ([proposed(1), proposed(2, year=2028)], 1, True, "merge_other_year"),
        ([proposed(1), proposed(2, **AUTUMN)], 1, True, "periods_apart"),
        (
            [proposed(1), replace(proposed(2), state=ProposalState.DROPPED)],
            1,
            True,
            "proposal_settled",
        ),
    ],
)
def test_what_cannot_be_merged_is_refused(
    parts: list[PlanProposal], lead: int, both_run: bool, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        merged(parts, lead_id=DepartmentId(lead), both_run=both_run)
    assert refused.value.code == code
