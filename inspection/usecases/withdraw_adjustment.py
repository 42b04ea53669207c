"""撤回调整申请: who asked takes the request back before the office has decided."""

from dataclasses import replace

from inspection.adjustments import adjustment_of
from inspection.desk import Desk
from inspection.ids import PlanAdjustmentId
from inspection.people import Person, Role
from inspection.permissions import Deed, permit_role
from inspection.plans import AdjustmentState, PlanAdjustment
from inspection.refusal import Refusal


def withdraw_adjustment(
    desk: Desk, *, actor: Person, adjustment_id: PlanAdjustmentId
) -> PlanAdjustment:
    """Take it back. Refusals: permission, `not_lead_of_plan`, `nothing_to_decide`."""
    permit_role(actor, Deed.PROPOSE_PLAN)
    asked = adjustment_of(desk, adjustment_id)
    entry = desk.ledger.plan_entries.get(asked.entry_id)
    if Role.OFFICE not in actor.roles and actor.department_id != entry.lead_id:
        lead = desk.ledger.departments.get(entry.lead_id)
        raise Refusal("not_lead_of_plan", {"task": entry.name, "lead": lead.short_name})
    if asked.state is not AdjustmentState.ASKED:
        raise Refusal("nothing_to_decide")
    withdrawn = desk.ledger.plan_adjustments.save(replace(asked, state=AdjustmentState.WITHDRAWN))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="adjustment_withdrawn",
        facts={"plan": entry.number, "year": entry.year, "name": entry.name},
    )
    return withdrawn
