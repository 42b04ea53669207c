"""The same bot behind a webhook: Telegram delivers, the secret token is checked."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.settings import Settings
from app.stage.stage import Stage
from tests.chat import Chat


class WebhookStage(Stage):
    """A stage whose bot is delivered to instead of polling."""

    def _settings(self) -> Settings:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        return replace(
            super()._settings(),
            webhook_url=f"http://127.0.0.1:{port}/bots/telegram",
            webhook_port=port,
            webhook_secret="only-telegram-knows",
        )


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    stage = WebhookStage(tmp_path, "xinyang")
    stage.start()
    try:
        yield Chat(stage)
    finally:
        stage.close()


def test_whistle_and_check_in_by_webhook(chat: Chat) -> None:
    chat.gather()
    chat.open_task()
    chat.whistle()
    assert "已响应" in chat.presses(chat.partners[0], "同意方案").text
    webhook = chat.stage.bot.webhook
    assert webhook is not None
    assert webhook.secret_token == "only-telegram-knows"
