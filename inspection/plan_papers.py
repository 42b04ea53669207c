"""计划文书入账: the plan and its adjustments as documents of the year."""

from inspection.archive import Document
from inspection.desk import Desk
from inspection.filing import draft_document
from inspection.people import Person
from inspection.plans import AnnualPlan, PlanAdjustment
from inspection.snapshots.annual_plan import annual_plan_facts
from inspection.snapshots.plan_adjustment import plan_adjustment_facts

PLAN = "年度联合抽查计划"
ADJUSTMENT = "计划调整备案表"


def draft_annual_plan(desk: Desk, plan: AnnualPlan, actor: Person) -> Document:
    """The plan as it stands, a new version where something changed."""
    return draft_document(
        desk,
        task=None,
        form=PLAN,
        title=plan_title(plan.year),
        facts=annual_plan_facts(desk, plan),
        actor_id=actor.id,
        year=plan.year,
    )


def draft_adjustment(desk: Desk, adjustment: PlanAdjustment, actor: Person) -> Document:
    """The form of one adjustment, by the lead department."""
    entry = desk.ledger.plan_entries.get(adjustment.entry_id)
    return draft_document(
        desk,
        task=None,
        form=ADJUSTMENT,
        title=adjustment_title(entry.name, adjustment.id),
        facts=plan_adjustment_facts(desk, adjustment),
        actor_id=actor.id,
        issuer_id=entry.lead_id,
        year=adjustment.year,
    )


def plan_title(year: int) -> str:
    """What people call the plan."""
    return f"{year}年度联合抽查计划"


def adjustment_title(task: str, number: int) -> str:
    """What people call the form of one adjustment."""
    return f"计划调整备案表（{task}，第{number}号）"
