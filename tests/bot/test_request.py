"""Calls over aiohttp end as calls over PTB's own client do, whatever happens on the line."""

import asyncio
import ssl
import subprocess
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, HTTPXRequest

from app.sandbox import SandboxServer, World
from bot.outcome import may_have_arrived
from bot.request import AiohttpRequest, request_for

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
CLIENTS: dict[str, Callable[[], BaseRequest]] = {"ours": AiohttpRequest, "ptb": HTTPXRequest}


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the machine has set."""
    for name in (*PROXIES, *(name.lower() for name in PROXIES)):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture(params=CLIENTS)
def client(request: pytest.FixtureRequest) -> Callable[[], BaseRequest]:
    """Ours, and PTB's own by whose side it must stand."""
    return CLIENTS[request.param]


class Line:
    """A server with one bot and one group, and a bot that calls it through one client."""

    def __init__(self, client: Callable[[], BaseRequest]) -> None:
        self.world = World(lambda: datetime(2026, 3, 2, 1, tzinfo=UTC))
        self.account = self.world.add_bot("qinghe_bot")
        self.group = self.world.add_group("工作群", [self.world.add_user("张三")])
        self.world.add_bot_to_group(self.group)
        self._client = client

    def play(self, act: Callable[[Bot], Awaitable[Any]]) -> Any:
        """Run `await act(bot)` and close everything; nothing may be left open."""

        async def run() -> Any:
            self.server = SandboxServer(self.world)
            await self.server.start()
            bot = Bot(
                self.account.token,
                base_url=self.server.base_url,
                base_file_url=self.server.base_file_url,
                request=self._client(),
            )
            try:
                async with bot:
                    return await asyncio.wait_for(act(bot), 20)
            finally:
                await self.server.stop()

        return asyncio.run(run())

    def texts(self) -> list[str]:
        """What the bot said in the group."""
        return [each.text for each in self.world.messages(self.group) if each.sender.is_bot]


def test_what_is_said_arrives_letter_by_letter(client: Callable[[], BaseRequest]) -> None:
    line, words = Line(client), "报到 & <b>𠮷</b> +%=?\n第二行"

    async def act(bot: Bot) -> None:
        await bot.send_message(line.group.id, words)

    line.play(act)
    assert line.texts() == [words]


def test_errors_of_the_server_keep_their_meaning(client: Callable[[], BaseRequest]) -> None:
    line = Line(client)
    line.world.faults.add(kind="flood", method="sendMessage", retry_after=7)
    line.world.faults.add(kind="server_error", method="sendMessage", nth=2, status=502)

    async def act(bot: Bot) -> None:
        with pytest.raises(RetryAfter) as flood:
            await bot.send_message(line.group.id, "一")
        assert flood.value.retry_after.total_seconds() == 7  # type: ignore[union-attr]
        with pytest.raises(NetworkError, match="Bad Gateway") as broken:
            await bot.send_message(line.group.id, "二")
        assert not may_have_arrived(broken.value)
        with pytest.raises(BadRequest):
            await bot.send_message(-4711, "三")

    line.play(act)
    assert line.texts() == []


@pytest.mark.parametrize(("kind", "arrived"), [("timeout_before", []), ("timeout_after", ["一"])])
def test_a_lost_answer_leaves_doubt(
    client: Callable[[], BaseRequest], kind: str, arrived: list[str]
) -> None:
    line = Line(client)
    line.world.faults.add(kind=kind, method="sendMessage")

    async def act(bot: Bot) -> None:
        with pytest.raises(NetworkError) as lost:
            await bot.send_message(line.group.id, "一")
        assert may_have_arrived(lost.value)
        await bot.send_message(line.group.id, "二")

    line.play(act)
    assert line.texts() == [*arrived, "二"]


def test_a_silent_server_times_out_and_leaves_doubt(client: Callable[[], BaseRequest]) -> None:
    line = Line(client)
    line.world.faults.add(kind="timeout_after", method="sendMessage", hold=True)

    async def act(bot: Bot) -> None:
        with pytest.raises(TimedOut) as silent:
            await bot.send_message(line.group.id, "一", read_timeout=0.05)
        assert may_have_arrived(silent.value)
        await bot.send_message(line.group.id, "二")

    line.play(act)
    assert line.texts() == ["一", "二"]


def test_where_nobody_listens_nothing_has_left(client: Callable[[], BaseRequest]) -> None:
    line = Line(client)

    async def act(bot: Bot) -> None:
        await line.server.stop()
        with pytest.raises(NetworkError) as refused:
            await bot.send_message(line.group.id, "一", connect_timeout=1)
        assert not may_have_arrived(refused.value)
        await line.server.start()

    line.play(act)


def test_a_connection_that_never_comes_has_sent_nothing(client: Callable[[], BaseRequest]) -> None:
    line = Line(client)

    async def act(bot: Bot) -> None:
        with pytest.raises(NetworkError) as refused:
            await bot.request.post("http://127.0.0.1:1/bot1:x/getMe")
        assert not may_have_arrived(refused.value)

    line.play(act)


def test_files_go_up_and_come_down(client: Callable[[], BaseRequest]) -> None:
    line, content = Line(client), bytes(range(256)) * 400

    async def act(bot: Bot) -> bytes:
        sent = await bot.send_document(line.group.id, content, filename="工作方案（第2稿）.docx")
        assert sent.document is not None
        assert sent.document.file_name == "工作方案（第2稿）.docx"
        file = await bot.get_file(sent.document.file_id)
        return bytes(await file.download_as_bytearray())

    assert line.play(act) == content


def test_an_unknown_certificate_is_refused_and_a_trusted_one_taken(
    client: Callable[[], BaseRequest], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    where = ["-keyout", "key.pem", "-out", "cert.pem", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(["openssl", *made, *where], cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        body = b'{"ok": true, "result": true}'
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()

    async def ask() -> Any:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        async with server, client() as request:
            return await request.post(f"https://127.0.0.1:{port}/bot1:x/close")

    with pytest.raises(NetworkError) as refused:
        asyncio.run(ask())
    assert not may_have_arrived(refused.value)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    assert asyncio.run(ask()) is True


@pytest.mark.parametrize("name", PROXIES)
def test_behind_a_proxy_ptb_does_the_calls_itself(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(request_for(), AiohttpRequest)
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert isinstance(request_for(), HTTPXRequest)


def test_a_call_before_the_start_is_a_fault_of_ours() -> None:
    async def ask() -> None:
        await AiohttpRequest().post("http://127.0.0.1:1/")

    with pytest.raises(NetworkError, match="before it was initialized"):
        asyncio.run(ask())
