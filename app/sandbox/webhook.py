"""Delivery of updates to a bot's webhook: one at a time, in order, with few retries."""

from __future__ import annotations

import asyncio
import json

from tornado.httpclient import AsyncHTTPClient

from app.sandbox.model import SandboxBot, SandboxEvent, Webhook
from app.sandbox.updates import PendingUpdate
from app.sandbox.world import World

MOST_ATTEMPTS = 5
FIRST_PAUSE = 0.01


class WebhookSender:
    """网络回调: one delivering task per bot that has a webhook.

    An update refused MOST_ATTEMPTS times (pauses double from FIRST_PAUSE real seconds) is dropped.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._client = AsyncHTTPClient(force_instance=True)
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._forget = world.subscribe(self._on_change)
        for bot in world.bots.values():
            self._wake(bot)

    async def close(self) -> None:
        """Stop delivering."""
        self._forget()
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._client.close()

    def _on_change(self, event: SandboxEvent) -> None:
        if event.kind in ("update", "webhook") and event.bot_id is not None:
            self._wake(self._world.bots[event.bot_id])

    def _wake(self, bot: SandboxBot) -> None:
        running = self._tasks.get(bot.id)
        if bot.webhook is not None and (running is None or running.done()):
            self._tasks[bot.id] = asyncio.get_running_loop().create_task(self._deliver_all(bot))

    async def _deliver_all(self, bot: SandboxBot) -> None:
        while bot.webhook is not None and (pending := bot.queue.pending()):
            hook, update = bot.webhook, pending[0]
            await self._deliver(hook, update)
            if bot.webhook is hook:
                bot.queue.confirm(update.update_id + 1)
                self._world.notify(SandboxEvent("confirmed", bot_id=bot.id))

    async def _deliver(self, hook: Webhook, update: PendingUpdate) -> None:
        headers = {"Content-Type": "application/json"}
        if hook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret_token
        for attempt in range(MOST_ATTEMPTS):
            try:
                response = await self._client.fetch(
                    hook.url,
                    method="POST",
                    headers=headers,
                    body=json.dumps(update.payload, ensure_ascii=False),
                    raise_error=False,
                    validate_cert=False,
                )
                if 200 <= response.code < 300:
                    return
                hook.last_error = (
                    f"Wrong response from the webhook: {response.code} {response.reason}"
                )
            except OSError as failure:
                hook.last_error = f"Connection failed: {failure}"
            hook.last_error_at = self._world.now()
            self._world.notify(SandboxEvent("undelivered"))
            await asyncio.sleep(FIRST_PAUSE * 2**attempt)
