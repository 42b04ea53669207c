"""相近任务: which proposals look alike, and why; a person decides what is put together.

Alike are tasks whose times overlap and that have the trade, items or objects in common
(新华第十二条: 检查对象和检查方式等相近的). That is a suggestion and nothing more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from inspection.ids import ItemId, PlanProposalId
from inspection.items import InspectionItem
from inspection.ledger import Ledger
from inspection.plans import PlanProposal, ProposalState

UNDECIDED = (ProposalState.SUBMITTED, ProposalState.ACCEPTED)
"""What may still be put together."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """相近: two proposals, the days on which both run, and what they have in common.

    `methods` are ways of checking that both use: said with the others, never enough alone.
    """

    first: PlanProposal
    second: PlanProposal
    same_industry: bool
    items: tuple[str, ...]
    same_objects: bool
    methods: tuple[str, ...]

    @property
    def key(self) -> tuple[PlanProposalId, PlanProposalId]:
        """The two numbers, the smaller first."""
        return (self.first.id, self.second.id)


def overlap(first: PlanProposal, second: PlanProposal) -> bool:
    """Whether there is a day on which both run."""
    return first.starts_on <= second.ends_on and second.starts_on <= first.ends_on


def alike(ledger: Ledger, proposals: Sequence[PlanProposal]) -> list[Likeness]:
    """The pairs that look alike, those with most in common first."""
    wanted = sorted({key for each in proposals for key in each.item_ids})
    items = {item.id: item for item in ledger.items.find(id=wanted)} if wanted else {}
    pairs = combinations(sorted(proposals, key=lambda each: each.id), 2)
    found = [like for pair in pairs if (like := _compared(*pair, items)) is not None]
    return sorted(found, key=lambda each: (-_weight(each), each.key))


def _compared(
    first: PlanProposal, second: PlanProposal, items: dict[ItemId, InspectionItem]
) -> Likeness | None:
    if not overlap(first, second):
        return None
    shared = [items[key].name for key in first.item_ids if key in second.item_ids]
    found = Likeness(
        first=first,
        second=second,
        same_industry=bool(first.industry) and first.industry == second.industry,
        items=tuple(shared),
        same_objects=_same_objects(first, second),
        methods=_methods(first, items, _methods(second, items)),
    )
    return found if found.same_industry or found.items or found.same_objects else None


def _same_objects(first: PlanProposal, second: PlanProposal) -> bool:
    """The written scopes are the same, or one names the trade of the other."""
    mine, theirs = first.scope.strip(), second.scope.strip()
    if mine and mine == theirs:
        return True
    return bool(first.industry and first.industry in theirs) or bool(
        second.industry and second.industry in mine
    )


def _methods(
    proposal: PlanProposal,
    items: dict[ItemId, InspectionItem],
    among: tuple[str, ...] | None = None,
) -> tuple[str, ...]:
    ways = (
        way.strip()
        for key in proposal.item_ids
        for way in items[key].method.replace("，", "、").split("、")
    )
    return tuple(dict.fromkeys(way for way in ways if way and (among is None or way in among)))


def _weight(like: Likeness) -> int:
    return 4 * like.same_industry + 2 * like.same_objects + len(like.items)
