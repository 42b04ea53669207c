"""不适用双随机: a plan entry falls under a situation in which no joint inspection is opened.

Source: 新华第三条, 忻州第八条 (按照原有方式进行监管，不纳入部门联合抽查范围).
"""

from inspection.applicability import RULED_OUT, require_lead_of_plan, situation
from inspection.desk import Desk
from inspection.ids import PlanEntryId
from inspection.people import Person
from inspection.permissions import Deed, permit_role


def rule_out_task(desk: Desk, *, actor: Person, plan_entry_id: PlanEntryId, place: int) -> str:
    """Keep the answer that the situation at `place` (from 1) applies; its words.

    Refusals: permission, `not_lead_of_plan`, `button_out_of_date` where there is no such situation.
    """
    permit_role(actor, Deed.OPEN_TASK)
    entry = desk.ledger.plan_entries.get(plan_entry_id)
    require_lead_of_plan(desk, actor, entry)
    words = situation(desk.profile, place)
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb=RULED_OUT,
        facts={"plan": entry.number, "year": entry.year, "name": entry.name, "reason": words},
    )
    return words
