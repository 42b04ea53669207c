"""补叫: after downtime each chat gets one message for all that fell due, not a burst (R7)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

from inspection.announce import to_group
from inspection.desk import Desk
from inspection.ids import ChatId
from inspection.plain import Plain
from inspection.posting import Posting, PostingState, Priority
from inspection.response_time import office_moment
from inspection.tasks import TaskState
from inspection.whistle import WhistleState

LATE = timedelta(hours=1)
"""What fires later than this was missed while the bot was away."""


def ask_to_press_again(desk: Desk, away_since: datetime) -> None:
    """Presses made while the bot was away may be lost: groups with an open whistle are told."""
    waiting = desk.ledger.whistles.find(state=WhistleState.OPEN)
    for task_id in dict.fromkeys(whistle.task_id for whistle in waiting):
        task = desk.ledger.tasks.get(task_id)
        if task.state is TaskState.ARCHIVED:
            continue
        to_group(
            desk,
            task,
            "press_again",
            {
                "since": away_since.isoformat(),
                "until": desk.now.isoformat(),
                "answer_word": desk.profile.whistle.answer_word,
            },
            dedupe=f"press_again:{task.id}:{away_since.isoformat()}",
        )


def posted_since(desk: Desk, last: int) -> list[Posting]:
    """What this tick has put into the outbox: nobody else writes in its transaction."""
    fresh = desk.ledger.postings.find(created_at=desk.now, state=PostingState.PENDING)
    return [posting for posting in fresh if posting.id > last]


def merge(desk: Desk, postings: Iterable[Posting]) -> None:
    """Make one message of all that goes to one chat; boards are edits and documents stay apart."""
    plain = [each for each in postings if not (each.slot or each.document_id or each.bundle)]
    by_chat = sorted(plain, key=lambda posting: posting.chat_id)
    for chat_id, together in groupby(by_chat, key=lambda posting: posting.chat_id):
        chat = sorted(together, key=lambda posting: posting.priority)
        if len(chat) > 1:
            _merge(desk, chat_id, chat)


def _merge(desk: Desk, chat_id: ChatId, postings: list[Posting]) -> None:
    items: list[Plain] = [{"kind": each.kind, "facts": dict(each.facts)} for each in postings]
    desk.ledger.postings.save_all(replace(each, state=PostingState.SUPERSEDED) for each in postings)
    desk.ledger.post(
        Posting(
            chat_id=chat_id,
            kind="catch_up",
            facts={"count": len(items), "items": items},
            dedupe=f"catch_up:{postings[0].dedupe}",
            priority=postings[0].priority,
            created_at=desk.now,
            task_id=postings[0].task_id,
        )
    )


def keep_office_hours(desk: Desk, postings: Iterable[Posting]) -> None:
    """Reminders that are not urgent wait for the office to open (R8); escalations do not."""
    opening = office_moment(desk.calendar, desk.now)
    if opening == desk.now:
        return
    desk.ledger.postings.save_all(
        replace(posting, not_before=opening)
        for posting in postings
        if posting.priority > Priority.ESCALATION and not posting.slot
    )
