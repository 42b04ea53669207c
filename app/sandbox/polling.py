"""getUpdates: long polling, confirmation, and the conflict of two pollers."""

from __future__ import annotations

import asyncio
from typing import Any

from app.sandbox.errors import ApiError
from app.sandbox.model import SandboxBot, SandboxEvent
from app.sandbox.request import Request
from app.sandbox.world import World

TWO_POLLERS = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
HOOKED = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
LONGEST_POLL = 50


class Poller:
    """One waiting getUpdates; whoever wakes it says why."""

    def __init__(self) -> None:
        self.woken = asyncio.Event()
        self.ended_by: str | None = None

    def end(self, reason: str | None = None) -> None:
        """Stop waiting; reason is the description of the 409 the poller gets, None for none."""
        self.ended_by = self.ended_by or reason
        self.woken.set()


class Polling:
    """长轮询: at most one waiting poller per bot."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._waiting: dict[int, Poller] = {}
        self._forget = world.subscribe(self._on_change)

    def close(self) -> None:
        """Wake every poller and stop listening."""
        self._forget()
        for poller in self._waiting.values():
            poller.end()

    def waiting(self, bot: SandboxBot) -> bool:
        """Whether a poll of that bot is waiting for an update right now."""
        return bot.id in self._waiting

    async def get_updates(self, request: Request, poller: Poller) -> list[dict[str, Any]]:
        """Updates from offset on, waiting up to `timeout` real seconds for the first."""
        bot, parameters = request.bot, request.parameters
        if bot.webhook is not None:
            raise ApiError(409, HOOKED)
        if (older := self._waiting.get(bot.id)) is not None:
            older.end(TWO_POLLERS)
        self._waiting[bot.id] = poller
        try:
            bot.queue.allow(parameters.structure("allowed_updates"))
            self._confirm(bot, parameters.integer("offset") or 0)
            timeout = min(parameters.integer("timeout") or 0, LONGEST_POLL)
            self._world.notify(SandboxEvent("polling", bot_id=bot.id))
            await self._wait(bot, poller, timeout)
            limit = min(max(parameters.integer("limit") or 100, 1), 100)
            return [update.payload for update in bot.queue.pending()[:limit]]
        finally:
            if self._waiting.get(bot.id) is poller:
                del self._waiting[bot.id]
                self._world.notify(SandboxEvent("polled", bot_id=bot.id))

    async def _wait(self, bot: SandboxBot, poller: Poller, timeout: int) -> None:
        try:
            async with asyncio.timeout(timeout):
                while not poller.ended_by and not bot.queue.pending():
                    poller.woken.clear()
                    await poller.woken.wait()
        except TimeoutError:
            pass
        if poller.ended_by:
            raise ApiError(409, poller.ended_by)

    def _confirm(self, bot: SandboxBot, offset: int) -> None:
        if offset and bot.queue.confirm(offset):
            self._world.notify(SandboxEvent("confirmed", bot_id=bot.id))

    def _on_change(self, event: SandboxEvent) -> None:
        poller = self._waiting.get(event.bot_id or 0)
        if poller is None:
            return
        if event.kind == "update":
            poller.woken.set()
        elif event.kind == "webhook" and self._world.bots[event.bot_id or 0].webhook:
            poller.end("Conflict: terminated by setWebhook request")
