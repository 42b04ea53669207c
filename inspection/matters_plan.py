"""计划的待办: proposals and adjustments for the office, the own proposal for a department."""

from collections.abc import Iterator
from datetime import timedelta

from inspection.adjustments import unfiled_adjustments, waiting_adjustments
from inspection.desk import Desk
from inspection.matter import Matter, MatterKind
from inspection.people import Person, Role
from inspection.permissions import PERMISSIONS, Deed
from inspection.planning import (
    plan_due,
    plan_of,
    planning_year,
    proposals_in,
    stage_of,
    unanswered,
)
from inspection.plans import PlanStage, ProposalState

NEAR = timedelta(days=30)
"""A department's own proposal is a matter from so long before the plan's last day."""


def plan_matters(desk: Desk, person: Person) -> Iterator[Matter]:
    """What the plan of the year that is being made, and that of this year, ask of a person."""
    coming = planning_year(desk)
    if Role.OFFICE in person.roles:
        waiting = proposals_in(desk, coming, ProposalState.SUBMITTED)
        if waiting:
            yield Matter(kind=MatterKind.PLAN_GATHER, about=coming, count=len(waiting))
        for year in sorted({coming, desk.now.year}):
            yield from _adjustments(desk, year)
    if not PERMISSIONS[Deed.PROPOSE_PLAN].roles.isdisjoint(person.roles):
        yield from _proposal(desk, person, coming)


def _adjustments(desk: Desk, year: int) -> Iterator[Matter]:
    for kind, found in (
        (MatterKind.PLAN_ADJUST, waiting_adjustments(desk, year)),
        (MatterKind.PLAN_FILE, unfiled_adjustments(desk, year)),
    ):
        if found:
            yield Matter(kind=kind, about=year, count=len(found))


def _proposal(desk: Desk, person: Person, year: int) -> Iterator[Matter]:
    last = plan_due(desk, year)
    plan = plan_of(desk, year)
    if last is None or desk.now.date() < last - NEAR:
        return
    if stage_of(desk, plan) is not PlanStage.GATHERING:
        return
    if any(each.id == person.department_id for each in unanswered(desk, plan)):
        yield Matter(kind=MatterKind.PLAN_PROPOSE, about=year, due_on=last)
