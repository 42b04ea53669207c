"""进度行: one line on stderr that says what is going on and for how long, on a terminal only."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

FIRST_AFTER = 0.5
"""Seconds before anything is shown: quick work stays silent."""
BEAT = 0.5


@contextmanager
def working_on(what: str) -> Iterator[None]:
    """Show `what` with the seconds that have passed, until the block ends; then wipe the line."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    shown = threading.Thread(target=_show, args=(what, done), name="progress", daemon=True)
    shown.start()
    try:
        yield
    finally:
        done.set()
        shown.join()


def _show(what: str, done: threading.Event) -> None:
    begun = time.monotonic()
    wait = FIRST_AFTER
    wrote = False
    while not done.wait(wait):
        wait, wrote = BEAT, True
        print(f"\r{what}……{time.monotonic() - begun:.0f} 秒", end="", file=sys.stderr, flush=True)
    if wrote:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


COUNTED_FROM = 21
"""So many pieces are counted aloud; fewer are done before anybody looks."""


@contextmanager
def counted(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A function that shows how many of `total` are done, in one line; wiped at the end."""
    shown = total >= COUNTED_FROM and sys.stderr.isatty()

    def tell(done: int) -> None:
        if shown:
            print(f"\r{what}：{done}/{total}", end="", file=sys.stderr, flush=True)

    tell(0)
    try:
        yield tell
    finally:
        if shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
