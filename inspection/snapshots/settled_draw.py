"""抽取结果摘录: what the frozen texts of a draw say, counted."""

from collections import Counter
from dataclasses import dataclass

from inspection.desk import Desk
from inspection.draws import DrawnSubject, DrawRecord, DrawState
from inspection.ids import SubjectId
from inspection.lots import excluded_of, lots_of, quota_of
from inspection.tasks import InspectionTask


@dataclass(frozen=True, slots=True)
class DrawCounts:
    """抽取数量: lots and quota per stratum of the roster file, exclusions per reason code.

    `weights` are the numbers of tickets that lots of a stratum have.
    """

    lots: dict[str, int]
    quota: dict[str, int]
    excluded: dict[str, int]
    weights: dict[str, frozenset[int]]

    @property
    def eligible(self) -> int:
        """How many took part."""
        return sum(self.lots.values())

    @property
    def left_out(self) -> int:
        """How many were excluded."""
        return sum(self.excluded.values())


def settled_draw(desk: Desk, task: InspectionTask) -> DrawRecord | None:
    """The draw that counts: the last one drawn, None while there is none."""
    drawn = desk.ledger.draws.find(task_id=task.id, state=DrawState.DRAWN)
    return drawn[-1] if drawn else None


def draw_counts(draw: DrawRecord) -> DrawCounts | None:
    """The counts in the frozen texts; None for a draw that came without them (a platform's)."""
    if not draw.roster:
        return None
    tickets = Counter((lot.stratum, lot.weight) for lot in lots_of(draw))
    lots: Counter[str] = Counter()
    for (stratum, _), count in tickets.items():
        lots[stratum] += count
    return DrawCounts(
        dict(lots),
        quota_of(draw),
        dict(Counter(reason for _, reason in excluded_of(draw))),
        {
            each: frozenset(weight for stratum, weight in tickets if stratum == each)
            for each in lots
        },
    )


def stratum_label(draw: DrawRecord, stratum: str) -> str:
    """The neutral public label of a stratum; never the class itself."""
    return draw.strata.get(stratum, stratum if stratum in draw.strata.values() else "")


def in_order(desk: Desk, draw: DrawRecord, *, drawn: bool) -> tuple[DrawnSubject, ...]:
    """The drawn subjects, or the alternates, by label and rank."""
    found = desk.ledger.drawn_subjects.find(draw_id=draw.id, drawn=drawn)

    def place(each: DrawnSubject) -> tuple[int, str, int]:
        label = stratum_label(draw, each.stratum)
        return len(label), label, each.rank

    return tuple(sorted(found, key=place))


def drawn_subject_ids(desk: Desk, task: InspectionTask) -> tuple[SubjectId, ...]:
    """The subjects to be visited, in the order in which they were drawn."""
    draw = settled_draw(desk, task)
    return (
        () if draw is None else tuple(each.subject_id for each in in_order(desk, draw, drawn=True))
    )
