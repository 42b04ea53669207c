"""公示: a department ticks off that a visit's results are public; the last tick ends the step."""

from dataclasses import replace

from inspection.announce import to_group
from inspection.desk import Desk
from inspection.duties import (
    DutyView,
    by_lead_portal,
    duties_of_task,
    duty_facts,
    require_duty,
    stop_watching,
)
from inspection.filing import draft_document
from inspection.people import Person
from inspection.posting import Priority
from inspection.publication import EntryDuty
from inspection.refusal import Refusal
from inspection.snapshots.publication_table import publication_table_facts
from inspection.tasks import InspectionTask
from inspection.visits import VisitState


def tick_publication(desk: Desk, *, actor: Person, duty_id: int, sure: bool = False) -> EntryDuty:
    """Tick one duty as published; its reminders stop. A second press changes nothing.

    `sure` must be given where the circular forbids changes afterwards (信阳第二十二条). Refusals:
    permission, `foreign_duty`, `task_closed`, `not_entered_yet`, `lead_publishes`,
    `sure_to_publish`.
    """
    view = require_duty(desk, actor, duty_id)
    if view.duty.published_at is not None:
        return view.duty
    _require_ready(desk, actor, view)
    rule = desk.profile.publication.alter_after
    if rule.value == "forbidden" and not sure:
        raise Refusal("sure_to_publish", {"subject": view.subject.name}, rule.citation)
    ticked = desk.ledger.entry_duties.save(
        replace(view.duty, published_at=desk.now, published_by=actor.id)
    )
    stop_watching(desk, ticked)
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=view.task.id,
        verb="publication_ticked",
        facts={"duty": ticked.id, "visit": ticked.visit_id, "late": duty_facts(desk, view)["late"]},
    )
    _when_all_published(desk, view.task, actor)
    return ticked


def _require_ready(desk: Desk, actor: Person, view: DutyView) -> None:
    if view.duty.entered_at is None:
        raise Refusal(
            "not_entered_yet",
            {"subject": view.subject.name, "platform": desk.profile.names.platform},
        )
    if by_lead_portal(desk, view) and actor.department_id != view.task.lead_id:
        raise Refusal(
            "lead_publishes",
            {
                "subject": view.subject.name,
                "lead": desk.ledger.departments.get(view.task.lead_id).short_name,
            },
            desk.profile.publication.non_market.citation,
        )


def _when_all_published(desk: Desk, task: InspectionTask, actor: Person) -> None:
    visits = desk.ledger.visits.find(task_id=task.id)
    duties = [view.duty for view in duties_of_task(desk, task)]
    unfinished = any(visit.state is not VisitState.FINISHED for visit in visits)
    if unfinished or any(duty.published_at is None for duty in duties):
        return
    table = draft_document(
        desk,
        task=task,
        form="结果公示表",
        title="结果公示表",
        facts=publication_table_facts(desk, task),
        actor_id=actor.id,
    )
    to_group(
        desk,
        task,
        "all_published",
        {
            "task": task.name,
            "visits": len(visits),
            "duties": len(duties),
            "version": table.version,
            "lead": desk.ledger.departments.get(task.lead_id).short_name,
        },
        dedupe=f"all_published:{task.id}:{table.id}",
        priority=Priority.WHISTLE,
        document_id=table.id,
    )
