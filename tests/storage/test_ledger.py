"""The outbox, the inbox and the deadlines, as questions to the ledger."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from inspection.deadlines import Deadline, DeadlineKind
from inspection.ids import ChatId, PersonId, TaskId
from inspection.inbox import InboxState
from inspection.ledger import Ledger
from inspection.posting import Posting, PostingState, Priority, Prompt
from storage.database import Database
from tests.storage.example_values import AT
from tests.storage.examples import fill

HERE, THERE = ChatId(-11), ChatId(-10022)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ledger(database: Database) -> Iterator[Ledger]:
    """A ledger with two tasks and two people; no posting, deadline or update."""
    with database.transaction() as opened:
        fill(opened, upto="deadlines")
        yield opened


def posting(dedupe: str, **other: Any) -> Posting:
    """A pending posting to the group HERE."""
    usual: dict[str, Any] = {
        "chat_id": HERE,
        "kind": "board",
        "facts": {},
        "priority": Priority.STATUS,
        "created_at": AT,
    }
    return Posting(dedupe=dedupe, **{**usual, **other})


def posted(ledger: Ledger, posting: Posting) -> Posting:
    """Post it; what stands in the outbox under its key."""
    ledger.post(posting)
    (there,) = ledger.postings.find(dedupe=posting.dedupe)
    return there


def deadline(ledger: Ledger, due_at: Any, **other: Any) -> Deadline:
    """A deadline entered for task 1."""
    return ledger.deadlines.add(
        Deadline(
            kind=DeadlineKind.ENTRY_OVERDUE,
            task_id=TaskId(1),
            about_id=1,
            due_at=due_at,
            **other,
        )
    )


def test_the_same_fact_is_posted_once(ledger: Ledger) -> None:
    first = posted(ledger, posting("a", facts={"n": 1}))
    assert posted(ledger, posting("a", facts={"n": 2}, chat_id=THERE)) == first
    assert ledger.postings.find() == (first,)


def test_a_fact_posted_again_does_not_supersede_itself(ledger: Ledger) -> None:
    first = posted(ledger, posting("a", slot="s"))
    assert posted(ledger, posting("a", slot="s")).state is PostingState.PENDING
    assert ledger.sendable(AT) == (first,)


def test_the_last_pending_posting_of_a_slot_wins(ledger: Ledger) -> None:
    first, last = (posted(ledger, posting(name, slot="s")) for name in "ab")
    assert ledger.postings.get(first.id).state is PostingState.SUPERSEDED
    assert ledger.sendable(AT) == (last,)


def test_a_slot_supersedes_only_its_own_pending_postings(ledger: Ledger) -> None:
    others = [
        posted(ledger, posting("other chat", slot="s", chat_id=THERE)),
        posted(ledger, posting("other slot", slot="t")),
        posted(ledger, posting("no slot")),
        posted(ledger, posting("being sent", slot="s", state=PostingState.SENDING)),
    ]
    posted(ledger, posting("new", slot="s"))
    posted(ledger, posting("no slot either"))
    for one in others:
        assert ledger.postings.get(one.id) == one


def test_what_replaces_an_urgent_posting_is_as_urgent(ledger: Ledger) -> None:
    posted(ledger, posting("whistle", slot="s", priority=Priority.WHISTLE))
    assert posted(ledger, posting("board", slot="s")).priority is Priority.WHISTLE
    urgent = posted(ledger, posting("next", slot="t"))
    assert urgent.priority is Priority.STATUS


def test_postings_are_sent_by_priority_then_age(ledger: Ledger) -> None:
    ledger.post(posting("status"))
    ledger.post(posting("late answer", priority=Priority.ANSWER, created_at=AT + MINUTE))
    ledger.post(posting("early answer", priority=Priority.ANSWER))
    ledger.post(posting("whistle", priority=Priority.WHISTLE, created_at=AT + MINUTE))
    assert [one.dedupe for one in ledger.sendable(AT)] == [
        "whistle",
        "early answer",
        "late answer",
        "status",
    ]
    assert [one.dedupe for one in ledger.sendable(AT, limit=1)] == ["whistle"]


def test_a_posting_waits_for_its_time(ledger: Ledger) -> None:
    ledger.post(posting("a", not_before=AT + MINUTE))
    assert ledger.sendable(AT + MINUTE - timedelta(microseconds=1)) == ()
    assert len(ledger.sendable(AT + MINUTE)) == 1


@pytest.mark.parametrize("state", [one for one in PostingState if one is not PostingState.PENDING])
def test_only_pending_postings_are_sendable(ledger: Ledger, state: PostingState) -> None:
    ledger.postings.add(posting("a", state=state))
    assert ledger.sendable(AT) == ()


def test_a_slot_shows_in_the_message_sent_last(ledger: Ledger) -> None:
    assert ledger.slot_message(HERE, "s") is None
    for number, state in enumerate([PostingState.SENT, PostingState.SENT, PostingState.FAILED]):
        ledger.postings.add(posting(f"{number}", slot="s", state=state, message_id=100 + number))
    ledger.postings.add(posting("no number", slot="s", state=PostingState.SENT))
    ledger.postings.add(posting("unsent", slot="s"))
    assert ledger.slot_message(HERE, "s") == 101
    assert ledger.slot_message(THERE, "s") is None
    assert ledger.slot_message(HERE, "t") is None


def test_deadlines_are_due_earliest_first_until_fired_or_cancelled(ledger: Ledger) -> None:
    later = deadline(ledger, AT)
    earlier = deadline(ledger, AT - MINUTE)
    deadline(ledger, AT + timedelta(microseconds=1))
    deadline(ledger, AT - MINUTE, fired_at=AT)
    deadline(ledger, AT - MINUTE, cancelled_at=AT)
    assert [one.id for one in ledger.due(AT)] == [earlier.id, later.id]
    assert [one.id for one in ledger.due(AT, limit=1)] == [earlier.id]
    ledger.deadlines.save(replace(earlier, fired_at=AT))
    assert [one.id for one in ledger.due(AT)] == [later.id]


def test_an_update_is_kept_once(ledger: Ledger) -> None:
    assert ledger.receive(update_id=9, raw={"message": "吹哨"}, received_at=AT)
    assert not ledger.receive(update_id=9, raw={"message": "again"}, received_at=AT + MINUTE)
    (kept,) = ledger.waiting_updates()
    assert (kept.update_id, kept.raw, kept.received_at) == (9, {"message": "吹哨"}, AT)


def test_updates_wait_in_order_of_arrival_until_handled(ledger: Ledger) -> None:
    for number in (30, 10, 20):
        ledger.receive(update_id=number, raw={}, received_at=AT)
    first, second, third = ledger.waiting_updates()
    assert [first.update_id, second.update_id, third.update_id] == [30, 10, 20]
    ledger.inbox.save(replace(first, state=InboxState.DONE))
    ledger.inbox.save(replace(second, state=InboxState.FAULTY, failure="x"))
    assert ledger.waiting_updates() == (third,)
    assert not ledger.receive(update_id=30, raw={}, received_at=AT)
    assert ledger.waiting_updates(limit=0) == ()


def test_a_moved_group_takes_along_what_is_open(ledger: Ledger) -> None:
    task = ledger.tasks.save(replace(ledger.tasks.get(1), chat_id=HERE))
    asked = Prompt(
        chat_id=HERE, person_id=PersonId(1), asks="x", about={}, asked_at=AT, message_id=5
    )
    open_prompt = ledger.prompts.add(asked)
    closed_prompt = ledger.prompts.add(replace(asked, closed_at=AT))
    waiting = posted(ledger, posting("waiting", edits=5, reply_to=6, slot="s"))
    sent = ledger.postings.add(
        posting("sent", slot="s", state=PostingState.SENT, message_id=5, sent_at=AT)
    )
    elsewhere = posted(ledger, posting("elsewhere", chat_id=ChatId(-33), reply_to=6))

    ledger.move_chat(HERE, THERE)

    assert ledger.tasks.get(1) == replace(task, chat_id=THERE)
    assert ledger.prompts.get(open_prompt.id) == replace(
        open_prompt, chat_id=THERE, message_id=None
    )
    assert ledger.prompts.get(closed_prompt.id) == closed_prompt
    assert ledger.postings.get(waiting.id) == replace(
        waiting, chat_id=THERE, edits=None, reply_to=None
    )
    assert ledger.postings.get(sent.id) == sent
    assert ledger.postings.get(elsewhere.id) == elsewhere
    assert ledger.slot_message(THERE, "s") is None
