"""计划调整备案表的事实: one change of the plan in force, before and after (忻州第十三条)."""

from inspection.adjustments import changed, said_of
from inspection.desk import Desk
from inspection.plain import Facts
from inspection.plan_number import plan_number
from inspection.plans import AdjustmentState, PlanAdjustment
from inspection.snapshots import phrases
from inspection.snapshots.common import article_of, contact_of, sentence, year_facts

APPROVALS = {
    AdjustmentState.APPROVED: phrases.ADJUSTMENT_APPROVED,
    AdjustmentState.REFUSED: phrases.ADJUSTMENT_REFUSED,
}


def plan_adjustment_facts(desk: Desk, adjustment: PlanAdjustment) -> Facts:
    """计划调整备案表: who asks, what changes from what to what, why, and with whom it is filed."""
    rules = desk.profile.plan
    entry = desk.ledger.plan_entries.get(adjustment.entry_id)
    asker = desk.ledger.people.get(adjustment.asked_by)
    approval = APPROVALS.get(adjustment.state)
    return {
        **year_facts(
            desk,
            issuer_id=entry.lead_id,
            basis=(rules.adjusting.citation, rules.refiled_with.citation),
            draft=adjustment.state is AdjustmentState.ASKED,
        ),
        "department": desk.ledger.departments.get(entry.lead_id).name,
        "plan_number": plan_number(desk, adjustment.year) or None,
        "year": adjustment.year,
        "changes": [
            {
                "number": entry.number,
                "name": entry.name,
                "point": phrases.ADJUSTMENT_POINTS[adjustment.point.value],
                "before": said_of(changed(entry, adjustment.before), adjustment.point),
                "after": said_of(changed(entry, adjustment.after), adjustment.point),
            }
        ],
        "reason": sentence(adjustment.reason),
        "department_opinion": None,
        "approval": approval.format(reply=adjustment.reply) if approval else None,
        "filed_with": rules.refiled_with.value,
        "article": article_of(rules.adjusting.citation),
        "contact": contact_of(asker),
    }
