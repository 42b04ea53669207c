"""Opening a database: what is wrong is said in one Chinese sentence, without the password."""

import os
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from inspection.departments import Department
from storage.database import open_database
from storage.faults import StorageFault


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ledger.db", "数据库地址写法有误"),
        ("mysql://root:secret@localhost/x", "不支持的数据库 mysql"),
        ("sqlite:////nowhere/at/all/ledger.db", "数据库目录不存在：/nowhere/at/all"),
    ],
)
def test_a_wrong_address_is_told(url: str, words: str) -> None:
    with pytest.raises(StorageFault, match=words) as caught:
        open_database(url)
    assert "secret" not in str(caught.value)


def test_a_missing_driver_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StorageFault, match=r"未安装 PostgreSQL 驱动.*chuishao\[postgresql\]"):
        open_database("postgresql+psycopg://a:secret@localhost/x")


def test_a_server_that_is_away_is_told(tmp_path: Path) -> None:
    pytest.importorskip("psycopg", exc_type=ImportError)
    database = open_database(f"postgresql://a:secret@/x?host={tmp_path}")
    with pytest.raises(StorageFault, match="数据库无法连接或打开") as caught:
        database.revision()
    assert "secret" not in str(caught.value)
    with pytest.raises(StorageFault, match="数据库无法连接或打开"):
        database.migrate()
    database.close()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_text("this is not a database, but long enough to look at" * 20)
    database = open_database(f"sqlite:///{path}")
    with pytest.raises(StorageFault, match="数据库无法连接或打开"):
        database.migrate()
    database.close()


def test_sqlite_is_opened_safely(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
    expected = {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "busy_timeout": 30000,
        "wal_autocheckpoint": 10000,
    }
    with database._engine.connect() as connection:
        for setting, value in expected.items():
            assert connection.execute(text(f"PRAGMA {setting}")).scalar() == value, setting
    database.close()


def test_a_ledger_in_memory_serves_a_trial() -> None:
    database = open_database("sqlite://")
    database.migrate()
    with database.transaction() as ledger:
        assert ledger.office.find() == ()
    assert database.revision() == database.head_revision()
    database.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_files_of_a_ledger_are_for_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o000)
    try:
        database = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
        seats = database.seats()
        database.migrate()
        with database.reading() as ledger:
            assert ledger.office.find() == ()
            modes = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
        seats.close()
        database.close()
    finally:
        os.umask(before)
    names = ("ledger.db", "ledger.db-wal", "ledger.db-shm", "ledger.db.lock")
    assert modes == dict.fromkeys(names, 0o600)


def test_a_file_that_is_there_keeps_its_mode_and_its_contents(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    open_database(f"sqlite:///{path}").close()
    assert not path.exists()
    database = open_database(f"sqlite:///{path}")
    database.migrate()
    database.close()
    path.chmod(0o640)
    again = open_database(f"sqlite:///{path}")
    assert again.revision() == again.head_revision()
    again.close()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_checkpoint_carries_all_over_while_somebody_writes(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    database = open_database(f"sqlite:///{file}")
    database.migrate()
    before = file.stat().st_size
    with ThreadPoolExecutor(1) as elsewhere, database.transaction() as ledger:
        ledger.departments.add(Department(name="甲", short_name="甲"))
        elsewhere.submit(database.checkpoint).result(20)
    assert file.stat().st_size > before
    database.checkpoint()
    with sqlite3.connect(file) as looking:
        _, written, carried_over = looking.execute("PRAGMA wal_checkpoint").fetchone()
    looking.close()
    assert written == carried_over > 0
    database.close()
