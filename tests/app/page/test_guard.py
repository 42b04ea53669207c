"""Only this machine's own page is served."""

import asyncio
import json

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect


def test_the_page_loads_nothing_from_elsewhere(page) -> None:
    status, content, headers = page.ask("GET", "/")
    assert status == 200
    assert "吹哨 · 模拟群聊" in content.decode()
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    for name in ("app.js", "style.css", "messages.css", "whistle.svg"):
        status, content, _ = page.ask("GET", f"/{name}")
        assert status == 200
        assert b"https://" not in content.replace(b"https?://", b"")


@pytest.mark.parametrize("path", ["/nothing", "/county.py", "/../guard.py", "/file/nothing"])
def test_other_addresses_do_not_exist(page, path: str) -> None:
    assert page.ask("GET", path)[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1:8790", ""])
def test_a_foreign_host_name_is_turned_away(page, host: str) -> None:
    assert page.ask("GET", "/", Host=host)[0] == 403
    assert page.ask("GET", "/live", Host=host)[0] == 403


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_the_names_of_this_machine_are_welcome(page, host: str) -> None:
    assert page.ask("GET", "/", Host=f"{host}:{page.port}")[0] == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
def test_a_foreign_page_cannot_do_deeds(page, origin: str) -> None:
    status, answer = page.post("/do/clock", b'{"hours": 1}', Origin=origin)
    assert (status, answer["error"]) == (403, "只接受本机网页的请求。")


def test_the_news_are_for_the_own_page_only(page) -> None:
    async def first_news(origin: str) -> dict:
        request = HTTPRequest(f"ws://127.0.0.1:{page.port}/live", headers={"Origin": origin})
        socket = await websocket_connect(request)
        try:
            return json.loads(await socket.read_message())
        finally:
            socket.close()
            while await socket.read_message() is not None:
                pass

    own = asyncio.run(first_news(f"http://127.0.0.1:{page.port}"))
    assert own["kind"] == "all"
    with pytest.raises(HTTPClientError, match="403"):
        asyncio.run(first_news("http://evil.example"))
