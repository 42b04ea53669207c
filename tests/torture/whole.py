"""`make torture`: the whole inspection on the rack, at least 200 kills; prints a table."""

import argparse
import os
import sys
import time
from contextlib import nullcontext

from tests.postgres import fresh_database, server_at_hand
from tests.torture.ordeal import WHOLE, ordeal
from tests.torture.record import Record, differences

SETTINGS = (("SQLite", 1), ("PostgreSQL", 1), ("PostgreSQL", 3))
HEAD = "| 数据库 | 进程 | 轮次 | 击杀 | 更新 | 消息 | 标明的重发 | 丢失或重复 | 案卷 | 秒 |"


def main() -> int:
    """Play until every setting has its share of kills; exit status 1 when anything differed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=210, help="kills in all")
    parser.add_argument("--every", type=int, default=150, help="events between two kills at most")
    parser.add_argument("--scenes", type=int, default=WHOLE)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    share = -(-options.kills // len(SETTINGS))
    with server_at_hand() as server:
        calm = ordeal("", scenes=options.scenes)
        print(
            f"不受干扰的一轮：{calm.updates} 条更新，{sum(calm.sent.values())} 条消息", flush=True
        )
        print(f"{HEAD}\n|{'---|' * 10}", flush=True)
        wrong = calm.faults
        for database, size in SETTINGS:
            wrong += _setting(database, size, share, server, calm, options)
    print("\n".join(["", "没有差异。"] if not wrong else ["", *wrong]))
    return 1 if wrong else 0


def _setting(
    database: str,
    size: int,
    share: int,
    server: str,
    calm: Record,
    options: argparse.Namespace,
) -> list[str]:
    wrong: list[str] = []
    kills, rounds = 0, 0
    while kills < share:
        rounds += 1
        began = time.monotonic()
        place = fresh_database(server) if database == "PostgreSQL" else nullcontext("")
        with place as url:
            run = ordeal(
                url,
                size=size,
                seed=options.seed + rounds,
                scenes=options.scenes,
                every=options.every,
                faults=True,
            )
        found = differences(run, calm)
        wrong += [f"{database}×{size} 第{rounds}轮：{each}" for each in found]
        kills += run.kills
        alike = "相同" if not any("案卷" in each for each in found) else "不同"
        print(
            f"| {database} | {size} | {rounds} | {run.kills} | {run.updates} "
            f"| {sum(run.sent.values())} | {sum(run.marked.values())} | {len(found)} "
            f"| {alike if run.dossier else '—'} | {time.monotonic() - began:.0f} |",
            flush=True,
        )
        print("".join(f"  差异：{each}\n" for each in found), end="", flush=True)
    return wrong


if __name__ == "__main__":
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    sys.exit(main())
