"""The migrations build exactly what the models say, and take it down again."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text

from storage.database import Database, open_database
from storage.faults import StorageFault
from storage.models import METADATA
from tests.storage.example_values import AT
from tests.storage.examples import fill


@pytest.fixture
def empty(empty_url: str) -> Iterator[Database]:
    """A database without tables."""
    opened = open_database(empty_url)
    yield opened
    opened.close()


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    """The same database, by other means."""
    engine = create_engine(empty_url)
    yield engine
    engine.dispose()


def test_migrations_build_exactly_the_models(empty: Database, engine: Engine) -> None:
    empty.migrate()
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_a_difference_would_be_seen(empty: Database, engine: Engine) -> None:
    empty.migrate()
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_deadlines_ahead"))
        connection.execute(text("ALTER TABLE visits DROP COLUMN notice_way"))
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = {entry[0] for entry in compare_metadata(context, METADATA)}
    assert found == {"add_index", "add_column"}


def test_partial_indices_keep_their_condition(empty: Database, engine: Engine) -> None:
    empty.migrate()
    option = f"{engine.dialect.name}_where"
    partial = {
        index["name"]: str(index["dialect_options"][option]).lower()
        for table in METADATA.tables
        for index in inspect(engine).get_indexes(table)
        if option in index.get("dialect_options", {})
    }
    assert set(partial) == {
        index.name
        for table in METADATA.tables.values()
        for index in table.indexes
        if index.dialect_options[engine.dialect.name]["where"] is not None
    }
    assert "'open'" in partial["uq_whistles_open"]
    assert "fired_at is null" in partial["ix_deadlines_ahead"]


def test_migrating_twice_changes_nothing(empty: Database) -> None:
    assert empty.revision() is None
    empty.migrate()
    assert empty.revision() == empty.head_revision() is not None
    with empty.transaction() as ledger:
        ledger.receive(update_id=1, raw={}, received_at=AT)
    empty.migrate()
    with empty.reading() as ledger:
        assert len(ledger.waiting_updates()) == 1


def test_downgrading_leaves_nothing_and_can_be_undone(empty: Database, engine: Engine) -> None:
    empty.migrate()
    empty.downgrade("0002")
    assert empty.revision() == "0002"
    assert not inspect(engine).has_table("events")
    empty.downgrade("base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            left = "SELECT proname FROM pg_proc WHERE proname LIKE 'refuse_%'"
            assert connection.execute(text(left)).all() == []
    empty.migrate()
    assert empty.revision() == empty.head_revision()


def test_a_plan_and_its_task_from_before_the_annual_plan_are_kept(empty: Database) -> None:
    empty.migrate()
    with empty.transaction() as ledger:
        fill(ledger, upto="annual_plans")
        before = (ledger.plan_entries.get(2), ledger.tasks.get(2))
    empty.downgrade("0009")
    empty.migrate()
    with empty.reading() as ledger:
        assert (ledger.plan_entries.get(2), ledger.tasks.get(2)) == before
        assert not ledger.plan_entries.get(1).cancelled


def test_a_newer_database_is_told_in_plain_chinese(empty: Database, engine: Engine) -> None:
    empty.migrate()
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageFault, match=r"数据库版本与程序不符.*9999"):
        empty.migrate()


def test_a_migration_that_fails_leaves_nothing(empty: Database, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE postings (id INTEGER PRIMARY KEY)"))
    with pytest.raises(StorageFault, match=r"数据库升级失败.*postings.*未改动"):
        empty.migrate()
    assert inspect(engine).get_table_names() == ["postings"]
