"""公示: a department ticks off that a visit's results are public; the last tick ends the step."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.duties import (
    DutyView,
    by_lead_portal,
    duty_facts,
    require_duty,
    stop_watching,
)
from inspection.people import Person
from inspection.publication import EntryDuty
from inspection.publishing import when_all_published
from inspection.refusal import Refusal
from inspection.risk_news import tell_office_of_patterns


def tick_publication(desk: Desk, *, actor: Person, duty_id: int, sure: bool = False) -> EntryDuty:
    """Tick one duty as published; its reminders stop. A second press changes nothing.

    `sure` must be given where the circular forbids changes afterwards (信阳第二十二条). Refusals:
    permission, `foreign_duty`, `task_closed`, `not_entered_yet`, `lead_publishes`,
    `sure_to_publish`.
    """
    view = require_duty(desk, actor, duty_id)
    if view.duty.settled:
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
    if when_all_published(desk, view.task, actor):
        tell_office_of_patterns(desk, view.task)
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
