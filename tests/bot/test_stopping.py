"""Whoever is told to stop stops, even at the very moment when there is something to do."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.inbox import InboxWorker
from bot.keeping import Inbox
from bot.outbox import Outbox

Nobody: Any = None


async def nothing_there(work: Callable[..., Any], *args: object) -> tuple[()]:
    """In place of the thread: no work is found."""
    return ()


def outbox() -> tuple[Callable[[], Awaitable[None]], Callable[[], None]]:
    box = Outbox(Nobody, Nobody, Nobody, Nobody, nothing_there)
    return box.run, box.wake


def inbox() -> tuple[Callable[[], Awaitable[None]], Callable[[], None]]:
    box = Inbox(Nobody, nothing_there)
    worker = InboxWorker(Nobody, box, Nobody, nothing_there, lambda: None)
    return worker.run, box.waiting.set


@pytest.mark.parametrize("made", [outbox, inbox])
def test_a_worker_woken_and_stopped_at_once_stops(made: Any) -> None:
    async def scenario() -> bool:
        run, wake = made()
        working = asyncio.ensure_future(run())
        for _ in range(5):
            await asyncio.sleep(0)
        wake()
        working.cancel()
        done, _ = await asyncio.wait([working], timeout=5)
        working.cancel()
        return bool(done)

    assert asyncio.run(scenario())
