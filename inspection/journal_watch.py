"""留痕末值: each Monday, while a task runs, the office keeps the last hash of the journal.

Who holds the hash of a day proves with `chuishao audit --head` that nothing before it was changed
or cut off since.
"""

from datetime import datetime, timedelta

from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.response_time import OPENING_TIME
from inspection.tasks import InspectionTask

HEAD_POSTED = "journal_head_posted"


def watch_journal(desk: Desk, *tasks: InspectionTask) -> None:
    """Put the next Monday, or the first working day after it, on the clock."""
    today = desk.now.date()
    monday = today + timedelta(days=7 - today.weekday())
    day = desk.calendar.next_working_day(monday).date
    moment = datetime.combine(day, OPENING_TIME, desk.now.tzinfo)
    desk.ledger.deadlines.add_all(
        Deadline(kind=DeadlineKind.JOURNAL_HEAD, task_id=task.id, about_id=task.id, due_at=moment)
        for task in tasks
    )
