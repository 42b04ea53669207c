"""The page's server on a loop of its own, with a county behind it."""

import asyncio
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

from app.page.county import Setting
from app.page.handlers import application
from app.page.session import Session

PATIENCE = 30.0
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Page:
    """A page without a browser: does deeds over HTTP and hears the news."""

    def __init__(self, folder: Path, setting: Setting, *, lasting: bool = False) -> None:
        self.news: list[dict] = []
        self._heard = threading.Condition()
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._making = (folder, setting, lasting)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait(PATIENCE)
        if self._failure is not None:
            raise self._failure

    def close(self) -> None:
        """End the session."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join(PATIENCE)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as failure:
            self._failure = failure
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        folder, setting, lasting = self._making
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        self.session = Session(folder, setting, lasting=lasting)
        listener, self.port = bind_unused_port()
        server = HTTPServer(application(self.session))
        try:
            await self.session.open()
            server.add_sockets([listener])
            await self.session.welcome(self)
            self._ready.set()
            await self._stopping.wait()
        finally:
            server.stop()
            await server.close_all_connections()
            await self.session.close()

    def tell(self, words: str) -> None:
        """What the session tells an open page."""
        with self._heard:
            self.news.append(json.loads(words))
            self._heard.notify_all()

    # -- what a page does ----------------------------------------------------------------------

    def hears(self, fits: Callable[[dict], object], since: int = 0) -> dict:
        """Wait for news that fits."""
        with self._heard:
            found = self._heard.wait_for(
                lambda: next((each for each in self.news[since:] if fits(each)), None), PATIENCE
            )
        assert found, f"not heard; last news: {self.news[-3:]}"
        return found

    def hears_message(self, words: str, since: int = 0) -> dict:
        """Wait for a message of the bot that contains these words."""
        news = self.hears(
            lambda each: (
                each["kind"] == "message"
                and each["message"]["bot"]
                and words in each["message"]["text"]
            ),
            since,
        )
        return news["message"]

    def do(self, deed: str, **words: object) -> tuple[int, dict]:
        """One deed: (status, answer)."""
        return self.post(f"/do/{deed}", json.dumps(words).encode())

    def post(self, path: str, body: bytes, **headers: str) -> tuple[int, dict]:
        """POST and read JSON."""
        status, content, _ = self.ask("POST", path, body, **headers)
        return status, json.loads(content)

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes, dict]:
        """Any request: (status, content, headers)."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        url = f"http://127.0.0.1:{self.port}{path}"
        request = urllib.request.Request(url, body, named, method=method)
        try:
            with DIRECT.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read(), dict(answer.headers)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read(), dict(error.headers)

    # -- who there is --------------------------------------------------------------------------

    @property
    def all(self) -> dict:
        """The newest full account of everything."""
        return next(each for each in reversed(self.news) if each["kind"] == "all")

    def user(self, name: str) -> int:
        """The account of a person."""
        people = [each for unit in self.all["people"]["departments"] for each in unit["people"]]
        return next(each["id"] for each in people if each["name"] == name)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """One county for the tests of a file."""
    page = Page(tmp_path_factory.mktemp("county"), Setting("xinyang"))
    yield page
    page.close()
