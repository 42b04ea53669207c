"""What Telegram delivers is in the ledger before Telegram hears that it arrived (R1)."""

import asyncio
import json
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.ext._utils.webhookhandler import WebhookAppClass
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

from app.backstage import Backstage
from bot.keeping import Inbox
from scheduler.clock import HandClock
from storage.database import open_database
from tests.builders import NOW

RAW: dict[str, Any] = {
    "update_id": 71,
    "message": {
        "message_id": 5,
        "date": 1,
        "chat": {"id": -9, "type": "group", "title": "群"},
        "from": {"id": 3, "is_bot": False, "first_name": "甲"},
        "text": "/jindu",
    },
}


async def directly(work: Callable[..., Any], *args: object) -> Any:
    """No thread is needed here."""
    return work(*args)


@pytest.fixture
def backstage(tmp_path: Path) -> Backstage:
    """On an empty ledger."""
    database = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
    database.migrate()
    return Backstage(database, HandClock(NOW))


def delivered(backstage: Backstage, *, secret: str = "known") -> int:
    """The status that Telegram gets for one delivery to the webhook."""

    async def deliver() -> int:
        app = WebhookAppClass("/hook", Bot("1:x"), Inbox(backstage, directly), "known")
        socket, port = bind_unused_port()
        server = HTTPServer(app)
        server.add_socket(socket)
        headers = {
            "Content-Type": "application/json",
            "X-Telegram-Bot-Api-Secret-Token": secret,
        }
        request = HTTPRequest(
            f"http://127.0.0.1:{port}/hook", "POST", headers=headers, body=json.dumps(RAW)
        )
        answer = await AsyncHTTPClient().fetch(request, raise_error=False)
        server.stop()
        await server.close_all_connections()
        return int(answer.code)

    return asyncio.run(deliver())


def kept(backstage: Backstage) -> list[int]:
    """The numbers of the updates in the ledger."""
    with backstage.rows() as ledger:
        return [each.update_id for each in ledger.waiting_updates()]


def test_a_delivery_is_committed_before_it_is_acknowledged(backstage: Backstage) -> None:
    assert delivered(backstage) == 200
    assert kept(backstage) == [71]
    assert delivered(backstage) == 200
    assert kept(backstage) == [71], "delivered twice, kept once"


def test_a_stranger_without_the_secret_leaves_nothing(backstage: Backstage) -> None:
    assert delivered(backstage, secret="guessed") == 403
    assert kept(backstage) == []


def test_what_could_not_be_committed_is_not_acknowledged(
    backstage: Backstage, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def broken() -> Any:
        raise OSError("disk full")
        yield

    with monkeypatch.context() as away:
        away.setattr(backstage, "rows", broken)
        assert delivered(backstage) == 500
    assert kept(backstage) == []


def test_a_poll_that_cannot_be_committed_is_not_confirmed(
    backstage: Backstage, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def broken() -> Any:
        raise OSError("disk full")
        yield

    inbox = Inbox(backstage, directly)
    monkeypatch.setattr(backstage, "rows", broken)
    with pytest.raises(OSError, match="disk full"):
        asyncio.run(inbox.keep([RAW]))
    with pytest.raises(OSError, match="disk full"):
        asyncio.run(inbox.put(Update.de_json(RAW, None)))
