"""开任务: a plan entry is carried out."""

from inspection.applicability import require_answered, require_lead_of_plan
from inspection.defaults import require_adopted
from inspection.desk import Desk
from inspection.ids import PlanEntryId
from inspection.journal_watch import watch_journal
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.planning import require_in_force
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask, TaskState


def open_task(
    desk: Desk, *, actor: Person, plan_entry_id: PlanEntryId, none_applies: bool = False
) -> InspectionTask:
    """Open a task from an entry of the annual plan; number it within its year.

    `none_applies`: the actor says that none of the situations applies in which the circular wants
    no joint inspection (新华第三条, 忻州第八条); the answer is journalled.
    Refusals: `not_lead_of_plan`, `task_already_open`, `defaults_not_adopted`,
    `plan_not_approved` (忻州第十三条), `plan_entry_cancelled`, `plan_frequency_done`,
    `applicability_unanswered`.
    """
    permit_role(actor, Deed.OPEN_TASK)
    require_adopted(desk)
    entry = desk.ledger.plan_entries.get(plan_entry_id)
    require_lead_of_plan(desk, actor, entry)
    earlier = desk.ledger.tasks.find(plan_entry_id=entry.id)
    if any(task.state is not TaskState.ARCHIVED for task in earlier):
        raise Refusal("task_already_open", {"task": entry.name, "number": earlier[-1].number})
    require_in_force(desk, entry)
    if entry.per_year is not None and len(earlier) >= entry.per_year:
        raise Refusal("plan_frequency_done", {"task": entry.name, "times": entry.per_year})
    require_answered(desk, entry, none_applies)
    office = desk.ledger.office.find()[0]
    count = len(desk.ledger.tasks.find(year=entry.year)) + 1
    task = desk.ledger.tasks.add(
        InspectionTask(
            number=f"{office.code}{entry.year}-{count:03d}",
            plan_entry_id=entry.id,
            name=entry.name,
            year=entry.year,
            industry=entry.industry,
            lead_id=entry.lead_id,
            partner_ids=entry.partner_ids,
            item_ids=entry.item_ids,
            rates=entry.rates,
            starts_on=entry.starts_on,
            ends_on=entry.ends_on,
            opened_by=actor.id,
            opened_at=desk.now,
            count=entry.count,
            at_least=entry.at_least,
        )
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb="task_opened",
        facts={
            "number": task.number,
            "plan": entry.number,
            "not_applicable": list(desk.profile.task.not_applicable.value or ()),
        },
    )
    watch_journal(desk, task)
    return task
