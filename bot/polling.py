"""Polling: the one process with the poller's seat fetches updates; a batch is kept, then confirmed.

What `getUpdates` brings is committed as it came, before the next call confirms it to Telegram (R1).
"""

import asyncio
import json
import logging
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.keeping import Inbox
from bot.ports import Backstage, InThread
from bot.request import request_for

log = logging.getLogger(__name__)

SEAT_EVERY = 1.0
"""Seconds after which a process without the seat asks for it again."""
PATIENCE = 10.0
"""Seconds to wait for the answer beyond those that the server may take."""
LONGEST_PAUSE = 30.0


class Poller:
    """Fetches updates for all processes, as long as it has the seat."""

    def __init__(
        self,
        bot: Bot,
        inbox: Inbox,
        backstage: Backstage,
        in_thread: InThread,
        *,
        allowed: list[str],
        timeout: int,
    ) -> None:
        self._bot = bot
        self._inbox = inbox
        self._backstage = backstage
        self._in_thread = in_thread
        self._question = {"timeout": timeout, "allowed_updates": json.dumps(allowed)}
        self._request = request_for(read_timeout=timeout + PATIENCE)
        self._offset = 0

    async def run(self) -> None:
        """Poll until cancelled."""
        await self._request.initialize()
        hooked = True
        pause = SEAT_EVERY
        try:
            while True:
                try:
                    if not await self._in_thread(self._backstage.seats.take, "poller"):
                        await asyncio.sleep(SEAT_EVERY)
                        continue
                    if hooked:
                        await self._bot.delete_webhook(drop_pending_updates=False)
                        hooked = False
                    await self._once()
                    pause = SEAT_EVERY
                except InvalidToken:
                    raise
                except TelegramError as error:
                    log.warning("polling: %s", error)
                    await asyncio.sleep(_pause(error, pause))
                    pause = min(pause * 2, LONGEST_PAUSE)
        finally:
            await self._request.shutdown()

    async def _once(self) -> None:
        question = urlencode({**self._question, "offset": self._offset})
        answer: Any = await self._request.post(f"{self._bot.base_url}/getUpdates?{question}")
        if answer:
            await self._inbox.keep(answer)
            self._offset = answer[-1]["update_id"] + 1


def _pause(error: TelegramError, usual: float) -> float:
    if not isinstance(error, RetryAfter):
        return usual
    wait = error.retry_after
    return float(wait if isinstance(wait, int) else wait.total_seconds())
