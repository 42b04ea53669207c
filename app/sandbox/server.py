"""The local Bot API server: HTTP in front of a World, on loopback only."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import socket
import threading
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from app.sandbox import methods_bot, methods_chats, methods_files, methods_messages
from app.sandbox.errors import ApiError, too_many_requests
from app.sandbox.faults import Fault
from app.sandbox.model import Call, SandboxEvent
from app.sandbox.parameters import Parameters
from app.sandbox.polling import Poller, Polling
from app.sandbox.request import Method, Request
from app.sandbox.webhook import WebhookSender
from app.sandbox.world import World

Route = tuple[str, Any, dict[str, Any]]
MOST_BODY_BYTES = 128 * 1024 * 1024
METHODS: dict[str, Method] = {
    **methods_bot.methods.by_name,
    **methods_chats.methods.by_name,
    **methods_files.methods.by_name,
    **methods_messages.methods.by_name,
}


class SandboxServer:
    """本地 Bot API 服务: serves one World on loopback; await start() before use, stop() after.

    PTB: Application.builder().token(world.bot.token).base_url(server.base_url)
    .base_file_url(server.base_file_url).
    """

    def __init__(self, world: World, port: int = 0, host: str = "127.0.0.1") -> None:
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            raise ValueError(f"模拟群聊服务只在本机运行，不能绑定地址 {host}")
        self.world = world
        self.host = host
        self.port = port
        self.stopping = asyncio.Event()
        self.extra_routes: list[Route] = []
        self._http: HTTPServer | None = None

    @property
    def address(self) -> str:
        """The server's own address, without a trailing slash."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def base_url(self) -> str:
        """What PTB's base_url takes; the token is appended to it."""
        return f"{self.address}/bot"

    @property
    def base_file_url(self) -> str:
        """What PTB's base_file_url takes; the token is appended to it."""
        return f"{self.address}/file/bot"

    async def start(self) -> None:
        """Listen; port 0 becomes the port the system chose."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        listener = socket.create_server((self.host, self.port), family=family)
        listener.setblocking(False)
        self.port = listener.getsockname()[1]
        self.world.owner_thread = threading.get_ident()
        self.polling = Polling(self.world)
        self.webhooks = WebhookSender(self.world)
        routes: list[Route] = [
            (r"/bot([^/]+)/(\w+)", MethodHandler, {"server": self}),
            (r"/file/bot([^/]+)/(.+)", FileHandler, {"world": self.world}),
            *self.extra_routes,
        ]
        self._http = HTTPServer(
            Application(routes, log_function=_silent), max_buffer_size=MOST_BODY_BYTES
        )
        self._http.add_sockets([listener])

    async def stop(self) -> None:
        """End the pollers, close every connection and the port."""
        self.stopping.set()
        self.polling.close()
        await self.webhooks.close()
        if self._http is not None:
            self._http.stop()
            await self._http.close_all_connections()
        self.world.owner_thread = None


def _silent(handler: RequestHandler) -> None:
    """Requests are in World.calls; the console stays quiet."""


class MethodHandler(RequestHandler):
    """POST or GET /bot<token>/<method>."""

    def initialize(self, server: SandboxServer) -> None:
        """Tornado's constructor hook."""
        self.server = server
        self.world = server.world
        self.poller: Poller | None = None
        self.gone = asyncio.Event()

    async def post(self, token: str, method: str) -> None:
        """Answer one method call."""
        try:
            request = self._admitted(token)
            await self._serve(request, method)
        except ApiError as refusal:
            self._reply(refusal.code, refusal.body())

    get = post

    def on_connection_close(self) -> None:
        """The client hung up: a waiting poll is over."""
        self.gone.set()
        if self.poller is not None:
            self.poller.end("Conflict: the client closed the connection")

    def _admitted(self, token: str) -> Request:
        bot = self.world.bot_by_token(token)
        if bot is None:
            raise ApiError(401, "Unauthorized")
        return Request(self.world, bot, Parameters.of(self.request))

    async def _serve(self, request: Request, method: str) -> None:
        name = method.lower()
        fault = self.world.faults.take(name, _chat_id(request))
        try:
            if fault is not None and fault.kind != "timeout_after":
                await self._strike(fault)
                return
            result = await self._result(request, name)
        except ApiError as refusal:
            self._record(request, method, refusal.description)
            raise
        if fault is not None:
            self._record(request, method, "timeout_after")
            await self._drop(fault)
            return
        self._record(request, method, None)
        self._reply(200, {"ok": True, "result": result})

    async def _result(self, request: Request, name: str) -> object:
        if name == "getupdates":
            self.poller = Poller()
            return await self.server.polling.get_updates(request, self.poller)
        if name not in METHODS:
            raise ApiError(404, "Not Found")
        return METHODS[name](request)

    async def _strike(self, fault: Fault) -> None:
        if fault.kind == "flood":
            raise too_many_requests(fault.retry_after)
        if fault.kind == "server_error":
            words = {500: "Internal Server Error", 502: "Bad Gateway"}
            raise ApiError(fault.status, words.get(fault.status, "Server Error"))
        await self._drop(fault)

    async def _drop(self, fault: Fault) -> None:
        """Say nothing: cut the connection, or hold it until either side ends."""
        if fault.hold:
            ends = [
                asyncio.ensure_future(event.wait()) for event in (self.gone, self.server.stopping)
            ]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for end in ends:
                end.cancel()
        self.detach().close()

    def _reply(self, status: int, body: dict[str, object]) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(body, ensure_ascii=False))

    def _record(self, request: Request, method: str, error: str | None) -> None:
        chat_id = _chat_id(request)
        call = Call(
            method=method,
            bot_id=request.bot.id,
            chat_id=chat_id,
            at=self.world.now(),
            ok=error is None,
            error=error,
            parameters=dict(request.parameters.values),
        )
        self.world.calls.append(call)
        self.world.notify(SandboxEvent("call", chat_id, bot_id=request.bot.id))


class FileHandler(RequestHandler):
    """GET /file/bot<token>/<file_path>."""

    def initialize(self, world: World) -> None:
        """Tornado's constructor hook."""
        self.world = world

    def get(self, token: str, path: str) -> None:
        """The bytes of one file."""
        file = next((f for f in self.world.files.values() if f.path == path), None)
        if self.world.bot_by_token(token) is None or file is None:
            self.set_status(404)
            self.finish(ApiError(404, "Not Found").body())
            return
        self.set_header("Content-Type", "application/octet-stream")
        self.finish(file.content)


def _chat_id(request: Request) -> int | None:
    raw = request.parameters.text("chat_id") or ""
    return int(raw) if raw.lstrip("-").isdigit() else None
