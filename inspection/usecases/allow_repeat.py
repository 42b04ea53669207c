"""放行: an object checked this year takes part all the same, for a reason the circular names."""

from inspection.ceremony import require_drawable
from inspection.desk import Desk
from inspection.eligibility import CHECKED_THIS_YEAR
from inspection.ids import SubjectId, TaskId
from inspection.lots import ALLOWED, freeze_roster
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.refusal import Refusal


def allow_repeat(
    desk: Desk, *, actor: Person, task_id: TaskId, subject_id: SubjectId, reason: str
) -> None:
    """Record the reason in the journal; the roster frozen afterwards includes the subject.

    Refusals: permission, those of `require_drawable`, `not_excluded`, `override_not_allowed`.
    """
    task = desk.ledger.tasks.get(task_id)
    permit(actor, Deed.DRAW, task)
    require_drawable(desk, task)
    subject = desk.ledger.subjects.get(subject_id)
    excluded = {each.id: each.reason for each in freeze_roster(desk, task, empty=True).excluded}
    if excluded.get(subject.code) != CHECKED_THIS_YEAR:
        raise Refusal("not_excluded", {"name": subject.name})
    rule = desk.profile.draw.repeat
    allowed = rule.required().overrides
    if reason not in allowed:
        facts = {"id": subject.name, "reason": reason, "allowed": allowed}
        raise Refusal("override_not_allowed", facts, rule.citation)
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb=ALLOWED,
        facts={"subject": subject.id, "reason": reason},
    )
