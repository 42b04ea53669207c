"""What goes into a shelf comes out of it, value by value and type by type."""

from dataclasses import MISSING, fields, replace
from typing import Any, get_type_hints

import pytest

from inspection.events import event_hash
from inspection.ledger import Ledger, Shelf
from storage.database import Database
from storage.ledger import SqlLedger
from tests.storage.example_values import AT, NESTED
from tests.storage.examples import EXAMPLES, example, fill

SHELVES = [shelf for shelf, _, _ in EXAMPLES]


def kinds(value: Any) -> Any:
    """The exact types of a value and of all that it holds."""
    if isinstance(value, tuple | list):
        return type(value), [kinds(one) for one in value]
    if isinstance(value, dict):
        return type(value), {key: kinds(one) for key, one in value.items()}
    return type(value)


@pytest.mark.parametrize("at_once", [False, True], ids=["one by one", "at once"])
@pytest.mark.parametrize("which", [0, 1], ids=["full", "minimal"])
def test_every_noun_comes_back_as_it_went_in(database: Database, which: int, at_once: bool) -> None:
    with database.transaction() as ledger:
        fill(ledger, at_once=at_once)
    with database.reading() as ledger:
        for shelf, *examples in EXAMPLES:
            entered = replace(examples[which], id=which + 1)
            read = getattr(ledger, shelf).get(which + 1)
            assert read == entered
            for field in fields(entered):
                assert kinds(getattr(read, field.name)) == kinds(getattr(entered, field.name)), (
                    shelf,
                    field.name,
                )


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_field_can_be_saved(database: Database, shelf: str) -> None:
    full, minimal = example(shelf)
    with database.transaction() as ledger:
        fill(ledger, upto=shelf)
        kept: Shelf[Any] = getattr(ledger, shelf)
        entered = kept.add(minimal)
        changed = replace(full, id=entered.id)
        assert kept.save(changed) == changed
        assert kept.get(entered.id) == changed
        assert kept.save(entered) == entered
        assert kept.get(entered.id) == entered


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_field_is_found_by_its_value(database: Database, shelf: str) -> None:
    full, _ = example(shelf)
    with database.transaction() as ledger:
        fill(ledger)
        kept: Shelf[Any] = getattr(ledger, shelf)
        for field in fields(full):
            value = 1 if field.name == "id" else getattr(full, field.name)
            assert kept.get(1) in kept.find(**{field.name: value}), field.name


def test_examples_leave_no_field_at_its_default() -> None:
    for shelf, full, _ in EXAMPLES:
        for field in fields(full):
            if field.name != "id" and field.default is not MISSING:
                assert getattr(full, field.name) != field.default, (shelf, field.name)


def test_examples_cover_every_shelf_of_the_port() -> None:
    assert {*SHELVES, "events"} == set(get_type_hints(Ledger))


def test_an_event_comes_back_as_it_was_recorded(database: Database) -> None:
    with database.transaction() as ledger:
        fill(ledger)
        ledger.record(at=AT, actor_id=1, task_id=1, verb="blow", facts=NESTED)  # type: ignore[arg-type]
        recorded = ledger.last_event()
        assert (recorded.at, recorded.verb, recorded.facts) == (AT, "blow", NESTED)
        assert (recorded.actor_id, recorded.task_id) == (1, 1)
        assert recorded.hash == event_hash(recorded)
        assert ledger.events.find(task_id=1, verb="blow") == (recorded,)


def test_moments_come_back_in_beijing_time(database: Database) -> None:
    with database.transaction() as ledger:
        fill(ledger)
        read = ledger.whistles.get(1)
    assert str(read.blown_at.tzinfo) == "Asia/Shanghai"
    assert read.due_at.isoformat() == "2026-03-03T00:00:00+08:00"


def test_a_moment_without_zone_is_refused(database: Database) -> None:
    with database.transaction() as ledger:
        fill(ledger)
        whistle = ledger.whistles.get(1)
        with pytest.raises(Exception, match="needs a time zone"):
            ledger.whistles.save(replace(whistle, due_at=AT.replace(tzinfo=None)))


def test_a_text_with_half_a_surrogate_pair_is_kept(database: Database) -> None:
    with database.transaction() as ledger:
        ledger.receive(update_id=1, raw={"text": "\ud83d 半个表情"}, received_at=AT)
    with database.reading() as ledger:
        assert ledger.waiting_updates()[0].raw == {"text": "\ud83d 半个表情"}


def test_facts_read_are_nobody_elses(database: Database) -> None:
    with database.transaction() as ledger:
        fill(ledger)
        ledger.postings.get(1).facts["b"] = "changed in memory"
        assert ledger.postings.get(1).facts == NESTED


def test_the_sql_ledger_is_a_ledger(database: Database) -> None:
    with database.reading() as opened:
        assert isinstance(opened, SqlLedger)
        ledger: Ledger = opened
        assert ledger.office.find() == ()
