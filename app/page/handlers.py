"""The page's addresses: the page itself, its live news, its files, and what a person does."""

import json
from collections.abc import Awaitable, Callable, Mapping
from importlib import resources
from typing import Any
from urllib.parse import quote

from tornado.httputil import HTTPServerRequest
from tornado.web import Application, HTTPError
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from app.page.county import CountyRefusal
from app.page.deeds import DEEDS, DeedRefusal
from app.page.guard import LocalHandler, is_local_host, is_own_origin
from app.page.session import Session
from app.sandbox.errors import SandboxMisuse
from app.sandbox.model import SandboxFile

STATIC_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
PICTURE_TYPES = {b"\x89PN": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF": "image/gif"}
Deed = Callable[[Session, Mapping[str, Any]], Awaitable[dict[str, Any]]]


def application(session: Session) -> Application:
    """All addresses for one session."""
    about = {"session": session}
    return Application(
        [
            (r"/live", LiveHandler, about),
            (r"/do/(\w+)", DeedHandler, about),
            (r"/file/(\w+)", UploadedHandler, about),
            (r"/([a-z-]+\.(?:css|js|svg))?", StaticHandler, about),
        ],
        default_handler_class=NowhereHandler,
        default_handler_args=about,
        log_function=_silent,
        websocket_ping_interval=20,
    )


def _silent(handler: object) -> None:
    """The console stays quiet."""


class NowhereHandler(LocalHandler):
    """Any other address."""

    def get(self) -> None:
        """Nothing here."""
        raise HTTPError(404)

    post = get


class StaticHandler(LocalHandler):
    """The page's own files, read from the package."""

    def get(self, name: str | None) -> None:
        """One file; nothing but the address itself is index.html."""
        name = name or "index.html"
        file = resources.files("app.page").joinpath("static", name)
        if not file.is_file():
            raise HTTPError(404)
        self.set_header("Content-Type", STATIC_TYPES[name.rsplit(".", 1)[-1]])
        self.finish(file.read_bytes())


class UploadedHandler(LocalHandler):
    """A document to download, a photo to look at."""

    async def get(self, file_id: str) -> None:
        """The bytes under the file's own name."""
        county = self.session.county
        file = county.stage.world.files.get(file_id) if county else None
        if file is None:
            raise HTTPError(404)
        if file.kind == "document":
            self.set_header("Content-Type", "application/octet-stream")
            name = quote(file.name)
            self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{name}")
        else:
            self.set_header("Content-Type", _picture_type(file))
            self.set_header("Cache-Control", "private, max-age=3600")
        self.finish(file.content)


def _picture_type(file: SandboxFile) -> str:
    return PICTURE_TYPES.get(file.content[:3], "image/webp")


class DeedHandler(LocalHandler):
    """POST /do/<deed>: a JSON object, or a form when a file comes along."""

    async def post(self, name: str) -> None:
        """Do it; 400 with one Chinese line when it cannot be done."""
        if name not in DEEDS:
            raise HTTPError(404)
        try:
            self._answer(200, await DEEDS[name](self.session, self._words()))
        except (CountyRefusal, DeedRefusal) as refusal:
            self._answer(400, {"error": str(refusal)})
        except SandboxMisuse:
            self._answer(400, {"error": "这一步现在做不了：群聊里的情况已经变了。"})

    def _words(self) -> Mapping[str, Any]:
        words: dict[str, Any] = {}
        if self.request.headers.get("Content-Type", "").startswith("multipart/form-data"):
            words = {key: values[-1].decode() for key, values in self.request.arguments.items()}
            for file in self.request.files.get("file", [])[-1:]:
                words |= {"name": file.filename, "content": file.body}
            return words
        try:
            words = json.loads(self.request.body)
        except (ValueError, UnicodeDecodeError):
            raise DeedRefusal("请求的写法不对，请刷新网页再试。") from None
        if not isinstance(words, dict):
            raise DeedRefusal("请求的写法不对，请刷新网页再试。")
        return words

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(body, ensure_ascii=False))


class LiveHandler(WebSocketHandler):
    """The news, as it happens; the page tells back what has been looked at."""

    def __init__(
        self, application: Application, request: HTTPServerRequest, session: Session
    ) -> None:
        super().__init__(application, request)
        self._session = session

    def prepare(self) -> None:
        """Turn foreigners away before the handshake."""
        if not is_local_host(self.request):
            raise HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        """Only this address's own page."""
        return is_own_origin(self.request)

    async def open(self) -> None:
        """Tell everything, then what happens."""
        await self._session.welcome(self)

    def tell(self, words: str) -> None:
        """Send one JSON text; a page that has just gone does not mind."""
        try:
            self.write_message(words)
        except WebSocketClosedError:
            self._session.leave(self)

    def on_message(self, message: str | bytes) -> None:
        """{"seen": [user, chat, message]}."""
        try:
            user, chat, number = (int(each) for each in json.loads(message)["seen"])
        except (ValueError, KeyError, TypeError):
            return
        self._session.see(user, chat, number)

    def on_close(self) -> None:
        """The page is gone."""
        self._session.leave(self)
