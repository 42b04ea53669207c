"""Writers queue, readers do not wait, and what is not committed never was."""

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inspection.departments import Department
from inspection.ids import ChatId
from inspection.whistle import CheckIn
from storage.audit import first_broken_link
from storage.database import Database, open_database
from storage.faults import BrokenRule
from tests.storage.example_values import AT
from tests.storage.examples import example, fill

ROOT = Path(__file__).parents[2]

KILLED_WHILE_WRITING = """
import sys
from inspection.departments import Department
from storage.database import open_database

database = open_database(sys.argv[1])
with database.transaction() as ledger:
    ledger.departments.add(Department(name="committed", short_name=""))
with database.transaction() as ledger:
    ledger.departments.add(Department(name="not committed", short_name=""))
    print("written", flush=True)
    sys.stdin.read()
"""


def in_threads(*works: Callable[[], object]) -> list[object]:
    """Run these at the same time; what each returned, or the fault that it met."""
    start = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        start.wait(timeout=30)
        try:
            return work()
        except BrokenRule as fault:
            return fault

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_two_threads_check_one_department_in_once(database: Database, url: str) -> None:
    with database.transaction() as ledger:
        fill(ledger)
        department = ledger.departments.add(Department(name="青禾县第三局", short_name="三局"))
    pressed = replace(example("check_ins")[1], department_id=department.id)
    other_process = open_database(url)

    def press(through: Database) -> Callable[[], CheckIn]:
        def add() -> CheckIn:
            with through.transaction() as ledger:
                return ledger.check_ins.add(pressed)

        return add

    try:
        outcome = in_threads(press(database), press(other_process))
    finally:
        other_process.close()
    assert sorted(type(one).__name__ for one in outcome) == ["BrokenRule", "CheckIn"]
    with database.reading() as ledger:
        assert len(ledger.check_ins.find(department_id=department.id)) == 1


def test_whoever_looks_before_writing_sees_what_the_other_wrote(
    database: Database, url: str
) -> None:
    other_process = open_database(url)

    def post(through: Database, words: str) -> Callable[[], object]:
        def write() -> object:
            fresh = replace(example("postings")[1], facts={"words": words})
            with through.transaction() as ledger:
                ledger.post(fresh)
                return ledger.postings.find(dedupe=fresh.dedupe)[0].facts

        return write

    try:
        works = [
            post(through, f"{number}")
            for number in range(3)
            for through in (database, other_process)
        ]
        outcome = in_threads(*works)
    finally:
        other_process.close()
    assert outcome == [outcome[0]] * 6


def test_the_journal_does_not_fork_under_many_writers(database: Database, url: str) -> None:
    other_process = open_database(url)

    def write(through: Database, name: str) -> Callable[[], object]:
        def record() -> None:
            for number in range(10):
                with through.transaction() as ledger:
                    ledger.record(
                        at=AT, actor_id=None, task_id=None, verb=name, facts={"n": number}
                    )

        return record

    try:
        works = [write(one, name) for name in "ab" for one in (database, other_process)]
        assert in_threads(*works) == [None] * 4
    finally:
        other_process.close()
    with database.reading() as ledger:
        assert len(ledger.events.find()) == 40
        assert first_broken_link(ledger) is None


def test_who_has_something_to_append_holds_up_nobody_before_the_end(
    database: Database, url: str
) -> None:
    if url.startswith("sqlite"):
        pytest.skip("SQLite has one writer")
    other_process = open_database(url)
    try:
        with database.rows() as slow:
            slow.record(at=AT, actor_id=None, task_id=None, verb="slow", facts={})
            with other_process.rows() as quick:
                quick.record(at=AT, actor_id=None, task_id=None, verb="quick", facts={})
    finally:
        other_process.close()
    with database.reading() as ledger:
        assert [event.verb for event in ledger.events.find()] == ["quick", "slow"]
        assert first_broken_link(ledger) is None


def test_two_may_find_at_once_that_a_chat_must_wait(database: Database, url: str) -> None:
    other_process = open_database(url)

    def wait(through: Database, minutes: int) -> Callable[[], object]:
        def write() -> object:
            with through.rows() as ledger:
                ledger.wait_in(ChatId(-1), AT + timedelta(minutes=minutes), AT)
                ledger.beat("tick", AT)
            return minutes

        return write

    try:
        assert sorted(map(str, in_threads(wait(database, 1), wait(other_process, 2)))) == ["1", "2"]
    finally:
        other_process.close()
    with database.reading() as ledger:
        assert len(ledger.chat_waits.find()) == len(ledger.beats.find()) == 1


def test_a_reader_waits_for_no_writer_and_sees_one_moment(database: Database) -> None:
    with database.transaction() as writing:
        writing.departments.add(Department(name="一", short_name=""))
        with database.reading() as reading:
            assert reading.departments.find() == ()
    with database.reading() as reading:
        assert len(reading.departments.find()) == 1
        with database.transaction() as writing:
            writing.departments.add(Department(name="二", short_name=""))
        assert len(reading.departments.find()) == 1


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only"), database.reading() as ledger:
        ledger.departments.add(Department(name="一", short_name=""))
    with database.transaction() as ledger:
        assert ledger.departments.add(Department(name="一", short_name="")).id == 1


def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    def work() -> None:
        with database.transaction() as ledger:
            ledger.departments.add(Department(name="一", short_name=""))
            ledger.record(at=AT, actor_id=None, task_id=None, verb="x", facts={})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    with database.transaction() as ledger:
        assert ledger.departments.find() == ()
        assert ledger.events.find() == ()


def test_a_transaction_inside_another_is_a_fault_not_a_deadlock(database: Database) -> None:
    with (
        database.transaction(),
        pytest.raises(RuntimeError, match="already open"),
        database.transaction(),
    ):
        pass
    with database.transaction() as ledger:
        assert ledger.departments.find() == ()


def test_a_killed_process_leaves_what_it_committed_and_no_lock(
    database: Database, url: str
) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", KILLED_WHILE_WRITING, url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "written\n"
        writer.kill()
        writer.wait(timeout=30)
    with database.transaction() as ledger:
        assert [one.name for one in ledger.departments.find()] == ["committed"]
        ledger.departments.add(Department(name="afterwards", short_name=""))
