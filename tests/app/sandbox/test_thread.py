"""The server in a thread of its own, and what keeps it on loopback."""

import asyncio
import os
import subprocess
import sys

import pytest
from telegram import Bot

from app.sandbox import SandboxMisuse, SandboxServer, SandboxThread, World

CHILD = """
import asyncio, os
from telegram import Bot
async def main():
    async with Bot(os.environ["TOKEN"], base_url=os.environ["BASE"]) as bot:
        offset = 0
        while True:
            for update in await bot.get_updates(offset=offset, timeout=10):
                offset = update.update_id + 1
                await bot.send_message(update.effective_chat.id, f"收到{update.message.text}")
asyncio.run(main())
"""


def child(sandbox, world):
    environment = {**os.environ, "TOKEN": world.bot.token, "BASE": sandbox.base_url}
    return subprocess.Popen([sys.executable, "-c", CHILD], env=environment)


def test_a_bot_process_is_killed_and_started_again_while_the_server_lives_on(stage):
    world = stage.world
    with SandboxThread(world) as sandbox:
        first = child(sandbox, world)
        try:
            sandbox.call(world.send_text, stage.zhang, stage.group, "/a")
            sandbox.wait_until(lambda: stage.last().text == "收到/a", 30)
        finally:
            first.kill()
            first.wait()
        sandbox.call(world.send_text, stage.zhang, stage.group, "/b")
        second = child(sandbox, world)
        try:
            sandbox.wait_until(lambda: stage.last().text == "收到/b", 30)
        finally:
            second.kill()
            second.wait()


def test_another_thread_must_go_through_call(stage):
    with (
        SandboxThread(stage.world),
        pytest.raises(SandboxMisuse, match=r"use SandboxThread\.call"),
    ):
        stage.world.send_text(stage.zhang, stage.group, "/a")


def test_call_raises_what_the_act_raised_and_wait_until_gives_up(stage):
    with SandboxThread(stage.world) as sandbox:
        with pytest.raises(SandboxMisuse, match="no chat 5"):
            sandbox.call(stage.world.messages, 5)
        with pytest.raises(TimeoutError):
            sandbox.wait_until(lambda: False, 0.01)


def test_two_worlds_serve_side_by_side(stage):
    other = World(lambda: stage.time)
    other.add_bot("other_bot")

    async def who(sandbox, token):
        async with Bot(token, base_url=sandbox.base_url) as bot:
            return bot.username

    with SandboxThread(stage.world) as one, SandboxThread(other) as two:
        assert asyncio.run(who(one, stage.bot.token)) == "qinghe_bot"
        assert asyncio.run(who(two, other.bot.token)) == "other_bot"


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])
def test_nothing_but_loopback_is_bound(stage, host):
    with pytest.raises(ValueError, match="只在本机运行"):
        SandboxServer(stage.world, host=host)


def test_a_taken_port_is_told(stage):
    other = World(lambda: stage.time)
    with SandboxThread(stage.world) as one, pytest.raises(OSError, match="in use"):
        SandboxThread(other, port=one.server.port).start()
