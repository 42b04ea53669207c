"""A bot in its own process that is killed in the middle of an issue, at a place that is named.

python -m tests.stories.doomed pressed|numbered|printed
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bot.issue_shown
from app.backstage import Backstage
from app.cli import main
from app.settings import Settings
from app.stage.runners import environment_of

ROOT = Path(__file__).parents[2]
PRESSED, NUMBERED, PRINTED = "pressed", "numbered", "printed"
"""Before anything is done; when the number is entered; when the paper is printed too."""


class Doomed:
    """A bot that dies by SIGKILL at the place; a `Runner` that nobody has to stop."""

    def __init__(self, settings: Settings, log: Path, place: str) -> None:
        self._command = [sys.executable, "-m", "tests.stories.doomed", place]
        self._environment = {**os.environ, **environment_of(settings)}
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )

    def died_of(self) -> int:
        """Wait for the end: the number of the signal."""
        assert self._process is not None
        return -self._process.wait(30)

    def stop(self) -> None:
        """End it where it did not die by itself."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(30)

    def kill(self) -> None:
        """The same."""
        self.stop()

    def check(self) -> None:
        """Its death is what is wanted."""


def _die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _then_die(act: Callable[..., object]) -> Callable[..., Any]:
    def acted(*arguments: object, **named: object) -> None:
        act(*arguments, **named)
        _die()

    return acted


def _doom(place: str) -> None:
    if place == PRESSED:
        bot.issue_shown.issue_document = _die  # type: ignore[assignment]
    elif place == NUMBERED:
        bot.issue_shown.issue_document = _then_die(bot.issue_shown.issue_document)
    elif place == PRINTED:
        Backstage.print_document = _then_die(Backstage.print_document)  # type: ignore[method-assign]


if __name__ == "__main__":
    _doom(sys.argv[1])
    sys.exit(main(["run"]))
