"""申请调整计划: a lead department asks that an entry in force be changed (忻州第十三条)."""

from inspection.adjustments import adjustable, adjustment_facts, changed, values_of
from inspection.desk import Desk
from inspection.ids import PlanEntryId
from inspection.people import Person, Role
from inspection.permissions import Deed, permit_role
from inspection.plain import Facts
from inspection.plan_news import tell
from inspection.plan_papers import draft_adjustment
from inspection.plans import AdjustmentPoint, PlanAdjustment
from inspection.refusal import Refusal
from inspection.roster import with_role
from inspection.said import said


def ask_adjustment(
    desk: Desk,
    *,
    actor: Person,
    entry_id: PlanEntryId,
    point: AdjustmentPoint,
    after: Facts,
    reason: str,
) -> PlanAdjustment:
    """Put the change before the office, which decides.

    Refusals: permission, those of `adjustable`, `not_lead_of_plan`, `adjustment_waiting`,
    `nothing_adjusted`, `period_outside_year`, `reason_missing`, `text_too_long`.
    """
    permit_role(actor, Deed.PROPOSE_PLAN)
    entry = adjustable(desk, entry_id)
    if Role.OFFICE not in actor.roles and actor.department_id != entry.lead_id:
        lead = desk.ledger.departments.get(entry.lead_id)
        raise Refusal("not_lead_of_plan", {"task": entry.name, "lead": lead.short_name})
    if desk.ledger.plan_adjustments.find(entry_id=entry.id, point=point, state="asked"):
        raise Refusal("adjustment_waiting", {"task": entry.name})
    new = changed(entry, after)
    if new == entry:
        raise Refusal("nothing_adjusted", {"task": entry.name})
    if new.starts_on.year != entry.year or new.ends_on < new.starts_on:
        raise Refusal("period_outside_year", {"year": entry.year})
    asked = desk.ledger.plan_adjustments.add(
        PlanAdjustment(
            entry_id=entry.id,
            year=entry.year,
            point=point,
            before=values_of(entry, point),
            after=after,
            reason=said(reason),
            asked_by=actor.id,
            asked_at=desk.now,
        )
    )
    facts = adjustment_facts(desk, asked)
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="adjustment_asked",
        facts={
            "plan": entry.number,
            "year": entry.year,
            "name": entry.name,
            "point": point.value,
            "before": facts["before"],
            "after": facts["after"],
            "reason": asked.reason,
        },
    )
    draft_adjustment(desk, asked, actor)
    office = (person.id for person in with_role(desk.ledger, Role.OFFICE))
    tell(desk, office, "adjustment_request", facts, dedupe=f"adjustment:{asked.id}")
    return asked
