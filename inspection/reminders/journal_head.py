"""每周留痕末值: the last hash of the journal goes to the office, once a week for all tasks."""

from collections.abc import Sequence
from datetime import timedelta

from inspection.announce import to_person
from inspection.deadlines import Deadline
from inspection.desk import Desk
from inspection.journal_watch import HEAD_POSTED, watch_journal
from inspection.people import Role
from inspection.posting import Priority
from inspection.roster import with_role
from inspection.tasks import TaskState


def fire_journal_heads(desk: Desk, deadlines: Sequence[Deadline]) -> None:
    """Tell the office, write it down, and set next week's; silent once the tasks are archived."""
    tasks = desk.ledger.tasks.find(id=[each.about_id for each in deadlines])
    running = [each for each in tasks if each.state is not TaskState.ARCHIVED]
    if not running:
        return
    watch_journal(desk, *running)
    earlier = desk.ledger.events.find(task_id=None, verb=HEAD_POSTED)
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
