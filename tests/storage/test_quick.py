"""Statements given to the driver directly say and bring back what SQLAlchemy's own would."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from inspection.departments import Department
from inspection.inbox import InboxState
from storage import models_chat as chat
from storage.database import Database
from storage.faults import BrokenRule
from storage.ledger import SqlLedger
from storage.quick import Quick
from tests.storage.example_values import AT


def test_a_statement_is_built_once_and_asked_with_other_values(database: Database) -> None:
    built: list[int] = []

    def build():  # type: ignore[no-untyped-def]
        built.append(1)
        row = chat.InboxUpdateRow
        return select(row.received_at, row.state).where(row.update_id == row.update_id)

    with database.rows() as ledger:
        assert isinstance(ledger, SqlLedger)
        ledger.receive(update_id=5, raw={}, received_at=AT)
        quick = Quick.at(ledger.connection)
        name = ("test", database)
        for _ in range(2):
            assert [tuple(row) for row in quick.ask(name, build, {})] == [(AT, InboxState.WAITING)]
    assert len(built) == 1


def test_what_is_written_quickly_is_undone_with_its_transaction(database: Database) -> None:
    def fails() -> None:
        with database.transaction() as ledger:
            ledger.departments.add(Department(name="甲", short_name="甲"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    with database.reading() as ledger:
        assert ledger.departments.find() == ()


def test_an_attempt_is_undone_alone_and_may_stand_in_another(database: Database) -> None:
    with database.transaction() as ledger:
        kept = ledger.departments.add(Department(name="甲", short_name="甲"))
        with ledger.attempt():
            inner = ledger.departments.add(Department(name="乙", short_name="乙"))
            with pytest.raises(BrokenRule), ledger.attempt():
                ledger.departments.add(replace(kept, id=0))  # type: ignore[arg-type]
        ledger.record(at=AT, actor_id=None, task_id=None, verb="after", facts={})
    with database.reading() as ledger:
        assert ledger.departments.find() == (kept, inner)


def test_the_end_of_the_journal_is_asked_anew_after_an_attempt_that_failed(
    database: Database,
) -> None:
    def record(ledger: SqlLedger, verb: str) -> None:
        ledger.record(at=AT, actor_id=None, task_id=None, verb=verb, facts={})

    def fails(ledger: SqlLedger) -> None:
        with ledger.attempt():
            record(ledger, "undone")
            raise ZeroDivisionError

    with database.transaction() as ledger:
        assert isinstance(ledger, SqlLedger)
        record(ledger, "one")
        with pytest.raises(ZeroDivisionError):
            fails(ledger)
        record(ledger, "two")
    with database.reading() as ledger:
        one, two = ledger.events.find()
    assert (one.verb, two.verb, two.id) == ("one", "two", one.id + 1)
    assert two.previous_hash == one.hash
