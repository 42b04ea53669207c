"""开任务: a plan entry is carried out."""

from inspection.defaults import require_adopted
from inspection.desk import Desk
from inspection.ids import PlanEntryId
from inspection.journal_watch import watch_journal
from inspection.people import Person, Role
from inspection.permissions import Deed, permit_role
from inspection.planning import require_in_force
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask, TaskState


def open_task(desk: Desk, *, actor: Person, plan_entry_id: PlanEntryId) -> InspectionTask:
    """Open a task from an entry of the annual plan; number it within its year.

    Refusals: `not_lead_of_plan`, `task_already_open`, `defaults_not_adopted`,
    `plan_not_approved` (忻州第十三条), `plan_entry_cancelled`, `plan_frequency_done`.
    """
    permit_role(actor, Deed.OPEN_TASK)
    require_adopted(desk)
    entry = desk.ledger.plan_entries.get(plan_entry_id)
    if Role.OFFICE not in actor.roles and actor.department_id != entry.lead_id:
        lead = desk.ledger.departments.get(entry.lead_id)
        raise Refusal("not_lead_of_plan", {"task": entry.name, "lead": lead.short_name})
    earlier = desk.ledger.tasks.find(plan_entry_id=entry.id)
    if any(task.state is not TaskState.ARCHIVED for task in earlier):
        raise Refusal("task_already_open", {"task": entry.name, "number": earlier[-1].number})
    require_in_force(desk, entry)
    if entry.per_year is not None and len(earlier) >= entry.per_year:
        raise Refusal("plan_frequency_done", {"task": entry.name, "times": entry.per_year})
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
        facts={"number": task.number, "plan": entry.number},
    )
    watch_journal(desk, task)
    return task
