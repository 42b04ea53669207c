"""一次演练: the county being played, the pages that watch it, and everything that blocks."""

import asyncio
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec, Protocol, TypeVar

from app.page.county import County, CountyRefusal, Setting
from app.page.guide import asked, guide
from app.page.shapes import chat_shape, chats_shape, clock_shape, county_shape, message_shape
from app.sandbox.keeping import FILE
from app.sandbox.model import SandboxEvent

log = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")
CALM = 0.25
"""Seconds without news after which the guide is looked up anew."""


class Watcher(Protocol):
    """A page that is open."""

    def tell(self, words: str) -> None:
        """Send one JSON text."""


class Session:
    """一次演练: lives on the page's loop; the county's own loop and bot are other threads."""

    def __init__(self, folder: Path, setting: Setting, *, lasting: bool = False) -> None:
        self._folder = folder
        self._lasting = lasting
        self._setting = setting
        self._watchers: set[Watcher] = set()
        self._turning = asyncio.Lock()
        self._changing = asyncio.Lock()
        self._looking = asyncio.Lock()
        self._news = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None
        self._forget: Callable[[], None] | None = None
        self._told: dict[str, str] = {}
        self.county: County | None = None

    # -- beginning and ending ------------------------------------------------------------------

    async def open(self) -> None:
        """Go on where the folder stopped, or set up a fresh county."""
        self._loop = asyncio.get_running_loop()
        kept = sorted(self._folder.glob(f"[0-9]*/{FILE}"))
        run = kept[-1].parent if kept else self._fresh_folder()
        await self._begin(run, self._setting)
        self._keeper = asyncio.create_task(self._watch())

    async def restart(self, setting: Setting) -> None:
        """A fresh county; the one before stays in its folder as it was."""
        async with self._changing, self._turning:
            self._tell({"kind": "restarting"})
            before = self._setting if self.county is None else self.county.setting
            await self._end()
            try:
                await self._begin(self._fresh_folder(), setting)
            except CountyRefusal:
                await self._begin(self._fresh_folder(), before)
                raise
            finally:
                for watcher in list(self._watchers):
                    await self.welcome(watcher)

    async def close(self) -> None:
        """Keep what there is and stop the bot."""
        if self._keeper is not None:
            self._keeper.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeper
        await self._end()

    async def _begin(self, run: Path, setting: Setting) -> None:
        county = await asyncio.to_thread(County, run, setting)
        self._forget = await asyncio.to_thread(
            county.stage.server.call, county.stage.world.subscribe, self._heard_by(county)
        )
        self._told.clear()
        self.county = county
        await self._keep(county)

    async def _end(self) -> None:
        county, self.county = self.county, None
        if county is None:
            return
        if self._forget is not None:
            await asyncio.to_thread(county.stage.server.call, self._forget)
        await self._keep(county)
        await asyncio.to_thread(county.close)

    async def _keep(self, county: County) -> None:
        """Only a folder that will be opened again is worth writing to."""
        if self._lasting:
            await asyncio.to_thread(county.keep)

    def _fresh_folder(self) -> Path:
        numbers = [int(each.name) for each in self._folder.glob("[0-9]*") if each.name.isdigit()]
        return self._folder / f"{max(numbers, default=0) + 1:03d}"

    # -- doing ---------------------------------------------------------------------------------

    async def act(self, deed: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do something in the world, on the thread that owns it."""
        county = self._standing()
        return await asyncio.to_thread(county.stage.server.call, partial(deed, *args, **kwargs))

    async def advance(self, target: datetime | None) -> None:
        """Move the clock to `target`, or to the next deadline; one turn at a time."""
        if self._turning.locked():
            raise CountyRefusal("时钟正在拨动，请等它停下来。")
        county = self._standing()
        try:
            async with self._turning:
                target = target or await asyncio.to_thread(county.next_deadline)
                if target is None:
                    raise CountyRefusal("眼下没有等着的时限。")
                await asyncio.to_thread(county.advance, target, lambda: self._turned(county))
        finally:
            await self._look(county)

    def _standing(self) -> County:
        if self.county is None:
            raise CountyRefusal("正在重新布置，请稍候。")
        return self.county

    def _turned(self, county: County) -> None:
        """A stop of the clock, heard on the worker's thread."""
        shape = {"kind": "clock", **clock_shape(county, turning=True)}
        self._loop.call_soon_threadsafe(self._tell_turn, shape)

    def _tell_turn(self, shape: dict[str, Any]) -> None:
        self._told.pop("clock", None)
        self._tell(shape)

    # -- telling -------------------------------------------------------------------------------

    async def welcome(self, watcher: Watcher) -> None:
        """Tell a new page everything, then whatever happens from that moment on."""
        county = self.county
        if county is None:
            self._watchers.add(watcher)
            return
        at_once = await asyncio.to_thread(self._gathered, county)

        def first_words() -> None:
            chats = chats_shape(county)
            self._loop.call_soon_threadsafe(enter, chats)

        def enter(chats: dict[str, Any]) -> None:
            self._watchers.add(watcher)
            watcher.tell(_words({"kind": "all", **chats, **at_once}))

        await asyncio.to_thread(county.stage.server.call, first_words)

    def leave(self, watcher: Watcher) -> None:
        """The page was closed."""
        self._watchers.discard(watcher)

    def see(self, user: int, chat: int, message: int) -> None:
        """Somebody has looked at a chat up to a message."""
        if self.county is not None:
            known = self.county.seen.get((user, chat), 0)
            self.county.seen[user, chat] = max(known, message)

    def _heard_by(self, county: County) -> Callable[[SandboxEvent], None]:
        """A listener on the county's thread: what people can see goes to every page."""
        world = county.stage.world

        def heard(event: SandboxEvent) -> None:
            shape: dict[str, Any] | None = None
            if event.kind in ("message", "edited", "deleted") and event.chat_id is not None:
                chat = world.chat(event.chat_id)
                message = chat.history[event.message_id or 0]
                shape = {"kind": "message", "message": message_shape(world, chat, message)}
            elif event.kind in ("chat", "member") and event.chat_id is not None:
                shape = {"kind": "chat", "chat": chat_shape(world.chat(event.chat_id))}
            elif event.kind == "answer" and event.query_id is not None:
                query = world.queries[event.query_id]
                shape = {
                    "kind": "answer",
                    "query": query.id,
                    "text": query.text or "",
                    "alert": query.show_alert,
                }
            if shape is not None:
                self._loop.call_soon_threadsafe(self._tell, shape)

        return heard

    def _tell(self, shape: dict[str, Any]) -> None:
        words = _words(shape)
        for watcher in list(self._watchers):
            watcher.tell(words)
        self._news.set()

    async def _watch(self) -> None:
        """Whenever there was news: look at the ledger again and keep the chats."""
        while True:
            await self._news.wait()
            await asyncio.sleep(CALM)
            self._news.clear()
            county = self.county
            if county is None:
                continue
            try:
                await self._look(county)
                await self._keep(county)
            except Exception:
                if county is self.county:
                    log.exception("the page could not look at the ledger")

    async def _look(self, county: County) -> None:
        """Tell what changed in the ledger; one look at a time, so that none tells old news."""
        async with self._looking:
            gathered = await asyncio.to_thread(self._gathered, county)
            gathered["clock"]["turning"] = self._turning.locked()
            for kind in ("clock", "guide", "people"):
                words = _words({"kind": kind, **gathered[kind]})
                if self._told.get(kind) != words and county is self.county:
                    self._told[kind] = words
                    for watcher in list(self._watchers):
                        watcher.tell(words)

    def _gathered(self, county: County) -> dict[str, Any]:
        with county.backstage.look() as desk:
            hints = guide(desk, county.entry, county.group.id)
            waited_for = [hint.user for hint in asked(desk)]
        return {
            "clock": clock_shape(county, turning=False),
            "guide": {"hints": hints, "asked": waited_for, "trouble": county.trouble()},
            "people": county_shape(county),
        }


def _words(shape: dict[str, Any]) -> str:
    return json.dumps(shape, ensure_ascii=False)
