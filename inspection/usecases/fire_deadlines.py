"""到点: every deadline whose moment has come is fired once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from inspection.catch_up import (
    LATE,
    ask_to_press_again,
    keep_office_hours,
    merge,
    posted_since,
)
from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.reminders.check_in import fire_check_in
from inspection.reminders.credit_repair import fire_credit_repairs
from inspection.reminders.entry import fire_entries
from inspection.reminders.follow_up import fire_follow_ups
from inspection.reminders.journal_head import fire_journal_heads
from inspection.reminders.office_report import fire_office_report
from inspection.reminders.plan import fire_finish, fire_plan

Fire = Callable[[Desk, Deadline], None]
FireTogether = Callable[[Desk, Sequence[Deadline]], None]

FIRES: Mapping[DeadlineKind, Fire] = {
    DeadlineKind.CHECK_IN_REMINDER: fire_check_in,
    DeadlineKind.CHECK_IN_ESCALATION: fire_check_in,
    DeadlineKind.PLAN_REMINDER: fire_plan,
    DeadlineKind.PLAN_OVERDUE: fire_plan,
    DeadlineKind.FINISH_REMINDER: fire_finish,
    DeadlineKind.FINISH_OVERDUE: fire_finish,
    DeadlineKind.REPORT_REMINDER: fire_office_report,
    DeadlineKind.REPORT_OVERDUE: fire_office_report,
}
FIRES_TOGETHER: Mapping[DeadlineKind, FireTogether] = {
    DeadlineKind.FOLLOW_UP_REMINDER: fire_follow_ups,
    DeadlineKind.CREDIT_REPAIR: fire_credit_repairs,
    DeadlineKind.JOURNAL_HEAD: fire_journal_heads,
    DeadlineKind.ENTRY_REMINDER: fire_entries,
    DeadlineKind.ENTRY_OVERDUE: fire_entries,
}
"""Kinds of which thousands may fall due on one morning: they are fired at one go."""


def fire_deadlines(desk: Desk, *, limit: int = 500, away_since: datetime | None = None) -> int:
    """Fire what is due; of several of one kind about one thing only the latest speaks.

    After downtime (`away_since`, or deadlines more than an hour late) people get one message a
    chat, not a burst (R7), and are asked to press again what they pressed meanwhile.
    """
    due = desk.ledger.due(desk.now, limit)
    before = desk.ledger.last_posting()
    latest = {(deadline.kind, deadline.about_id): deadline.id for deadline in due}
    if away_since is not None:
        ask_to_press_again(desk, away_since)
    desk.ledger.mark_fired(due, desk.now)
    speaking = [each for each in due if latest[each.kind, each.about_id] == each.id]
    for deadline in speaking:
        if deadline.kind not in FIRES_TOGETHER:
            FIRES[deadline.kind](desk, deadline)
    for fire in dict.fromkeys(FIRES_TOGETHER.values()):
        own = [each for each in speaking if FIRES_TOGETHER.get(each.kind) is fire]
        if own:
            fire(desk, own)
    if away_since is not None or any(desk.now - each.due_at > LATE for each in due):
        merge(desk, posted_since(desk, before))
    keep_office_hours(desk, posted_since(desk, before))
    return len(due)
