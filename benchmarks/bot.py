"""The bot under load: bare PTB's echo and ours with its ledger, in one run (performance.md, "Bot").

    python benchmarks/bot.py              # 5 interleaved rounds
    python benchmarks/bot.py --small      # 1 round, to see that everything runs

Both are processes of their own against the same lean loopback server. Ours commits each update,
checks the department in, journals it, drafts the receipt and the board, and sends the board.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "benchmarks"))
os.environ["PTB_TIMEDELTA"] = "1"

from bot_server import TOKEN, Noted, Plan, started
from bot_world import filled

from tests.postgres import fresh_database, throw_away_server

ECHO = """
import sys
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler
async def echo(update, context):
    query = update.callback_query
    await context.bot.send_message(query.message.chat.id, "ok " + query.id)
app = Application.builder().token(sys.argv[1]).base_url(sys.argv[2]).build()
app.add_handler(CallbackQueryHandler(echo))
app.run_polling(allowed_updates=Update.ALL_TYPES, timeout=1)
"""
QUIET = 1.5
"""Seconds without a call after which a run is over."""


def echo(port: int) -> list[str]:
    """Bare PTB: one handler, no ledger."""
    return [sys.executable, "-c", ECHO, TOKEN, f"http://127.0.0.1:{port}/bot"]


def run(commands: list[list[str]], plan: Plan, port_of: Any, environment: dict[str, str]) -> Noted:
    """Run the bots until every update has had its call and nothing more comes."""
    server, port, pipe = started(plan)
    bots = [
        subprocess.Popen(
            command or echo(port),
            cwd=ROOT,
            env={**os.environ, **environment, **port_of(port)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for command in commands
    ]
    try:
        _wait(port, len(plan.updates))
    finally:
        for bot in bots:
            bot.kill()
            bot.wait()
    pipe.send("done")
    noted: Noted = pipe.recv()
    server.terminate()
    return noted


def _wait(port: int, wanted: int) -> None:
    """Ask the server itself how far the bots are."""
    import json
    import urllib.request

    began, last, count = time.monotonic(), time.monotonic(), -1
    while time.monotonic() - began < 300:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/bot/benchCount") as answer:
            now = json.load(answer)["result"]
        if now != count:
            last, count = time.monotonic(), now
        if count >= wanted and time.monotonic() - last > QUIET:
            return
        time.sleep(0.1)
    raise TimeoutError(f"{count} of {wanted} calls")


def ours(url: str, folder: Path) -> tuple[list[str], dict[str, str]]:
    """`chuishao run` on a ledger; pacing is off, as the peer has none."""
    environment = {
        "CHUISHAO_TOKEN": TOKEN,
        "CHUISHAO_DATABASE": url,
        "CHUISHAO_LOCALITY": "xinyang",
        "CHUISHAO_PACING": "0",
        "CHUISHAO_CLOCK_FILE": str(folder / "clock.txt"),
    }
    return [sys.executable, "-m", "app", "run"], environment


def base(port: int) -> dict[str, str]:
    """Where our bot finds the server."""
    return {"CHUISHAO_BASE_URL": f"http://127.0.0.1:{port}/bot"}


def latencies(noted: Noted) -> list[float]:
    """Seconds from the offer of each update to the call that answers it."""
    found: dict[int, float] = {}
    for at, method, body in noted.calls:
        if method == "answerCallbackQuery":
            number = int(body.partition("callback_query_id=")[2].partition("&")[0])
        elif "text=ok+" in body:
            number = int(body.partition("text=ok+")[2].partition("&")[0])
        else:
            continue
        found.setdefault(number, at - noted.offered[number])
    return list(found.values())


class Bench:
    """The measurements, each returning updates a second."""

    def __init__(self, groups: int) -> None:
        self._groups = groups
        self._exits = ExitStack()
        self._server = ""

    def postgresql(self) -> str:
        """A durable throw-away server."""
        if not self._server:
            self._server = self._exits.enter_context(throw_away_server(durable=True))
        return self._server

    def close(self) -> None:
        """Stop it."""
        self._exits.close()

    def bare(self, rate: float = 0, count: int = 0) -> Noted:
        """Bare PTB's echo."""
        with tempfile.TemporaryDirectory() as folder:
            presses = filled(f"sqlite:///{folder}/l.db", self._groups, Path(folder))
            plan = Plan(presses[: count or None], rate)
            return run([[]], plan, lambda port: {}, {})

    def whole(
        self, kind: str, processes: int = 1, groups: int = 0, rate: float = 0, count: int = 0
    ) -> Noted:
        """The whole bot on SQLite or PostgreSQL; presses of the first `self._groups` groups."""
        with ExitStack() as exits:
            folder = Path(exits.enter_context(tempfile.TemporaryDirectory()))
            url = f"sqlite:///{folder}/l.db"
            if kind == "PostgreSQL":
                url = exits.enter_context(fresh_database(self.postgresql()))
            presses = filled(url, groups or self._groups, folder)[: self._groups * 5]
            command, environment = ours(url, folder)
            plan = Plan(presses[: count or None], rate)
            return run([command] * processes, plan, base, environment)


def speed(noted: Noted) -> float:
    """Updates a second."""
    return len(noted.offered) / noted.seconds()


def p99(noted: Noted) -> float:
    """Milliseconds that 99 of 100 answers take at most."""
    return quantiles(latencies(noted), n=100)[-1] * 1000


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--rounds", type=int, default=0)
    options = parser.parse_args()
    rounds = options.rounds or (1 if options.small else 5)
    few, many = (40, 500) if options.small else (200, 5000)
    bench = Bench(groups=few)
    kinds: dict[str, list[float]] = {}

    def note(name: str, value: float) -> None:
        kinds.setdefault(name, []).append(value)

    for _ in range(rounds):
        note("bare", speed(bench.bare()))
        note("sqlite", speed(bench.whole("SQLite")))
        note("many", speed(bench.whole("SQLite", groups=many)))
        note("pg 1", speed(bench.whole("PostgreSQL")))
        note("pg 2", speed(bench.whole("PostgreSQL", processes=2)))
    slow = 100 if options.small else 200
    for _ in range(min(rounds, 3)):
        note("bare p99", p99(bench.bare(rate=20, count=slow)))
        note("sqlite p99", p99(bench.whole("SQLite", rate=20, count=slow)))
    bench.close()
    value = {name: median(values) for name, values in kinds.items()}
    pairs = [
        ("报到，SQLite / 裸 PTB 回声", "≥0.8", value["bare"], value["sqlite"]),
        ("报到，PostgreSQL 一个进程 / 裸 PTB 回声", "≥0.8", value["bare"], value["pg 1"]),
        ("报到，PostgreSQL 两个进程 / 裸 PTB 回声", "≥0.8", value["bare"], value["pg 2"]),
        (f"{many} 个开着的群 / {few} 个", "≈1", value["sqlite"], value["many"]),
        ("PostgreSQL 两个进程 / 一个", "≥1.5", value["pg 1"], value["pg 2"]),
        ("每秒 20 条时 p99（毫秒）/ 裸 PTB", "≤5", value["bare p99"], value["sqlite p99"]),
    ]
    print("| 比什么 | 目标 | 对照 | 我们 | 比值 |\n|---|---|---|---|---|")
    for name, target, peer, mine in pairs:
        print(f"| {name} | {target} | {peer:.1f} | {mine:.1f} | {mine / peer:.2f} |")


if __name__ == "__main__":
    main()
