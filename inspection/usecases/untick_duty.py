"""撤销误点: a wrong tick is taken back on the same day, with the reason in the journal."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.duties import require_duty, watch_again
from inspection.people import Person
from inspection.publication import EntryDuty
from inspection.refusal import Refusal
from inspection.said import said


def untick_duty(desk: Desk, *, actor: Person, duty_id: int, reason: str) -> EntryDuty:
    """Take back the last tick of a duty: 公示 first, then 录入.

    Refusals: permission, `foreign_duty`, `already_settled`, `reason_missing`, `nothing_ticked`,
    `untick_too_late`, `published_is_final` where the circular forbids changes (信阳第二十二条).
    """
    view = require_duty(desk, actor, duty_id)
    duty, subject = view.duty, {"subject": view.subject.name}
    ticked_at = duty.published_at or duty.entered_at
    if duty.withheld_at is not None:
        raise Refusal("already_settled", subject)
    if ticked_at is None:
        raise Refusal("nothing_ticked", subject)
    rule = desk.profile.publication.alter_after
    if duty.published_at is not None and rule.value == "forbidden":
        raise Refusal("published_is_final", subject, rule.citation)
    if ticked_at.astimezone(desk.now.tzinfo).date() != desk.now.date():
        raise Refusal("untick_too_late", {**subject, "platform": desk.profile.names.platform})
    why = said(reason)
    published = duty.published_at is not None
    back = (
        replace(duty, published_at=None, published_by=None)
        if published
        else replace(duty, entered_at=None, entered_by=None)
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=view.task.id,
        verb="tick_taken_back",
        facts={
            "duty": duty.id,
            "tick": "published" if published else "entered",
            "reason": why,
        },
    )
    if published:
        watch_again(desk, view.task, back)
    return desk.ledger.entry_duties.save(back)
