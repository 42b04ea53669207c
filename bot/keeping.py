"""Keeping: raw updates go into the ledger before Telegram hears that they arrived (R1)."""

import asyncio
from collections.abc import Mapping, Sequence

from telegram import Update

from bot.ports import Backstage, InThread
from bot.raw import Raw, is_number
from inspection.ids import ChatId
from inspection.inbox import NO_CHAT, InboxUpdate


class Inbox(asyncio.Queue[object]):
    """Where the poller puts batches, and PTB's webhook server single updates."""

    def __init__(self, backstage: Backstage, in_thread: InThread) -> None:
        super().__init__()
        self._backstage = backstage
        self._in_thread = in_thread
        self.waiting = asyncio.Event()
        self.waiting.set()

    async def put(self, item: object) -> None:
        """Keep one update; only when this returns is it confirmed to Telegram."""
        if isinstance(item, Update):
            await self.keep([item.to_dict()])

    async def keep(self, updates: Sequence[Raw]) -> None:
        """Keep a batch in one transaction."""
        await self._in_thread(self._keep, updates)
        self.waiting.set()

    def _keep(self, updates: Sequence[Raw]) -> None:
        now = self._backstage.now()
        kept = [
            InboxUpdate(
                update_id=raw["update_id"], raw=dict(raw), chat_id=chat_of(raw), received_at=now
            )
            for raw in updates
        ]
        with self._backstage.rows() as ledger:
            ledger.receive_all(kept)


def chat_of(raw: Raw) -> ChatId:
    """The chat an update belongs to; NO_CHAT when it names none."""
    for part in raw.values():
        if not isinstance(part, Mapping):
            continue
        inner = part.get("message")
        chat = (inner if isinstance(inner, Mapping) else part).get("chat")
        if isinstance(chat, Mapping) and is_number(chat.get("id")):
            return ChatId(chat["id"])
    return NO_CHAT
