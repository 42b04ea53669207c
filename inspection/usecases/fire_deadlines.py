"""到点: every deadline whose moment has come is fired once."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.reminders.check_in import fire_check_in
from inspection.reminders.entry import fire_entry
from inspection.reminders.follow_up import fire_follow_up

Fire = Callable[[Desk, Deadline], None]

FIRES: Mapping[DeadlineKind, Fire] = {
    DeadlineKind.CHECK_IN_REMINDER: fire_check_in,
    DeadlineKind.CHECK_IN_ESCALATION: fire_check_in,
    DeadlineKind.ENTRY_REMINDER: fire_entry,
    DeadlineKind.ENTRY_OVERDUE: fire_entry,
    DeadlineKind.FOLLOW_UP_REMINDER: fire_follow_up,
}


def fire_deadlines(desk: Desk, *, limit: int = 500) -> int:
    """Fire what is due; of several of one kind about one thing only the latest speaks.

    After three days down people get one message for each matter, not a burst (R7).
    """
    due = desk.ledger.due(desk.now, limit)
    latest = {(deadline.kind, deadline.about_id): deadline.id for deadline in due}
    for deadline in due:
        desk.ledger.deadlines.save(replace(deadline, fired_at=desk.now))
        if latest[deadline.kind, deadline.about_id] == deadline.id:
            FIRES[deadline.kind](desk, deadline)
    return len(due)
