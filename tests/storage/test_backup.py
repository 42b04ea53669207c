"""A backup brings everything back, on either kind of database, and a damaged one nothing."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from inspection.ids import PersonId, TaskId
from storage.audit import first_broken_link
from storage.backup import back_up, restore
from storage.database import Database, open_database
from storage.faults import StorageFault
from storage.models import METADATA
from tests.storage.example_values import AT, NESTED
from tests.storage.examples import EXAMPLES, fill


@pytest.fixture
def full(database: Database) -> Database:
    """A ledger with two of everything and a journal."""
    with database.transaction() as ledger:
        fill(ledger)
        for number in range(3):
            ledger.record(
                at=AT, actor_id=PersonId(1), task_id=TaskId(1), verb=f"v{number}", facts=NESTED
            )
    return database


@pytest.fixture(params=["sqlite", "postgresql"])
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'restored.db'}"
    create: Callable[[], str] = request.getfixturevalue("new_postgresql")
    return create()


def everything(database: Database) -> dict[str, object]:
    """All nouns of all shelves."""
    with database.reading() as ledger:
        shelves = [name for name, _, _ in EXAMPLES]
        return {name: getattr(ledger, name).find() for name in [*shelves, "events"]}


def test_what_was_backed_up_comes_back_on_either_database(
    full: Database, url: str, other_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "ledger.backup"
    written = back_up(url, file)
    assert file.stat().st_mode & 0o077 == 0
    assert set(written) == set(METADATA.tables)
    assert restore(file, other_url) == written
    restored = open_database(other_url)
    assert everything(restored) == everything(full)
    with restored.transaction() as ledger:
        ledger.record(at=AT, actor_id=None, task_id=None, verb="after", facts={})
        assert first_broken_link(ledger) is None
    restored.close()


def test_nothing_is_restored_over_a_ledger_in_use(full: Database, url: str, tmp_path: Path) -> None:
    file = tmp_path / "ledger.backup"
    back_up(url, file)
    before = everything(full)
    with pytest.raises(StorageFault, match="已有内容"):
        restore(file, url)
    assert everything(full) == before


@pytest.mark.parametrize("damage", ["cut", "changed", "alien"])
def test_a_damaged_backup_is_refused_before_anything_is_touched(
    full: Database, url: str, tmp_path: Path, damage: str
) -> None:
    file = tmp_path / "ledger.backup"
    back_up(url, file)
    if damage == "cut":
        file.write_bytes(file.read_bytes()[:-40])
    elif damage == "changed":
        file.write_bytes(gzip.compress(gzip.decompress(file.read_bytes()).replace(b"v1", b"v9")))
    else:
        file.write_bytes(b"PK not ours")
    target = tmp_path / "restored.db"
    with pytest.raises(StorageFault, match="不是完整的吹哨备份"):
        restore(file, f"sqlite:///{target}")
    assert not target.exists()
