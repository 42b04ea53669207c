"""分层抽取计划: how many subjects each stratum holds and how many of them are to be drawn.

Strata are credit-risk classes and never leave this module by their names: forms print neutral
labels in the order of the classes.
"""

from dataclasses import dataclass

from inspection.desk import Desk
from inspection.lots import freeze_roster
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask


@dataclass(frozen=True, slots=True)
class PlannedStratum:
    """一层: its size, its rate in 1/10000 and its quota."""

    count: int
    rate: int
    quota: int


def planned_strata(desk: Desk, task: InspectionTask) -> tuple[PlannedStratum, ...]:
    """What would be frozen today, in the order of the classes; empty while nobody can be drawn."""
    try:
        frozen = freeze_roster(desk, task)
    except Refusal:
        return ()
    return tuple(
        PlannedStratum(
            frozen.counts[stratum],
            task.rates.get(stratum, task.rates.get("", 0)),
            frozen.quota[stratum],
        )
        for stratum in sorted(frozen.counts)
    )
