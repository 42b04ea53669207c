"""入选资格: who may be drawn this year, with a reason code for everyone who may not.

Runs before the roster is frozen; nothing is excluded afterwards (draw.md, step 1).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from inspection.draw import Lot
from inspection.profile import Profile
from inspection.refusal import Refusal

CHECKED_THIS_YEAR = "checked_this_year"
OUT_OF_SCOPE = "out_of_scope"
NOT_DRAWABLE = ("cancelled", "revoked", "withdrawn", "moved_out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrant:
    """待筛对象: what eligibility needs to know of one object.

    ``state`` is active or one of NOT_DRAWABLE (注销、吊销、撤销、迁出); ``last_checked`` None if
    never; ``low_risk`` 信用风险低; ``override`` a recorded reason to check again, '' for none.
    """

    id: str
    stratum: str
    state: str = "active"
    in_scope: bool = True
    last_checked: date | None = None
    low_risk: bool = False
    override: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """排除或放行记录: an object and the reason."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Eligibility:
    """筛选结果: the roster's lots, the excluded, and those let in by a recorded reason."""

    lots: tuple[Lot, ...]
    excluded: tuple[Noted, ...]
    overridden: tuple[Noted, ...]


def screen(entrants: Iterable[Entrant], profile: Profile, on: date) -> Eligibility:
    """筛选: applies scope, registration state and the locality's repeat rule, and sets weights.

    Refusal ``override_not_allowed`` for a reason the repeat rule does not know, with its article.
    """
    lots: list[Lot] = []
    excluded: list[Noted] = []
    overridden: list[Noted] = []
    for entrant in entrants:
        reason = _reason(entrant, profile, on)
        if reason == CHECKED_THIS_YEAR and entrant.override:
            _accept(entrant, profile)
            overridden.append(Noted(entrant.id, entrant.override))
            reason = ""
        if reason:
            excluded.append(Noted(entrant.id, reason))
        else:
            weight = weight_for(entrant.last_checked, profile, on)
            lots.append(Lot(entrant.id, entrant.stratum, weight))
    return Eligibility(tuple(lots), tuple(excluded), tuple(overridden))


def weight_for(last_checked: date | None, profile: Profile, on: date) -> int:
    """权重: tickets by whole years without a check (忻州第十六条); 1 where nothing is ruled."""
    steps = profile.draw.long_unchecked.value or ()
    if last_checked is None:
        return steps[-1].weight if steps else 1
    before_day = (on.month, on.day) < (last_checked.month, last_checked.day)
    years = on.year - last_checked.year - before_day
    return max((step.weight for step in steps if years >= step.years), default=1)


def _reason(entrant: Entrant, profile: Profile, on: date) -> str:
    if not entrant.in_scope:
        return OUT_OF_SCOPE
    if entrant.state in NOT_DRAWABLE:
        return entrant.state
    rule = profile.draw.repeat.value
    if rule is None or entrant.last_checked is None or entrant.last_checked.year != on.year:
        return ""
    return CHECKED_THIS_YEAR if rule.scope == "all" or entrant.low_risk else ""


def _accept(entrant: Entrant, profile: Profile) -> None:
    rule = profile.draw.repeat
    allowed = rule.required().overrides
    if entrant.override not in allowed:
        facts = {"id": entrant.id, "reason": entrant.override, "allowed": allowed}
        raise Refusal("override_not_allowed", facts, rule.citation)
