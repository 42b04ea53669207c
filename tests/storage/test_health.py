"""How the workers keep up: what /zhuangtai and `chuishao status` show, on both databases."""

from datetime import timedelta

from inspection.deadlines import Deadline, DeadlineKind
from inspection.ids import ChatId, TaskId
from inspection.inbox import InboxState
from inspection.posting import Posting, PostingState, Priority
from inspection.running import TICK
from storage.database import Database
from tests.storage.example_values import AT
from tests.storage.examples import fill


def test_queues_lateness_doubt_missed_deadlines_and_the_last_tick_are_counted(
    database: Database,
) -> None:
    def posting(number: int, state: PostingState, minutes: int) -> Posting:
        return Posting(
            chat_id=ChatId(-number),
            kind="document",
            facts={},
            dedupe=f"p{number}",
            priority=Priority.ANSWER,
            created_at=AT - timedelta(minutes=minutes),
            state=state,
        )

    with database.transaction() as ledger:
        fill(ledger)
        for number, state in enumerate((InboxState.WAITING, InboxState.FAULTY), 901):
            ledger.receive(update_id=number, raw={}, received_at=AT)
            kept = ledger.inbox.one(update_id=number)
            assert kept is not None
            ledger.mark_update(kept, state)
        before = ledger.health(AT)
        states = (PostingState.PENDING, PostingState.UNKNOWN, PostingState.FAILED)
        for number, state in enumerate((PostingState.PENDING, *states), 1):
            ledger.postings.add(posting(number, state, minutes=5 * (number - 1)))
        ledger.wait_in(ChatId(-1), AT + timedelta(minutes=1), AT)
        for hours in (1, -1):
            ledger.deadlines.add(
                Deadline(
                    kind=DeadlineKind.CHECK_IN_REMINDER,
                    task_id=TaskId(1),
                    about_id=1,
                    due_at=AT - timedelta(hours=hours),
                )
            )
        ledger.beat(TICK, AT - timedelta(seconds=7))
        after = ledger.health(AT)
    assert (before.waiting, before.faulty) == (after.waiting, after.faulty)
    assert after.waiting >= 1
    assert after.faulty >= 1
    assert after.unsent - before.unsent == 2
    assert after.late - before.late == 1
    assert after.oldest >= timedelta(minutes=5)
    assert after.unknown - before.unknown == 1
    assert after.failed - before.failed == 1
    assert after.muted - before.muted == 1
    assert after.missed - before.missed == 1
    assert after.last_tick == AT - timedelta(seconds=7)
