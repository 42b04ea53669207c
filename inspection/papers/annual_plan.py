"""年度计划的文书: the plan of a year, and one form for each adjustment of it."""

from collections.abc import Iterable

from inspection.adjustments import adjustment_of
from inspection.desk import Desk
from inspection.ids import PlanAdjustmentId
from inspection.papers.paper import Occasion, YearPaper
from inspection.plain import Facts
from inspection.planning import plan_of, stage_of
from inspection.plans import ADJUSTMENT_PAPER, PLAN_PAPER, AdjustmentState, PlanStage
from inspection.snapshots.annual_plan import annual_plan_facts
from inspection.snapshots.plan_adjustment import plan_adjustment_facts


def _plan(desk: Desk, year: int) -> Iterable[Occasion]:
    if stage_of(desk, plan_of(desk, year)) is not PlanStage.GATHERING:
        yield Occasion(title=f"{year}{PLAN_PAPER}", issuer_id=None, due=True)


def _plan_facts(desk: Desk, year: int, occasion: Occasion) -> Facts:
    return annual_plan_facts(desk, plan_of(desk, year))


def _adjustments(desk: Desk, year: int) -> Iterable[Occasion]:
    for each in desk.ledger.plan_adjustments.find(year=year):
        if each.state is not AdjustmentState.WITHDRAWN:
            entry = desk.ledger.plan_entries.get(each.entry_id)
            title = f"{ADJUSTMENT_PAPER}（{entry.name}，第{each.id}号）"
            yield Occasion(about_id=each.id, title=title, issuer_id=entry.lead_id, due=True)


def _adjustment_facts(desk: Desk, year: int, occasion: Occasion) -> Facts:
    return plan_adjustment_facts(desk, adjustment_of(desk, PlanAdjustmentId(occasion.about_id)))


PLAN_PAPERS = (
    YearPaper(form=PLAN_PAPER, occasions=_plan, facts=_plan_facts),
    YearPaper(form=ADJUSTMENT_PAPER, occasions=_adjustments, facts=_adjustment_facts),
)
