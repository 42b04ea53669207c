"""录入省级平台: a department ticks off that a visit's results are entered (谁检查、谁录入)."""

from inspection.desk import Desk
from inspection.duties import enter_duty, require_duty
from inspection.ids import TaskId
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.publication import EntryDuty
from inspection.refusal import Refusal


def tick_platform_entry(
    desk: Desk, *, actor: Person, duty_id: int, platform_number: str | None = None
) -> EntryDuty:
    """Tick one duty as entered; a second press changes nothing, a number may be added later.

    Refusals: permission, `foreign_duty`, `task_closed`.
    """
    view = require_duty(desk, actor, duty_id)
    return enter_duty(desk, actor, view, platform_number)


def tick_all_entered(desk: Desk, *, actor: Person, task_id: TaskId) -> int:
    """Tick all open duties of the actor's department in a task; return how many there were.

    Refusals: permission, `nothing_to_enter`.
    """
    task = desk.ledger.tasks.get(task_id)
    permit(actor, Deed.PUBLISH, task)
    visits = [visit.id for visit in desk.ledger.visits.find(task_id=task.id)]
    duties = desk.ledger.entry_duties.find(
        visit_id=visits, department_id=actor.department_id, entered_at=None
    )
    if not duties:
        raise Refusal("nothing_to_enter")
    for duty in duties:
        tick_platform_entry(desk, actor=actor, duty_id=duty.id)
    return len(duties)
