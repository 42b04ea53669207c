"""The clock: 100,000 pending deadlines of which 10,000 fall due at once (performance.md).

    python benchmarks/deadlines.py            # 3 interleaved rounds
    python benchmarks/deadlines.py --small    # a tenth of it, 1 round

Peer: APScheduler's SQLAlchemyJobStore, `misfire_grace_time=None`, whose jobs do nothing at all.
Ours does the office's work: entry duties of five departments become one merged reminder each.
"""

import argparse
import asyncio
import gc
import pickle
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import create_engine

from app.backstage import Backstage
from app.demo.seed import seed_demo
from app.service import spare_collections
from inspection.deadlines import Deadline, DeadlineKind
from inspection.ids import ChatId, DepartmentId, UserId, VisitId
from inspection.ledger import Ledger
from inspection.posting import PostingState
from inspection.publication import EntryDuty
from inspection.tasks import InspectionTask
from inspection.usecases.fire_deadlines import fire_deadlines
from inspection.visits import Visit, VisitState
from scheduler.clock import SHANGHAI, HandClock
from storage.database import open_database
from tests.postgres import fresh_database, throw_away_server

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
TASKS = 20
BEAT = 0.002
FIRED = 0


@dataclass
class Figures:
    """One run: seconds to start, to fire all, longest stop of the loop, fired.

    Ours also: seconds of a tick with nothing due, and of the longest tick.
    """

    start: float
    fire: float
    block: float
    fired: int
    idle: float = 0.0
    turn: float = 0.0


async def watched(work: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """Do the work; its seconds, and how long the event loop stood still at most."""
    longest = 0.0
    ended = False

    async def heart() -> None:
        nonlocal longest
        last = time.perf_counter()
        while not ended:
            await asyncio.sleep(BEAT)
            now = time.perf_counter()
            longest, last = max(longest, now - last - BEAT), now

    beating = asyncio.create_task(heart())
    await asyncio.sleep(0)
    began = time.perf_counter()
    await work()
    seconds = time.perf_counter() - began
    await asyncio.sleep(BEAT)
    ended = True
    await beating
    return seconds, longest


def settled(url: str) -> None:
    """Let PostgreSQL know how much there is, as it finds out by itself within a minute."""
    engine = create_engine(url)
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE")
    engine.dispose()


# -- the peer ----------------------------------------------------------------------------------


async def nothing() -> None:
    """The peer's job."""
    global FIRED
    FIRED += 1


async def peer(url: str, pending: int, due: int) -> Figures:
    """APScheduler with its job store, jobs entered behind its back to save the hours."""
    global FIRED
    FIRED = 0
    engine = create_engine(url)
    store = SQLAlchemyJobStore(engine=engine, tablename="apscheduler_jobs")
    scheduler = AsyncIOScheduler(timezone=SHANGHAI, jobstores={"default": store})
    scheduler.start(paused=True)
    far = datetime.now(SHANGHAI) + timedelta(days=30)  # noqa: TID251 - the peer has no other clock
    job = scheduler.add_job(nothing, "date", run_date=far, id="x", misfire_grace_time=None)
    state = job.__getstate__()
    rows = []
    for number in range(pending):
        when = far if number >= due else far - timedelta(days=31)
        copy = {**state, "id": str(number), "next_run_time": when}
        rows.append(
            {"id": str(number), "next_run_time": when.timestamp(), "job_state": pickle.dumps(copy)}
        )
    with engine.begin() as connection:
        connection.execute(store.jobs_t.insert(), rows)
    scheduler.shutdown()
    settled(url)
    store = SQLAlchemyJobStore(engine=engine, tablename="apscheduler_jobs")
    scheduler = AsyncIOScheduler(timezone=SHANGHAI, jobstores={"default": store})
    began = time.perf_counter()
    scheduler.start(paused=True)
    started = time.perf_counter() - began

    async def fire() -> None:
        scheduler.resume()
        late = time.perf_counter() + 300
        while due > FIRED and time.perf_counter() < late:
            await asyncio.sleep(0.01)

    seconds, block = await watched(fire)
    scheduler.shutdown(wait=False)
    engine.dispose()
    return Figures(started, seconds, block, FIRED)


# -- ours --------------------------------------------------------------------------------------


def filled(url: str, pending: int, due: int) -> None:
    """Twenty tasks of five departments, a duty for each deadline."""
    database = open_database(url)
    database.migrate()
    with database.transaction() as ledger:
        seed_demo(ledger, "xinyang", NOW)
        for person in ledger.people.find():
            ledger.people.save(replace(person, user_id=UserId(5_000_000 + person.id)))
        entry = next(each for each in ledger.plan_entries.find() if "加油站" in each.name)
        model, place = ledger.subjects.find()[0], 0
        departments = (entry.lead_id, *entry.partner_ids)
        opener = ledger.people.find(department_id=entry.lead_id)[0]
        per_task = due // TASKS // len(departments)
        for number in range(TASKS):
            task = ledger.tasks.add(
                InspectionTask(
                    number=f"QH2026-{number:03d}",
                    plan_entry_id=entry.id,
                    name=entry.name,
                    year=2026,
                    industry=entry.industry,
                    lead_id=entry.lead_id,
                    partner_ids=entry.partner_ids,
                    item_ids=entry.item_ids,
                    rates=entry.rates,
                    starts_on=entry.starts_on,
                    ends_on=entry.ends_on,
                    opened_by=opener.id,
                    opened_at=NOW,
                    chat_id=ChatId(-100 - number),
                )
            )
            for _ in range(per_task):
                place += 1
                subject = ledger.subjects.add(
                    replace(model, id=0, code=f"虚构{place:06d}", name=f"虚构加油站{place}")
                )
                visit = ledger.visits.add(
                    Visit(task_id=task.id, subject_id=subject.id, state=VisitState.FINISHED)
                )
                for department in departments:
                    _duty(ledger, visit.id, department, task)
        last = ledger.deadlines.find()[-1]
        ledger.deadlines.add_all(
            replace(last, id=0, due_at=NOW + timedelta(days=1 + n % 300))
            for n in range(pending - due)
        )
    database.close()
    settled(url)


def _duty(ledger: Ledger, visit: VisitId, department: DepartmentId, task: InspectionTask) -> None:
    duty = ledger.entry_duties.add(
        EntryDuty(visit_id=visit, department_id=department, due_on=NOW.date(), provisional=False)
    )
    ledger.deadlines.add(
        Deadline(kind=DeadlineKind.ENTRY_REMINDER, task_id=task.id, about_id=duty.id, due_at=NOW)
    )


async def ours(url: str) -> Figures:
    """Open the ledger, tick until nothing is due, off the event loop as the service does."""
    spare_collections()
    try:
        return await _ticked(url)
    finally:
        gc.unfreeze()


async def _ticked(url: str) -> Figures:
    began = time.perf_counter()
    database = open_database(url)
    database.migrate()
    backstage = Backstage(database, HandClock(NOW))
    with backstage.look() as desk:
        desk.ledger.due(NOW, 1)
    started = time.perf_counter() - began
    pool = ThreadPoolExecutor(1)
    loop = asyncio.get_running_loop()
    fired, turn = 0, 0.0

    def tick() -> int:
        nonlocal turn
        began = time.perf_counter()
        with backstage.desk() as desk:
            count = fire_deadlines(desk)
        turn = max(turn, time.perf_counter() - began)
        return count

    async def fire() -> None:
        nonlocal fired
        while count := await loop.run_in_executor(pool, tick):
            fired += count

    seconds, block = await watched(fire)
    rounds = 200
    idle = time.perf_counter()
    for _ in range(rounds):
        with backstage.rows() as ledger:
            assert not ledger.due(NOW, 1)
    idle = (time.perf_counter() - idle) / rounds
    with backstage.rows() as ledger:
        assert ledger.postings.find(state=PostingState.PENDING)
    database.close()
    return Figures(started, seconds, block, fired, idle, turn)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true")
    options = parser.parse_args()
    pending, due = (10_000, 1_000) if options.small else (100_000, 10_000)
    rounds = 1 if options.small else 3
    print("| 数据库 | 比什么 | 目标 | 对照 | 我们 | 比值 |\n|---|---|---|---|---|---|")
    with throw_away_server(durable=True) as server:
        for kind in ("SQLite", "PostgreSQL"):
            found = [_round(kind, server, pending, due) for _ in range(rounds)]
            _print(kind, [peer for peer, _ in found], [mine for _, mine in found], due)


def _round(kind: str, server: str, pending: int, due: int) -> tuple[Figures, Figures]:
    with ExitStack() as exits:
        folder = exits.enter_context(tempfile.TemporaryDirectory())
        urls = [f"sqlite:///{folder}/{name}.db" for name in ("peer", "ours")]
        if kind == "PostgreSQL":
            urls = [exits.enter_context(fresh_database(server)) for _ in urls]
        theirs = asyncio.run(peer(urls[0], pending, due))
        filled(urls[1], pending, due)
        return theirs, asyncio.run(ours(urls[1]))


def _print(kind: str, peers: list[Figures], mine: list[Figures], due: int) -> None:
    def middle(all_of: list[Figures], name: str) -> float:
        return median(getattr(each, name) for each in all_of)

    start, fire, block = (
        (middle(peers, name), middle(mine, name)) for name in ("start", "fire", "block")
    )
    rows = [
        ("启动（秒）", "<0.5", start[0], start[1], start[1] / max(start[0], 1e-6)),
        ("到点全部办完（秒），快多少倍", "≥10", fire[0], fire[1], fire[0] / fire[1]),
        ("事件循环最久停顿（秒），占对照", "<0.05，<1%", block[0], block[1], block[1] / block[0]),
        ("办到的", str(due), middle(peers, "fired"), middle(mine, "fired"), 1.0),
        ("无事时一次看钟（毫秒）", "一次查询", 0.0, middle(mine, "idle") * 1000, 0.0),
        ("一次看钟占账本最久（毫秒）", "-", 0.0, middle(mine, "turn") * 1000, 0.0),
    ]
    for name, target, theirs, ours, ratio in rows:
        print(f"| {kind} | {name} | {target} | {theirs:.3f} | {ours:.3f} | {ratio:.3f} |")


if __name__ == "__main__":
    main()
