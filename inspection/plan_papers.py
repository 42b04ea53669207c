"""计划文书入账: the plan and its adjustments as documents of the year."""

from inspection.archive import Document
from inspection.desk import Desk
from inspection.papers.drafting import draft_year_paper
from inspection.people import Person
from inspection.plans import ADJUSTMENT_PAPER, PLAN_PAPER, AnnualPlan, PlanAdjustment


def draft_annual_plan(desk: Desk, plan: AnnualPlan, actor: Person) -> Document:
    """The plan as it stands, a new version where something changed."""
    return draft_year_paper(desk, plan.year, PLAN_PAPER, actor_id=actor.id)


def draft_adjustment(desk: Desk, adjustment: PlanAdjustment, actor: Person) -> Document:
    """The form of one adjustment, by the lead department."""
    return draft_year_paper(
        desk, adjustment.year, ADJUSTMENT_PAPER, about_id=adjustment.id, actor_id=actor.id
    )
