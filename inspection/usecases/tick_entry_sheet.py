"""清单回填: the 结果录入清单 comes back with its ticks, all of them or none."""

from collections.abc import Sequence

from inspection.desk import Desk
from inspection.duties import enter_duty
from inspection.entry_sheet import EntryTick, ticked_duties
from inspection.ids import TaskId
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.refusal import Refusal
from inspection.tasks import require_open

LONGEST_NUMBER = 60


def tick_entry_sheet(
    desk: Desk, *, actor: Person, task_id: TaskId, ticks: Sequence[EntryTick]
) -> int:
    """Tick the duties of the actor's department; return how many changed (谁检查、谁录入).

    Refusals: permission, `task_closed`, `number_too_long`, those of `ticked_duties`.
    """
    task = desk.ledger.tasks.get(task_id)
    permit(actor, Deed.PUBLISH, task)
    require_open(task)
    if any(len(each.platform_number) > LONGEST_NUMBER for each in ticks):
        raise Refusal("number_too_long", {"most": LONGEST_NUMBER})
    changed = 0
    for view, number in ticked_duties(desk, task, actor.department_id, ticks):
        after = enter_duty(desk, actor, view, number or None)
        changed += after != view.duty
    return changed
