"""Delivery to a webhook."""

import json

import pytest
from telegram.error import BadRequest
from telegram.ext import Application, MessageHandler, filters
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application as WebApplication
from tornado.web import RequestHandler

from app.sandbox import settled, until


class Receiver:
    """A webhook that answers with the scripted statuses, then 200."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.received = []
        receiver = self

        class Hook(RequestHandler):
            def post(self):
                secret = self.request.headers.get("X-Telegram-Bot-Api-Secret-Token")
                receiver.received.append((json.loads(self.request.body), secret))
                self.set_status(receiver.statuses.pop(0) if receiver.statuses else 200)

        sockets = bind_sockets(0, "127.0.0.1")
        self.url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/hook"
        self.http = HTTPServer(WebApplication([("/hook", Hook)], log_function=lambda _: None))
        self.http.add_sockets(sockets)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        self.http.stop()
        await self.http.close_all_connections()


def test_updates_come_in_order_with_the_secret(stage):
    async def hook(bot):
        async with Receiver() as receiver:
            stage.world.send_text(stage.zhang, stage.group, "/early")
            await bot.set_webhook(receiver.url, secret_token="s3cret_Token-1")
            stage.world.send_text(stage.zhang, stage.group, "/late")
            await settled(stage.world)
            texts = [(body["message"]["text"], secret) for body, secret in receiver.received]
            assert texts == [("/early", "s3cret_Token-1"), ("/late", "s3cret_Token-1")]

    stage.play(hook)


def test_a_failing_webhook_is_tried_again_and_the_failure_told(stage):
    async def hook(bot):
        async with Receiver(500, 502) as receiver:
            await bot.set_webhook(receiver.url)
            stage.world.send_text(stage.zhang, stage.group, "/a")
            await settled(stage.world)
            assert len({body["update_id"] for body, _ in receiver.received}) == 1
            assert len(receiver.received) == 3
            told = await bot.get_webhook_info()
            assert told.last_error_message == "Wrong response from the webhook: 502 Bad Gateway"
            assert told.pending_update_count == 0

    stage.play(hook)


def test_after_few_attempts_the_update_is_given_up(stage):
    async def hook(bot):
        async with Receiver(*[500] * 5) as receiver:
            await bot.set_webhook(receiver.url)
            stage.world.send_text(stage.zhang, stage.group, "/a")
            stage.world.send_text(stage.zhang, stage.group, "/b")
            await settled(stage.world)
            texts = [body["message"]["text"] for body, _ in receiver.received]
            assert texts == ["/a"] * 5 + ["/b"]

    stage.play(hook)


def test_only_loopback_addresses_and_plain_secrets_are_accepted(stage):
    async def hook(bot):
        with pytest.raises(BadRequest, match="loopback addresses only"):
            await bot.set_webhook("https://example.org/hook")
        with pytest.raises(BadRequest, match="Secret token contains unallowed characters"):
            await bot.set_webhook("http://127.0.0.1:1/", secret_token="口令")

    stage.play(hook)


def test_a_real_application_is_served_by_webhook(stage):
    async def echo(update, context):
        await update.message.reply_text("收到")

    async def run(bot):
        builder = Application.builder().token(stage.bot.token)
        app = builder.base_url(stage.server.base_url).build()
        app.add_handler(MessageHandler(filters.COMMAND, echo))
        (socket,) = bind_sockets(0, "127.0.0.1")
        port = socket.getsockname()[1]
        socket.close()
        async with app:
            await app.start()
            await app.updater.start_webhook(
                "127.0.0.1",
                port,
                "hook",
                webhook_url=f"http://127.0.0.1:{port}/hook",
                secret_token="abc",
            )
            stage.world.send_text(stage.zhang, stage.group, "/a")
            await until(stage.world, lambda: stage.last().text == "收到")
            await app.updater.stop()
            await app.stop()
        assert stage.world.quiet()

    stage.play(run)


def test_a_dead_webhook_does_not_keep_the_server_from_stopping(stage):
    async def run(bot):
        await bot.set_webhook("http://127.0.0.1:1/hook")
        stage.world.send_text(stage.zhang, stage.group, "/a")
        await until(stage.world, lambda: stage.bot.webhook.last_error)

    stage.play(run)
