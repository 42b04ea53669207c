"""Imports at scale: an object directory read, checked, reported and stored (performance.md).

    python benchmarks/imports.py                 # 100,000 subjects, 5 interleaved rounds
    python benchmarks/imports.py --small         # 5,000, to see that everything runs
    python benchmarks/imports.py --memory        # a .csv of 150,000 and of 1,000,000 rows

Ours does what the peers do not: refuses hostile packages, checks every credit code, phone, date and
duplicate, compares with what is stored, journals. Ratios are of one run.
"""

import argparse
import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook
from sqlalchemy import Column, Date, Integer, String, create_engine
from sqlalchemy.orm import Session, declarative_base

from app.demo.codes import fictional_code
from app.workbook.columns import SUBJECTS, sheet_form
from app.workbook.importer import import_book
from app.workbook.reader import read_book
from app.workbook.report import import_text
from app.workbook.roster_file import open_roster
from app.workbook.roster_import import import_roster
from benchmarks.draw import as_server, head, interleaved, line
from scheduler.clock import SHANGHAI
from storage.database import open_database

HEADERS = [column.header for column in sheet_form(SUBJECTS).columns]
NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
FIELDS = 11
UPSERT = (
    "INSERT INTO peer (code, name, kind, industry, address, area, legal, phone, risk, state, last) "
    "VALUES ({marks}) ON CONFLICT (code) DO UPDATE SET name = excluded.name, "
    "kind = excluded.kind, industry = excluded.industry, address = excluded.address, "
    "area = excluded.area, legal = excluded.legal, phone = excluded.phone, "
    "risk = excluded.risk, state = excluded.state, last = excluded.last"
)
Base: Any = declarative_base()


class PeerRow(Base):
    """The table of the peers, with the columns of ours."""

    __tablename__ = "peer"
    id = Column(Integer, primary_key=True)
    code = Column(String, unique=True)
    name, kind, industry, address = (Column(String) for _ in range(4))
    area, legal, phone, risk, state = (Column(String) for _ in range(5))
    last = Column(Date)


def subject(number: int) -> list[str]:
    """One invented line of the directory."""
    return [
        fictional_code("91", f"M{number:07d}"),
        f"青禾县第{number}号经营部",
        "营利性市场主体",
        ("加油站", "餐饮", "宾馆", "药店")[number % 4],
        f"青禾县虚构路{number}号",
        ("城关", "北岭", "柳湾")[number % 3],
        f"虚构人{number}",
        f"000-{number:07d}",
        "ABCD"[number % 4],
        "存续",
        f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}" if number % 3 else "",
    ]


def workbook(count: int) -> bytes:
    """The directory as .xlsx."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SUBJECTS)
    sheet.append(HEADERS)
    for number in range(count):
        sheet.append(subject(number))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def comma_separated(count: int) -> bytes:
    """The directory as .csv."""
    words = io.StringIO(newline="")
    writer = csv.writer(words)
    writer.writerow(HEADERS)
    writer.writerows(subject(number) for number in range(count))
    return words.getvalue().encode()


def by_orm(content: bytes, url: str) -> None:
    """openpyxl read-only, one ORM object a row, add_all."""
    engine = create_engine(url)
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)
    rows = load_workbook(io.BytesIO(content), read_only=True)[SUBJECTS].iter_rows(
        min_row=2, values_only=True
    )
    names = ("code", "name", "kind", "industry", "address", "area", "legal", "phone", "risk",
             "state", "last")  # fmt: skip
    with Session(engine) as session:
        session.add_all(
            PeerRow(
                **dict(zip(names[:-1], row, strict=False)),
                last=datetime.fromisoformat(str(row[10])).date() if row[10] else None,
            )
            for row in rows
        )
        session.commit()
    engine.dispose()


def by_driver(content: bytes, url: str) -> None:
    """calamine rows straight into the driver's upsert; nothing is checked."""
    engine = create_engine(url)
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(SUBJECTS)
    rows = [[*row[:10], row[10] or None] for row in sheet.to_python()[1:]]
    mark = "?" if url.startswith("sqlite") else "%s"
    statement = UPSERT.format(marks=", ".join([mark] * FIELDS))
    connection = engine.raw_connection()
    connection.cursor().executemany(statement, rows)
    connection.commit()
    connection.close()
    engine.dispose()


def by_us(content: bytes, url: str) -> None:
    """The whole way in: read, check, compare, store, journal, report."""
    database = open_database(url)
    _emptied(url)
    reading = read_book(content)
    with database.transaction() as ledger:
        report = import_book(ledger, reading, now=NOW)
    assert report.imported, import_text(report)[:500]
    database.close()


def _migrated(url: str) -> None:
    database = open_database(url)
    database.migrate()
    database.close()


def _emptied(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM subjects")
    engine.dispose()


@contextmanager
def sqlite() -> Iterator[Callable[[str], str]]:
    """A fresh SQLite file for each way in."""
    with tempfile.TemporaryDirectory(prefix="chuishao-bench-") as folder:
        yield lambda name: f"sqlite:///{folder}/{name}.db"


@contextmanager
def postgresql() -> Iterator[Callable[[str], str] | None]:
    """A PostgreSQL of its own in a temporary folder; None where none is installed."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        yield None
        return
    room = Path(tempfile.mkdtemp(prefix="chuishao-bench-pg-"))
    if os.geteuid() == 0:
        shutil.chown(room, "postgres")
    control = [f"{programs[-1].parent}/pg_ctl", "-D", f"{room}/data", "-w"]
    settings = f"-c listen_addresses= -c unix_socket_directories={room} -c fsync=off"
    options = f"'{settings}'" if os.geteuid() == 0 else settings
    try:
        create = f"{programs[-1]} -D {room}/data -A trust -U postgres -N -E UTF8 --locale=C"
        as_server(create.split())
        as_server([*control, "-l", f"{room}/log", "-o", options, "start"])
        try:
            yield lambda _: f"postgresql+psycopg://postgres@/postgres?host={room}"
        finally:
            as_server([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(room, ignore_errors=True)


def compared(name: str, url: Callable[[str], str], content: bytes, rounds: int) -> None:
    """Ours against both peers on one database; tables are made before the clock starts."""
    _migrated(url("ours"))
    seconds = interleaved(
        {
            "orm": lambda: by_orm(content, url("orm")),
            "driver": lambda: by_driver(content, url("driver")),
            "ours": lambda: by_us(content, url("ours")),
        },
        rounds,
    )
    own, orm, driver = seconds["ours"], seconds["orm"], seconds["driver"]
    line(f"{name}: openpyxl + ORM", ">= 5.0 ahead", orm, own, orm / own, orm / own >= 5)
    line(f"{name}: calamine + driver upsert", "<= 2.0 times", driver, own, own / driver,
         own / driver <= 2)  # fmt: skip


def from_csv(count: int, rounds: int) -> None:
    """The same directory as .csv."""
    content = comma_separated(count)
    with sqlite() as url:
        _migrated(url("csv"))
        seconds = interleaved({"ours": lambda: by_us(content, url("csv"))}, rounds)
    line(f"SQLite: .csv of {count:,}", "(told)", 0, seconds["ours"], 0, True)


def peak_of(path: Path, url: str) -> tuple[float, float]:
    """Import the roster in a process of its own: its peak memory in MB, and the seconds."""
    program = (
        "import sys, time, resource; sys.path.insert(0, sys.argv[3])\n"
        "from benchmarks.imports import piece_by_piece\n"
        "begun = time.perf_counter(); piece_by_piece(sys.argv[1], sys.argv[2])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,"
        " time.perf_counter() - begun)"
    )
    root = str(Path(__file__).resolve().parents[1])
    done = subprocess.run(
        [sys.executable, "-c", program, str(path), url, root],
        check=True,
        capture_output=True,
        text=True,
    )
    memory, seconds = done.stdout.split()
    return float(memory), float(seconds)


def piece_by_piece(path: str, url: str) -> None:
    """The whole way in of a long .csv."""
    roster = open_roster(Path(path))
    assert roster is not None
    database = open_database(url)
    with database.transaction() as ledger:
        report = import_roster(ledger, roster, now=NOW, tell=lambda done: None)
    assert report.imported, import_text(report)[:500]
    database.close()


def memory_of_long_rosters(counts: Sequence[int]) -> None:
    """Peak memory must not grow with the file: 12 bytes a row for duplicates are all that does."""
    print("\na long .csv, piece by piece: rows, peak MB, seconds; then the same file once more")
    with tempfile.TemporaryDirectory(prefix="chuishao-bench-") as folder:
        for count in counts:
            path = Path(folder) / f"{count}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(HEADERS)
                writer.writerows(subject(number) for number in range(count))
            url = f"sqlite:///{folder}/{count}.db"
            _migrated(url)
            for _ in range(2):
                memory, seconds = peak_of(path, url)
                print(f"{count:>9,}  {memory:7.0f} MB  {seconds:7.1f} s", flush=True)


def main() -> None:
    """Everything, with progress as it goes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory", action="store_true", help="only long .csv files")
    options = parser.parse_args()
    if options.memory:
        memory_of_long_rosters((150_000,) if options.small else (150_000, 1_000_000))
        return
    count, rounds = (5_000, 1) if options.small else (100_000, options.rounds)
    print(f"making a workbook of {count:,} subjects …", flush=True)
    content = workbook(count)
    head(f"{count:,} subjects from .xlsx, the whole way in (s)")
    with sqlite() as url:
        compared("SQLite", url, content, rounds)
    with postgresql() as server:
        if server is None:
            print("PostgreSQL: not installed, not compared")
        else:
            compared("PostgreSQL", server, content, rounds)
    from_csv(count, rounds)


if __name__ == "__main__":
    main()
