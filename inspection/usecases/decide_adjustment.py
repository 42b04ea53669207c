"""审核计划调整: the office agrees, and the entry in force is changed; or it does not."""

from dataclasses import replace

from inspection.adjustments import adjustable, adjustment_facts, adjustment_of, changed
from inspection.desk import Desk
from inspection.ids import PlanAdjustmentId
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.plan_news import tell, tell_adjusted
from inspection.plan_papers import draft_adjustment, draft_annual_plan
from inspection.planning import plan_of
from inspection.plans import AdjustmentState, PlanAdjustment
from inspection.refusal import Refusal
from inspection.said import said


def decide_adjustment(
    desk: Desk,
    *,
    actor: Person,
    adjustment_id: PlanAdjustmentId,
    approve: bool,
    reply: str = "",
) -> PlanAdjustment:
    """Decide an adjustment; a refusal needs its reason in `reply`.

    Refusals: permission, `nothing_to_decide`, those of `adjustable`, `reason_missing`,
    `text_too_long`.
    """
    permit_role(actor, Deed.SETTLE_PLAN)
    asked = adjustment_of(desk, adjustment_id)
    if asked.state is not AdjustmentState.ASKED:
        raise Refusal("nothing_to_decide")
    entry = desk.ledger.plan_entries.get(asked.entry_id)
    if approve:
        entry = desk.ledger.plan_entries.save(changed(adjustable(desk, entry.id), asked.after))
    decided = desk.ledger.plan_adjustments.save(
        replace(
            asked,
            state=AdjustmentState.APPROVED if approve else AdjustmentState.REFUSED,
            reply="" if approve else said(reply),
            decided_by=actor.id,
            decided_at=desk.now,
        )
    )
    facts = adjustment_facts(desk, decided)
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="plan_adjusted" if approve else "adjustment_refused",
        facts={
            "plan": entry.number,
            "year": entry.year,
            "name": entry.name,
            "point": asked.point.value,
            "before": facts["before"],
            "after": facts["after"],
            "reason": decided.reason,
            "reply": decided.reply,
        },
    )
    draft_adjustment(desk, decided, actor)
    if approve:
        draft_annual_plan(desk, plan_of(desk, entry.year), actor)
        tell_adjusted(desk, entry, decided, facts)
    else:
        tell(desk, (asked.asked_by,), "adjustment_refused", facts, dedupe=f"refused:{asked.id}")
    return decided
