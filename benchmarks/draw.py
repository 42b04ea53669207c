"""The draw at scale: SSJ-DRAW/1 against its peers, all in one run (performance.md, "Draw").

    python benchmarks/draw.py                 # 1,000,000 subjects, 5 interleaved rounds
    python benchmarks/draw.py --small         # 100,000, to see that everything runs
    python benchmarks/draw.py --only fairness # the 100,000-trial simulation alone

Absolute seconds drift on a shared machine, so every line is a ratio against a peer or the floor
measured beside it. The peers that can be recomputed must draw the very same subjects, or the run
stops.
"""

import argparse
import gc
import hashlib
import heapq
import math
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from inspection.draw import Lot, draw_lots
from inspection.pack_check import ticket_keys

SEED = hashlib.sha256(b"benchmark").hexdigest()
STRATA = "ABCD"
TAKEN = 0.05
PARTS = ("peers", "weighted", "linearity", "memory", "storage", "fairness")

Lots = list[tuple[str, str, int]]
Drawn = dict[str, list[str]]


def roster(count: int, *, weighted: bool) -> Lots:
    """An invented roster: ids of 18 characters, four strata, weights 1 or 1, 2, 3 in turn."""
    return [
        (f"91419901MA{number:08d}", STRATA[number % 4], 1 + number // 4 % 3 if weighted else 1)
        for number in range(count)
    ]


def quota_of(count: int) -> dict[str, int]:
    """5 % of each stratum."""
    return {stratum: int(count / 4 * TAKEN) for stratum in STRATA}


def floor(lots: Lots) -> None:
    """Bare SHA-256 of prefix and id, one ticket each; nothing is selected."""
    prefix, sha256 = f"SSJ-TICKET/1|{SEED}|".encode(), hashlib.sha256
    for lot, _, _ in lots:
        sha256(prefix + lot.encode() + b"|1").digest()


def ours(lots: Lots, quota: dict[str, int]) -> Drawn:
    """SSJ-DRAW/1."""
    orders = draw_lots(SEED, lots, quota)
    return {order.stratum: [each.id for each in order.drawn] for order in orders}


def hexed(lots: Lots) -> Iterator[tuple[str, str, str]]:
    """Stratum, smallest hex ticket and id, straight from the wording of draw.md."""
    for lot, stratum, weight in lots:
        tickets = (
            hashlib.sha256(f"SSJ-TICKET/1|{SEED}|{lot}|{number}".encode()).hexdigest()
            for number in range(1, weight + 1)
        )
        yield stratum, min(tickets), lot


def by_sort(lots: Lots, quota: dict[str, int]) -> Drawn:
    """hashlib, then a sort per stratum."""
    strata: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for stratum, ticket, lot in hexed(lots):
        strata[stratum].append((ticket, lot))
    return {each: [lot for _, lot in sorted(keys)[: quota[each]]] for each, keys in strata.items()}


def by_heap(lots: Lots, quota: dict[str, int]) -> Drawn:
    """hashlib, then heapq.nsmallest per stratum."""
    strata: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for stratum, ticket, lot in hexed(lots):
        strata[stratum].append((ticket, lot))
    return {
        each: [lot for _, lot in heapq.nsmallest(quota[each], keys)]
        for each, keys in strata.items()
    }


SQLITE_DRAW = """
SELECT stratum, id FROM (
  SELECT stratum, id, row_number() OVER (PARTITION BY stratum ORDER BY key) AS rank FROM (
    SELECT id, stratum, -ln((abs(random()) + 1.0) / 9223372036854775809.0) / weight AS key
    FROM roster)) WHERE rank <= ?
"""

POSTGRESQL_DRAW = """
SELECT stratum, id FROM (
  SELECT stratum, id, row_number() OVER (PARTITION BY stratum ORDER BY key, id) AS rank FROM (
    SELECT id, stratum, (
      SELECT min(encode(sha256(
        convert_to('SSJ-TICKET/1|' || %(seed)s || '|' || id || '|' || j, 'UTF8')), 'hex'))
      FROM generate_series(1, weight) j) AS key
    FROM roster) keyed) ranked WHERE rank <= %(quota)s ORDER BY stratum, rank
"""


def grouped(rows: list[tuple[str, str]]) -> Drawn:
    """Rows of stratum and id, by stratum."""
    drawn: dict[str, list[str]] = defaultdict(list)
    for stratum, lot in rows:
        drawn[stratum].append(lot)
    return dict(drawn)


@contextmanager
def sqlite_peer(lots: Lots, quota: dict[str, int]) -> Iterator[Callable[[], Drawn]]:
    """SQLite's random(), weighted and stratified: nobody can recompute it."""
    with tempfile.TemporaryDirectory(prefix="chuishao-bench-") as folder:
        at = sqlite3.connect(Path(folder) / "roster.db")
        at.execute("CREATE TABLE roster (id TEXT PRIMARY KEY, stratum TEXT, weight INT)")
        at.executemany("INSERT INTO roster VALUES (?, ?, ?)", lots)
        at.commit()
        yield lambda: grouped(at.execute(SQLITE_DRAW, (quota["A"],)).fetchall())
        at.close()


def as_server(command: list[str]) -> None:
    """Run a PostgreSQL program; it refuses root, so root becomes user postgres."""
    if os.geteuid() == 0:
        command = ["su", "postgres", "-s", "/bin/sh", "-c", " ".join(command)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, cwd="/")


@contextmanager
def postgresql_peer(lots: Lots, quota: dict[str, int]) -> Iterator[Callable[[], Drawn] | None]:
    """PostgreSQL with sha256(), the one peer in SQL that can be recomputed; None without it."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    try:
        import psycopg
    except ImportError:
        programs = []
    if not programs:
        yield None
        return
    room = Path(tempfile.mkdtemp(prefix="chuishao-bench-pg-"))
    if os.geteuid() == 0:
        shutil.chown(room, "postgres")
    control = [f"{programs[-1].parent}/pg_ctl", "-D", f"{room}/data", "-w"]
    settings = f"-c listen_addresses= -c unix_socket_directories={room} -c fsync=off"
    settings += " -c work_mem=256MB -c shared_buffers=256MB"
    options = f"'{settings}'" if os.geteuid() == 0 else settings
    try:
        create = f"{programs[-1]} -D {room}/data -A trust -U postgres -N -E UTF8 --locale=C"
        as_server(create.split())
        as_server([*control, "-l", f"{room}/log", "-o", options, "start"])
        try:
            with psycopg.connect(f"host={room} user=postgres dbname=postgres") as at:
                at.execute("CREATE TABLE roster (id text PRIMARY KEY, stratum text, weight int)")
                with at.cursor().copy("COPY roster FROM STDIN") as copy:
                    for lot in lots:
                        copy.write_row(lot)
                at.commit()
                at.execute("ANALYZE roster")
                asked = {"seed": SEED, "quota": quota["A"]}
                yield lambda: grouped(at.execute(POSTGRESQL_DRAW, asked).fetchall())
        finally:
            as_server([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(room, ignore_errors=True)


def timed(run: Callable[[], object]) -> float:
    """Seconds of one run, with what the last one left swept away before."""
    gc.collect()
    began = perf_counter()
    run()
    return perf_counter() - began


def interleaved(runs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median seconds of each, taken in turns so that a slow minute hits all alike."""
    seconds: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for name, run in runs.items():
            seconds[name].append(timed(run))
    return {name: median(each) for name, each in seconds.items()}


def line(name: str, target: str, peer: float, own: float, ratio: float, kept: bool) -> None:
    """One line of the table."""
    mark = "yes" if kept else "NO"
    print(f"{name:<46}{target:>14}{peer:>10.3f}{own:>10.3f}{ratio:>9.2f}  {mark}", flush=True)


def head(title: str) -> None:
    """The head of a table; seconds unless said."""
    print(f"\n{title}\n{'':<46}{'target':>14}{'peer':>10}{'ours':>10}{'ratio':>9}  met")


def against_peers(count: int, rounds: int, *, weighted: bool) -> None:
    """Ours, the floor and the peers, interleaved."""
    lots, quota = roster(count, weighted=weighted), quota_of(count)
    with sqlite_peer(lots, quota) as in_sqlite, postgresql_peer(lots, quota) as in_postgresql:
        runs: dict[str, Callable[[], object]] = {
            "floor": lambda: floor(lots),
            "ours": lambda: ours(lots, quota),
            "hashlib + sort": lambda: by_sort(lots, quota),
            "hashlib + heapq": lambda: by_heap(lots, quota),
            "SQLite random()": in_sqlite,
        }
        if in_postgresql is not None:
            runs["PostgreSQL sha256()"] = in_postgresql
            assert in_postgresql() == ours(lots, quota), "PostgreSQL draws otherwise"
        assert by_sort(lots, quota) == by_heap(lots, quota) == ours(lots, quota)
        seconds = interleaved(runs, rounds)
    own = seconds.pop("ours")
    head(f"{count:,} subjects, weights {'1 to 3' if weighted else '1'}, 5 % drawn (s)")
    ratio = own / seconds["floor"]
    bound = "<= 2.0 floor" if not weighted else "(told)"
    line("bare SHA-256 (floor)", bound, seconds.pop("floor"), own, ratio, weighted or ratio <= 2)
    for name, peer in seconds.items():
        least = 2.0 if name.startswith("PostgreSQL") else 1.0
        told = weighted and name.startswith("SQLite")  # nobody can recompute that one
        target = "(told)" if told else f">= {least:.1f} ahead"
        line(name, target, peer, own, peer / own, told or peer / own >= least)
    if in_postgresql is None:
        print("PostgreSQL: not installed, not compared")


def stream_drawn(count: int) -> None:
    """A draw over a roster that is never all in memory."""
    for order in draw_lots(SEED, streamed(count), quota_of(count)):
        assert len(order.drawn) == order.quota


def linearity(count: int, rounds: int) -> None:
    """Four times the subjects take four times the time."""
    seconds = interleaved(
        {
            "few": lambda: stream_drawn(count),
            "many": lambda: stream_drawn(4 * count),
        },
        rounds,
    )
    ratio = seconds["many"] / seconds["few"]
    head(f"From {count:,} to {4 * count:,} subjects (s)")
    line("four times as many", "<= 5.0 times", seconds["few"], seconds["many"], ratio, ratio <= 5)


def streamed(count: int) -> Iterator[Lot]:
    """The roster one lot at a time, as it comes from storage."""
    for number in range(count):
        yield Lot(f"91419901MA{number:08d}", STRATA[number % 4])


def measure_memory(count: int) -> None:
    """For the child process: the traced peak of a draw over a streamed roster, in bytes."""
    import tracemalloc

    tracemalloc.start()
    orders = draw_lots(SEED, streamed(count), quota_of(count))
    drawn = [order.drawn for order in orders]
    print(tracemalloc.get_traced_memory()[1], len(drawn))


def memory(count: int) -> None:
    """Bytes a subject at the peak, in a process of its own."""
    command = [sys.executable, __file__, "--memory-child", "--count", str(count)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=600).stdout
    each = int(said.split()[0]) / count
    head(f"Memory of drawing from {count:,} streamed subjects (bytes a subject)")
    line("traced peak", "< 300", 300, each, each / 300, each < 300)


def from_storage(count: int, rounds: int) -> None:
    """The roster read from SQLite, screened, weighted, frozen and drawn (忻州: four strata).

    The peer is the first step alone done the plain way: every subject as a whole noun.
    """
    from dataclasses import replace

    from inspection.lots import freeze_roster
    from inspection.pack_check import roster_lots
    from inspection.subjects import Subject, SubjectKind
    from storage.database import open_database
    from tests.builders import county, desk_for

    invented = (
        Subject(code=lot, name=lot, kind=SubjectKind.PROFIT, industry="大规模", risk_class=stratum)
        for lot, stratum, _ in roster(count, weighted=False)
    )
    with tempfile.TemporaryDirectory(prefix="chuishao-bench-") as folder:
        database = open_database(f"sqlite:///{folder}/ledger.db")
        database.migrate()
        with database.transaction() as ledger:
            task = replace(county(ledger).task, industry="大规模", rates=dict.fromkeys(STRATA, 500))
            ledger.subjects.add_all(invented)  # type: ignore[attr-defined]
        with database.reading() as ledger:
            desk = desk_for(ledger, locality="xinzhou")

            def whole_way() -> None:
                frozen = freeze_roster(desk, task)
                orders = draw_lots(SEED, roster_lots(frozen.roster), frozen.quota)
                assert sum(len(order.drawn) for order in orders) == sum(frozen.quota.values())

            seconds = interleaved(
                {
                    "nouns": lambda: ledger.subjects.find(industry="大规模"),
                    "ours": whole_way,
                },
                rounds,
            )
        database.close()
    ratio = seconds["nouns"] / seconds["ours"]
    head(f"{count:,} subjects from storage to the drawn list (s)")
    line("reading whole subjects alone", "(told)", seconds["nouns"], seconds["ours"], ratio, True)


def measure_fairness(trials: int) -> float:
    """The largest deviation of an inclusion frequency, in standard errors of its probability.

    Twelve lots of weights 1, 2 and 3, three drawn. The exact probabilities come from counting all
    ordered selections without replacement, which is what the smallest of w uniform tickets means.
    """
    lots = [(f"{number:018d}", "A", 1 + number % 3) for number in range(12)]
    drawn: dict[str, int] = defaultdict(int)
    for trial in range(trials):
        seed = hashlib.sha256(f"trial {trial}".encode()).hexdigest()
        for key in heapq.nsmallest(3, ticket_keys(seed, lots)["A"]):
            drawn[key[32:].decode()] += 1
    exact = inclusion({lot: weight for lot, _, weight in lots}, 3)
    return max(
        abs(drawn[lot] / trials - chance) / math.sqrt(chance * (1 - chance) / trials)
        for lot, chance in exact.items()
    )


def inclusion(weights: dict[str, int], number: int) -> dict[str, float]:
    """The probability of each lot to be among the first `number` drawn by weight."""
    if number == 0:
        return dict.fromkeys(weights, 0.0)
    chances: dict[str, float] = defaultdict(float)
    total = sum(weights.values())
    for first, weight in weights.items():
        chances[first] += weight / total
        rest = {lot: each for lot, each in weights.items() if lot != first}
        for lot, chance in inclusion(rest, number - 1).items():
            chances[lot] += weight / total * chance
    return dict(chances)


def fairness(trials: int) -> None:
    """No lot of twelve strays further than chance allows (4 standard errors, p < 0.001)."""
    began = perf_counter()
    worst = measure_fairness(trials)
    head(f"Inclusion frequencies over {trials:,} draws, {perf_counter() - began:.1f} s")
    line("largest deviation, standard errors", "<= 4.0", 4.0, worst, worst / 4, worst <= 4)


def main() -> int:
    """Run what was asked for."""
    said = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    said.add_argument("--small", action="store_true")
    said.add_argument("--count", type=int, default=0)
    said.add_argument("--rounds", type=int, default=5)
    said.add_argument("--trials", type=int, default=100_000)
    said.add_argument("--only", choices=PARTS)
    said.add_argument("--memory-child", action="store_true", help=argparse.SUPPRESS)
    asked = said.parse_args()
    count = asked.count or (100_000 if asked.small else 1_000_000)
    if asked.memory_child:
        measure_memory(count)
        return 0
    parts: dict[str, Callable[[], Any]] = {
        "peers": lambda: against_peers(count, asked.rounds, weighted=False),
        "weighted": lambda: against_peers(count, asked.rounds, weighted=True),
        "linearity": lambda: linearity(count, min(asked.rounds, 3)),
        "memory": lambda: memory(count),
        "storage": lambda: from_storage(count, min(asked.rounds, 3)),
        "fairness": lambda: fairness(asked.trials),
    }
    for name, run in parts.items():
        if asked.only in (None, name):
            run()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
