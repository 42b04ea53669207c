"""留痕: nobody changes what was recorded, and a change that happened anyway is found."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DatabaseError

from inspection.events import FIRST_HASH, event_hash
from inspection.ids import PersonId, TaskId
from inspection.ledger import Ledger
from storage.audit import first_broken_link
from storage.database import Database
from storage.faults import BrokenRule
from tests.storage.example_values import AT, LATER, NESTED
from tests.storage.examples import fill


@pytest.fixture
def written(database: Database) -> Database:
    """A database with four events."""
    with database.transaction() as ledger:
        fill(ledger)
        for number in range(4):
            record(ledger, f"verb{number}")
    return database


@pytest.fixture
def intruder(url: str, written: Database) -> Iterator[Engine]:
    """Somebody at the database with other tools."""
    engine = create_engine(url)
    yield engine
    engine.dispose()


def record(ledger: Ledger, verb: str) -> None:
    ledger.record(at=LATER, actor_id=PersonId(1), task_id=TaskId(1), verb=verb, facts=NESTED)


def record_and_fail(ledger: Ledger) -> None:
    """An act that is undone after it was recorded."""
    record(ledger, "undone")
    raise RuntimeError


def without_guard(intruder: Engine, *statements: str) -> None:
    """Do what only the owner of the database can: take the triggers away first."""
    with intruder.begin() as connection:
        if connection.dialect.name == "sqlite":
            for name in ("update", "delete", "replace"):
                connection.execute(text(f"DROP TRIGGER events_refuse_{name}"))
        else:
            connection.execute(text("ALTER TABLE events DISABLE TRIGGER USER"))
        for statement in statements:
            connection.execute(text(statement))


def test_each_event_follows_the_one_before(written: Database) -> None:
    with written.reading() as ledger:
        events = ledger.events.find()
        assert [one.previous_hash for one in events] == [
            FIRST_HASH,
            *(one.hash for one in events[:-1]),
        ]
        assert all(one.hash == event_hash(one) for one in events)
        assert first_broken_link(ledger) is None


def test_an_empty_journal_is_whole(database: Database) -> None:
    with database.reading() as ledger:
        assert first_broken_link(ledger) is None


def test_an_event_of_the_bot_itself_has_no_actor(database: Database) -> None:
    with database.transaction() as ledger:
        ledger.record(at=AT, actor_id=None, task_id=None, verb="tick", facts={})
        event = ledger.last_event()
        assert ledger.events.find(actor_id=None, task_id=None) == (event,)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET verb = 'x' WHERE id = 2",
        "UPDATE events SET id = 9 WHERE id = 2",
        "DELETE FROM events WHERE id = 2",
        "DELETE FROM events",
    ],
)
def test_the_journal_is_append_only(written: Database, intruder: Engine, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), intruder.begin() as connection:
        connection.execute(text(statement))
    with written.reading() as ledger:
        assert len(ledger.events.find()) == 4


def test_no_other_way_round_the_guard(written: Database, intruder: Engine) -> None:
    sneaky = (
        "INSERT OR REPLACE INTO events SELECT id, at, actor_id, task_id, 'x', facts, "
        "previous_hash, hash FROM events WHERE id = 2"
        if intruder.dialect.name == "sqlite"
        else "TRUNCATE events"
    )
    with pytest.raises(DatabaseError, match="events"), intruder.begin() as connection:
        connection.execute(text(sneaky))
    with written.reading() as ledger:
        assert [one.verb for one in ledger.events.find()] == ["verb0", "verb1", "verb2", "verb3"]


def test_the_ledger_cannot_change_an_event_either(written: Database) -> None:
    with pytest.raises(BrokenRule, match="append-only"), written.transaction() as ledger:
        ledger.events.save(ledger.events.get(2))


def test_two_events_cannot_follow_the_same_one(written: Database) -> None:
    with pytest.raises(BrokenRule, match="events"), written.transaction() as ledger:
        ledger.events.add(replace(ledger.events.get(2), id=0, verb="fork"))


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE events SET verb = 'x' WHERE id = 2", 2),
        ("UPDATE events SET facts = '{}' WHERE id = 3", 3),
        ("UPDATE events SET actor_id = 2 WHERE id = 1", 1),
        ("UPDATE events SET task_id = NULL WHERE id = 4", 4),
        ("DELETE FROM events WHERE id = 2", 3),
        ("DELETE FROM events WHERE id = 1", 2),
    ],
)
def test_a_forced_change_is_found(
    written: Database, intruder: Engine, statement: str, found: int
) -> None:
    without_guard(intruder, statement)
    with written.reading() as ledger:
        broken = first_broken_link(ledger)
    assert broken is not None
    assert broken.id == found


def test_an_act_that_was_rolled_back_leaves_no_gap_in_the_numbers(written: Database) -> None:
    with pytest.raises(RuntimeError), written.transaction() as ledger:
        record_and_fail(ledger)
    with written.transaction() as ledger:
        record(ledger, "done")
    with written.reading() as ledger:
        numbers = [one.id for one in ledger.events.find()]
    assert numbers == list(range(1, len(numbers) + 1))
