"""分层抽取计划: how many subjects each stratum holds and how many of them are to be drawn.

Strata are credit-risk classes and never leave this module by their names: forms print neutral
labels in the order of the classes.
"""

from collections import Counter
from dataclasses import dataclass

from inspection.desk import Desk
from inspection.draw import quota_for
from inspection.eligibility import Entrant, screen
from inspection.subjects import Subject
from inspection.tasks import InspectionTask

_LOW_RISK = "A"


@dataclass(frozen=True, slots=True)
class PlannedStratum:
    """一层: its size, its rate in 1/10000 and its quota."""

    count: int
    rate: int
    quota: int


def planned_strata(desk: Desk, task: InspectionTask) -> tuple[PlannedStratum, ...]:
    """The strata of the subjects that could be drawn today, in the order of their classes."""
    entrants = (_entrant(subject) for subject in desk.ledger.subjects.find(industry=task.industry))
    counts = Counter(lot.stratum for lot in screen(entrants, desk.profile, desk.now.date()).lots)
    if set(task.rates) <= {""}:
        counts = Counter({"": counts.total()}) if counts else counts
    strata = []
    for stratum in sorted(counts):
        rate = task.rates.get(stratum, task.rates.get("", 0))
        quota = quota_for(counts[stratum], rate)
        strata.append(PlannedStratum(counts[stratum], rate, quota))
    return tuple(strata)


def _entrant(subject: Subject) -> Entrant:
    return Entrant(
        id=subject.code,
        stratum=subject.risk_class,
        state=subject.state.value,
        last_checked=subject.last_inspected,
        low_risk=subject.risk_class == _LOW_RISK,
    )
