"""The crew: one or several real bot processes, restarted when they die, as systemd would."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from random import Random

from app.settings import Settings
from app.stage.runners import environment_of

LOOK = 0.02


class Crew:
    """A runner of `size` processes `chuishao run`; `kill_one` is a power cut for one of them."""

    def __init__(self, settings: Settings, folder: Path, size: int, dice: Random) -> None:
        self._environment = {**os.environ, **environment_of(settings)}
        self._folder = folder
        self._size = size
        self._dice = dice
        self._processes: list[subprocess.Popen[bytes]] = []
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._doomed: set[int] = set()
        self.kills = 0
        self.deaths: list[str] = []

    def start(self) -> None:
        """Start all of them and the supervisor."""
        self._stopping.clear()
        with self._lock:
            self._processes = [self._spawn(place) for place in range(self._size)]
        self._supervisor = threading.Thread(target=self._supervise, daemon=True)
        self._supervisor.start()

    def stop(self) -> None:
        """SIGTERM to all, and wait."""
        self._stopping.set()
        self._supervisor.join()
        for process in self._processes:
            process.send_signal(signal.SIGTERM)
        for process in self._processes:
            process.wait(30)

    def kill(self) -> None:
        """SIGKILL for all; the supervisor starts them again."""
        for _ in range(self._size):
            self.kill_one()

    def kill_one(self) -> None:
        """SIGKILL for one of them, whatever it is doing."""
        with self._lock:
            alive = [each for each in self._processes if each.pid not in self._doomed]
            if not alive or self._stopping.is_set():
                return
            victim = self._dice.choice(alive)
            self._doomed.add(victim.pid)
            victim.send_signal(signal.SIGKILL)
            self.kills += 1

    def check(self) -> None:
        """Raise when one died without having been killed."""
        if self.deaths:
            raise RuntimeError("\n".join(self.deaths))

    def _supervise(self) -> None:
        while not self._stopping.wait(LOOK):
            for place, process in enumerate(self._processes):
                code = process.poll()
                if code is None:
                    continue
                if process.pid not in self._doomed:
                    log = self._log(place).read_text(encoding="utf-8", errors="replace")
                    self.deaths.append(f"进程自己退出（{code}）：\n{log[-3000:]}")
                    return
                with self._lock:
                    self._processes[place] = self._spawn(place)

    def _spawn(self, place: int) -> subprocess.Popen[bytes]:
        with self._log(place).open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "app", "run"], env=self._environment, stdout=log, stderr=log
            )

    def _log(self, place: int) -> Path:
        return self._folder / f"bot-{place}.log"


class Saboteur:
    """Chooses the moments: so many events of the pretended Telegram on, and up to 40 ms later."""

    def __init__(self, crew: Crew, dice: Random, *, every: int) -> None:
        self._crew = crew
        self._dice = dice
        self._every = every
        self._left = dice.randint(1, every)
        self._timers: list[threading.Timer] = []

    def heard(self, _event: object) -> None:
        """One event of the world: a call answered, an update queued, a message sent."""
        self._left -= 1
        if self._left > 0:
            return
        self._left = self._dice.randint(self._every // 2, self._every)
        pause = self._dice.choice((0.0, self._dice.random() * 0.04))
        if not pause:
            self._crew.kill_one()
            return
        timer = threading.Timer(pause, self._crew.kill_one)
        self._timers.append(timer)
        timer.start()

    def rest(self) -> None:
        """No more of it."""
        self._left = sys.maxsize
        for timer in self._timers:
            timer.cancel()
            timer.join()
        time.sleep(0)
