"""What waits for the end of the transaction is as if it had been written at once."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from inspection.departments import Department
from inspection.ids import ChatId
from inspection.inbox import InboxState
from inspection.ledger import Ledger
from inspection.posting import Posting, PostingState, Priority
from storage.audit import first_broken_link
from storage.database import Database
from storage.faults import BrokenRule
from tests.statements import counted
from tests.storage.example_values import AT

HERE = ChatId(-5)


def posting(dedupe: str, **other: Any) -> Posting:
    usual = {"chat_id": HERE, "kind": "x", "facts": {}, "priority": Priority.STATUS}
    return Posting(dedupe=dedupe, created_at=AT, **{**usual, **other})


def record(ledger: Ledger, verb: str) -> None:
    ledger.record(at=AT, actor_id=None, task_id=None, verb=verb, facts={})


def verbs(ledger: Ledger) -> list[str]:
    return [event.verb for event in ledger.events.find()]


def test_all_of_a_kind_is_written_by_one_statement(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []
    for count in (2, 20):
        with counted(database, monkeypatch) as told, database.transaction() as ledger:
            for number in range(count):
                record(ledger, f"{count}:{number}")
                ledger.post(posting(f"{count}:{number}"))
        sizes.append(len(told))
    assert sizes[0] == sizes[1]
    with database.reading() as ledger:
        assert len(ledger.events.find()) == len(ledger.postings.find()) == 22
        assert first_broken_link(ledger) is None


def test_whoever_asks_is_shown_what_waits(database: Database) -> None:
    with database.transaction() as ledger:
        record(ledger, "noted")
        ledger.post(posting("a"))
        assert ledger.last_posting() > 0
        assert verbs(ledger) == ["noted"]
        assert [each.dedupe for each in ledger.sendable(AT)] == ["a"]


def test_a_failed_attempt_takes_along_only_its_own(database: Database) -> None:
    with database.transaction() as ledger:
        ledger.receive(update_id=1, raw={}, received_at=AT)
        (kept,) = ledger.waiting_updates()
        record(ledger, "before")
        ledger.post(posting("before", slot="s"))
        with suppress(ZeroDivisionError), ledger.attempt():
            record(ledger, "lost")
            ledger.post(posting("lost", slot="s"))
            ledger.mark_update(kept, InboxState.DONE)
            raise ZeroDivisionError
        with suppress(ZeroDivisionError), ledger.attempt():
            record(ledger, "lost although somebody has seen it")
            assert len(ledger.events.find()) == 2
            raise ZeroDivisionError
        record(ledger, "after")
    with database.reading() as ledger:
        assert verbs(ledger) == ["before", "after"]
        assert [each.dedupe for each in ledger.postings.find()] == ["before"]
        assert ledger.waiting_updates() == (kept,)
        assert first_broken_link(ledger) is None


def test_what_is_replaced_before_it_was_written_never_comes(database: Database) -> None:
    with database.transaction() as ledger:
        ledger.post(posting("old", slot="s"))
    with database.transaction() as ledger:
        ledger.post(posting("urgent", slot="s", priority=Priority.WHISTLE))
        ledger.post(posting("last", slot="s"))
    with database.reading() as ledger:
        old, last = ledger.postings.find()
        assert (old.dedupe, old.state) == ("old", PostingState.SUPERSEDED)
        assert (last.dedupe, last.state) == ("last", PostingState.PENDING)
        assert last.priority is Priority.WHISTLE


def test_one_that_is_known_replaces_nothing(database: Database) -> None:
    with database.transaction() as ledger:
        ledger.post(posting("known", slot="s"))
    with database.transaction() as ledger:
        ledger.post(posting("new", slot="s"))
        ledger.post(posting("known", slot="s"))
    with database.reading() as ledger:
        known, new = ledger.postings.find()
        assert (known.state, new.state) == (PostingState.SUPERSEDED, PostingState.PENDING)


def test_a_reader_cannot_leave_anything_behind(database: Database) -> None:
    def write() -> None:
        with database.reading() as ledger:
            ledger.post(posting("a"))

    with pytest.raises(Exception, match=r"read.?only"):
        write()
    with database.reading() as ledger:
        assert ledger.postings.find() == ()


def test_a_broken_rule_at_the_end_undoes_the_transaction(database: Database) -> None:
    def write() -> None:
        with database.transaction() as ledger:
            record(ledger, "lost")
            ledger.post(posting("a", task_id=99))

    with pytest.raises(BrokenRule):
        write()
    with database.reading() as ledger:
        assert ledger.events.find() == ledger.postings.find() == ()


def test_several_updates_are_done_at_one_go(database: Database) -> None:
    with database.transaction() as ledger:
        for number in range(3):
            ledger.receive(update_id=number, raw={}, received_at=AT)
        for kept in ledger.waiting_updates()[:2]:
            ledger.mark_update(kept, InboxState.DONE)
    with database.reading() as ledger:
        assert [each.update_id for each in ledger.waiting_updates()] == [2]
        assert len(ledger.inbox.find(state=InboxState.DONE)) == 2


def test_who_waits_behind_another_is_not_claimed_with_the_rest(database: Database) -> None:
    with database.transaction() as ledger:
        for number, chat in enumerate((1, 1, 2, 2)):
            ledger.receive(update_id=number, raw={}, received_at=AT, chat_id=ChatId(chat))
        first, second, third, fourth = ledger.waiting_updates()
        assert ledger.claim_updates([second, third]) == {third.id}
        assert ledger.claim_updates([first, second]) == {first.id, second.id}
        ledger.mark_update(third, InboxState.DONE)
        assert ledger.claim_updates([third, fourth]) == set()
        assert ledger.claim_updates([fourth]) == {fourth.id}


def test_memory_of_what_changes_slowly_follows_what_is_added(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as ledger:
        assert ledger.departments.find(office=False) == ()
        assert ledger.departments.one(name="甲") is None
        added = ledger.departments.add(Department(name="甲", short_name="甲"))
        with counted(database, monkeypatch) as told:
            assert ledger.departments.find(office=False) == (added,)
            assert told == []
            assert ledger.departments.one(name="甲") == added
            assert len(told) == 1
            assert ledger.departments.get(added.id) == added
            assert len(told) == 1
        assert ledger.departments.find(office=True) == ()


def test_a_posting_is_claimed_as_it_is_now(database: Database) -> None:
    with database.transaction() as ledger:
        for name in ("first", "second", "third"):
            ledger.post(posting(name, chat_id=ChatId(-len(name))))
        read = ledger.postings.find()
        ledger.postings.save(replace(read[1], attempts=1, failure="unknown"))
        ledger.postings.save(replace(read[2], state=PostingState.SENT))
        claimed = ledger.claim_postings((read[1], read[0], read[2]), 7)
    assert [(each.dedupe, each.attempts, each.failure) for each in claimed] == [
        ("second", 2, "unknown"),
        ("first", 1, ""),
    ]
    assert {(each.state, each.claimed_by) for each in claimed} == {(PostingState.SENDING, 7)}
