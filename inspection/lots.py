"""名录冻结: from the ledger's subjects to the lots, texts and labels of one draw, and back again.

What is frozen here is what `draw.py` draws from; nothing else enters a draw. Strata are credit-risk
classes: outside the full pack they go by neutral labels only.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspection.desk import Desk
from inspection.draw import (
    BATCH_STRATUM,
    Lot,
    StratumOrder,
    batch_order,
    draw_lots,
    params_digest,
    params_text,
    quotas,
    roster_file,
)
from inspection.draws import DrawRecord
from inspection.eligibility import Entrant, Noted, screen
from inspection.items import ItemKind
from inspection.ledger import RosterLine
from inspection.pack_check import roster_lots, sha256_hex
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask

UNCLASSED = "-"
"""Stratum of subjects without a credit-risk class, where rates differ by class."""

ALLOWED = "repeat_allowed"
"""The verb of the journal that lets in a subject checked this year, with its reason."""

OPENED = "draw_opened"
"""The verb of the journal that tells what a draw was opened for."""

LOW_RISK = "A"
EXCLUDED_HEADER = "id,reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenRoster:
    """冻结的名录: `roster` is the roster file; `quota` and `counts` go by stratum, `labels` maps a
    stratum to its neutral label."""

    roster: bytes
    excluded: tuple[Noted, ...]
    quota: dict[str, int]
    counts: dict[str, int]
    labels: dict[str, str]

    @property
    def total(self) -> int:
        """How many subjects may be drawn."""
        return sum(self.counts.values())

    @property
    def roster_sha256(self) -> str:
        """名录摘要."""
        return sha256_hex(self.roster)

    def params(self, task: InspectionTask, attempt: int) -> tuple[str, str]:
        """The canonical parameters of an attempt and their SHA-256."""
        text = params_text(task=task.number, attempt=attempt, quota=self.quota, roster=self.roster)
        return text, params_digest(text)


def freeze_roster(
    desk: Desk, task: InspectionTask, *, empty: bool = False, order: bool = False
) -> FrozenRoster:
    """冻结: screens the subjects of the task's trade and fixes strata, weights and quotas.

    With `order` nothing is cut: all are drawn, in one stratum, for the order of batches (忻州9).

    Refusal `empty_roster` with the excluded count when nobody is left to be drawn, unless `empty`
    rosters are wanted too (to look at who is excluded).
    """
    allowed = {
        event.facts["subject"]: str(event.facts["reason"])
        for event in desk.ledger.events.find(task_id=task.id, verb=ALLOWED)
    }
    screened = screen(
        (
            _entrant(task, line, allowed.get(line.id, ""))
            for line in desk.ledger.roster_lines(task.industry)
        ),
        desk.profile,
        desk.now.date(),
    )
    if not screened.lots and not empty:
        raise Refusal("empty_roster", {"task": task.name, "excluded": len(screened.excluded)})
    lots, quota = batch_order(screened.lots) if order else (screened.lots, {})
    roster = roster_file(lots)
    counts = Counter(lot.stratum for lot in lots)
    return FrozenRoster(
        roster=roster,
        excluded=screened.excluded,
        quota=quota or _quotas(task, lots, counts),
        counts=dict(counts),
        labels=_labels(roster, counts),
    )


def _quotas(task: InspectionTask, lots: Sequence[Lot], counts: Counter[str]) -> dict[str, int]:
    """By the rates of the plan; where it counts subjects (1户, 不少于2所), that many of all."""
    rates = {stratum: task.rates.get(stratum, task.rates.get("", 0)) for stratum in counts}
    found = quotas(lots, rates)
    if task.count is None or len(found) != 1 or (task.rates and not task.at_least):
        return found
    [(stratum, by_rate)] = found.items()
    return {stratum: min(counts[stratum], max(by_rate, task.count))}


def order_offered(desk: Desk, task: InspectionTask) -> bool:
    """Whether the order of batches may be drawn: the locality has it and the task a key item."""
    keys = desk.ledger.items.find(id=task.item_ids, kind=ItemKind.KEY)
    return bool(desk.profile.draw.order_mode.value and keys)


def require_order_mode(desk: Desk, task: InspectionTask) -> None:
    """Refuse to draw an order of batches: `order_not_provided`, `order_needs_key_item`."""
    rule = desk.profile.draw.order_mode
    if not rule.value:
        raise Refusal("order_not_provided", {"basis": rule.cited()}, rule.citation)
    if not order_offered(desk, task):
        raise Refusal("order_needs_key_item", {"task": task.name}, rule.citation)


def orders_batches(desk: Desk, draw: DrawRecord) -> bool:
    """批次顺序: whether the draw was opened for the order of batches only, by the journal."""
    opened = desk.ledger.events.find(task_id=draw.task_id, verb=OPENED)
    return any(each.facts.get("draw") == draw.id and each.facts.get("order") for each in opened)


def excluded_text(excluded: Iterable[Noted]) -> str:
    """排除名单: the exact text of excluded.csv."""
    lines = sorted(f"{each.id},{each.reason}" for each in excluded)
    return "\n".join([EXCLUDED_HEADER, *lines]) + "\n"


def excluded_of(draw: DrawRecord) -> list[tuple[str, str]]:
    """The excluded subjects of a draw with their reason codes."""
    pairs = (line.partition(",") for line in draw.excluded.splitlines()[1:])
    return [(code, reason) for code, _, reason in pairs]


def lots_of(draw: DrawRecord) -> list[Lot]:
    """The lots of a draw, read back from its frozen roster file."""
    return [Lot(*each) for each in roster_lots(draw.roster.encode())]


def quota_of(draw: DrawRecord) -> dict[str, int]:
    """应抽数 by stratum, read back from the frozen parameters."""
    quota: dict[str, int] = json.loads(draw.params)["quota"]
    return quota


def orders_of(draw: DrawRecord) -> tuple[StratumOrder, ...]:
    """The order of every stratum of a draw whose seed is known."""
    return draw_lots(draw.seed, lots_of(draw), quota_of(draw))


def platform_seed(number: str, codes: Iterable[str]) -> str:
    """匹配种子 of a platform draw: SHA-256 of the platform's task number and its list in order.

    The platform publishes no seed; this one only makes the match re-computable from what it gave.
    """
    return sha256_hex(f"SSJ-SEED/1|platform|{number}|{','.join(codes)}".encode())


def plan_facts(frozen: FrozenRoster) -> Facts:
    """How many are on the roster, excluded and to be drawn; strata by neutral labels only."""
    reasons: dict[str, Plain] = dict(sorted(Counter(x.reason for x in frozen.excluded).items()))
    strata: list[Plain] = [
        {"label": label, "count": frozen.counts[stratum], "quota": frozen.quota[stratum]}
        for stratum, label in sorted(frozen.labels.items(), key=lambda pair: pair[1])
    ]
    return {
        "roster": frozen.total,
        "excluded": len(frozen.excluded),
        "reasons": reasons,
        "strata": strata,
        "quota": sum(frozen.quota.values()),
    }


def _entrant(task: InspectionTask, subject: RosterLine, override: str) -> Entrant:
    by_class = set(task.rates) - {""}
    return Entrant(
        id=subject.code,
        stratum=(subject.risk_class or UNCLASSED) if by_class else BATCH_STRATUM,
        state=subject.state.value,
        last_checked=subject.last_inspected,
        low_risk=subject.risk_class == LOW_RISK,
        override=override,
    )


def _labels(roster: bytes, strata: Iterable[str]) -> dict[str, str]:
    """S1, S2 … in an order that only those who know the whole roster can work out."""
    hidden = sorted(strata, key=lambda stratum: sha256_hex(roster + b"|" + stratum.encode()))
    return {stratum: f"S{number}" for number, stratum in enumerate(hidden, 1)}
