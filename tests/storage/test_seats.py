"""A SQLite ledger has one process, and says so."""

from pathlib import Path

import pytest

from storage.database import open_database
from storage.faults import StorageFault


def test_a_second_process_at_a_sqlite_ledger_is_told_what_to_do(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    first, second = open_database(url), open_database(url)
    seats = first.seats()
    assert seats.take("poller")
    with pytest.raises(StorageFault, match=r"ledger\.db.*一个吹哨进程.*PostgreSQL"):
        second.seats()
    seats.close()
    later = second.seats()
    assert later.take("ticker")
    assert not later.lives(seats.number)
    later.close()
    first.close()
    second.close()
