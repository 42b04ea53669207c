"""门卫: only pages of this very address may speak to the session, and only from this machine."""

import json
from typing import Any
from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest
from tornado.web import HTTPError, RequestHandler

from app.page.session import Session

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def is_local_host(request: HTTPServerRequest) -> bool:
    """Whether the Host header names this machine: a foreign name would be DNS rebinding."""
    return urlsplit(f"//{request.headers.get('Host', '')}").hostname in LOCAL_NAMES


def is_own_origin(request: HTTPServerRequest) -> bool:
    """Whether the page that asks was served by this address; programs send no Origin."""
    origin = request.headers.get("Origin")
    return origin is None or origin == f"http://{request.headers.get('Host', '')}"


class LocalHandler(RequestHandler):
    """Every answer of the page's server."""

    def initialize(self, session: Session) -> None:
        """Tornado's constructor hook."""
        self.session = session

    def prepare(self) -> None:
        """Turn foreigners away before anything is read."""
        if not is_local_host(self.request):
            raise HTTPError(403, reason="Foreign host")
        if self.request.method != "GET" and not is_own_origin(self.request):
            raise HTTPError(403, reason="Foreign origin")

    def set_default_headers(self) -> None:
        """Nothing foreign may be loaded, framed or guessed."""
        self.set_header("Content-Security-Policy", CONTENT_POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Cache-Control", "no-cache")

    def write_error(self, status_code: int, **facts: Any) -> None:
        """One Chinese line."""
        words = {403: "只接受本机网页的请求。", 404: "没有这个地址。"}
        self.set_header("Content-Type", "application/json; charset=utf-8")
        error = words.get(status_code, "这一步没有做成，请刷新网页再试。")
        self.finish(json.dumps({"error": error}, ensure_ascii=False))
