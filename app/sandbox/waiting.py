"""Waiting for the sandbox to reach a state, woken by its events and never by sleeping."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from app.sandbox.model import SandboxEvent
from app.sandbox.world import World


async def until(world: World, predicate: Callable[[], object], timeout: float = 10) -> None:
    """Return once predicate() is true, tested now and after every change of the world.

    Raises TimeoutError after `timeout` real seconds. Run it on the loop that owns the world.
    """
    changed = asyncio.Event()

    def wake(_: SandboxEvent) -> None:
        changed.set()

    forget = world.subscribe(wake)
    try:
        async with asyncio.timeout(timeout):
            while not predicate():
                changed.clear()
                await changed.wait()
    finally:
        forget()


async def settled(world: World, timeout: float = 10) -> None:
    """Return once every update was taken by its bot (which may still be at work on the last)."""
    await until(world, world.quiet, timeout)
