"""每周留痕末值: the last hash of the journal goes to the office, once a week for all tasks."""

from datetime import timedelta

from inspection.announce import to_person
from inspection.deadlines import Deadline
from inspection.desk import Desk
from inspection.ids import TaskId
from inspection.journal_watch import HEAD_POSTED, watch_journal
from inspection.people import Role
from inspection.posting import Priority
from inspection.roster import with_role
from inspection.tasks import TaskState


def fire_journal_head(desk: Desk, deadline: Deadline) -> None:
    """Tell the office, write it down, and set next week's; silent once the task is archived."""
    task = desk.ledger.tasks.get(TaskId(deadline.about_id))
    if task.state is TaskState.ARCHIVED:
        return
    watch_journal(desk, task)
    earlier = desk.ledger.events.find(verb=HEAD_POSTED)
    if earlier and desk.now - earlier[-1].at < timedelta(days=3):
        return
    last = desk.ledger.last_event()
    desk.ledger.record(
        at=desk.now,
        actor_id=None,
        task_id=None,
        verb=HEAD_POSTED,
        facts={"head": last.hash, "event": last.id},
    )
    head = desk.ledger.last_event()
    for person in with_role(desk.ledger, Role.OFFICE):
        to_person(
            desk,
            person.id,
            "journal_head",
            {"head": last.hash, "events": last.id, "at": desk.now.isoformat()},
            dedupe=f"journal_head:{head.id}",
            priority=Priority.STATUS,
        )
