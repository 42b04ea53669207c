"""Scripted faults, as PTB reports them."""

import pytest
from telegram.error import NetworkError, RetryAfter, TimedOut


def texts(stage):
    return [m.text for m in stage.world.messages(stage.group) if m.sender.is_bot]


def test_a_flood_wait_strikes_the_named_call_and_does_nothing(stage):
    stage.world.faults.add(kind="flood", method="sendMessage", nth=2, retry_after=7)

    async def send(bot):
        await bot.send_message(stage.group.id, "一")
        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(stage.group.id, "二")
        await bot.send_message(stage.group.id, "三")
        return refused.value.retry_after.total_seconds()

    assert stage.play(send) == 7
    assert texts(stage) == ["一", "三"]
    assert stage.world.faults.waiting() == []


@pytest.mark.parametrize(
    ("status", "words"), [(500, "Internal Server Error"), (502, "Bad Gateway")]
)
def test_a_server_error_strikes_as_often_as_arranged(stage, status, words):
    stage.world.faults.add(kind="server_error", method="sendMessage", times=2, status=status)

    async def send(bot):
        for _ in range(2):
            with pytest.raises(NetworkError, match=words):
                await bot.send_message(stage.group.id, "一")
        await bot.send_message(stage.group.id, "一")

    stage.play(send)
    assert texts(stage) == ["一"]
    assert [call.error for call in stage.world.calls[1:]] == [words, words, None]


@pytest.mark.parametrize(("kind", "arrived"), [("timeout_before", []), ("timeout_after", ["一"])])
def test_a_dropped_connection_before_or_after_the_work(stage, kind, arrived):
    stage.world.faults.add(kind=kind, method="sendMessage")

    async def send(bot):
        with pytest.raises(NetworkError, match="Server disconnected"):
            await bot.send_message(stage.group.id, "一")

    stage.play(send)
    assert texts(stage) == arrived


@pytest.mark.parametrize(("kind", "arrived"), [("timeout_before", []), ("timeout_after", ["一"])])
def test_a_silent_server_times_the_client_out(stage, kind, arrived):
    stage.world.faults.add(kind=kind, method="sendMessage", hold=True)

    async def send(bot):
        with pytest.raises(TimedOut):
            await bot.send_message(stage.group.id, "一", read_timeout=0.05)
        await bot.send_message(stage.group.id, "二")

    stage.play(send)
    assert texts(stage) == [*arrived, "二"]


def test_a_fault_can_be_meant_for_one_chat(stage):
    other = stage.world.add_group("另一组", [stage.zhang])
    stage.world.add_bot_to_group(other)
    stage.world.faults.add(kind="flood", chat_id=other.id)

    async def send(bot):
        await bot.send_message(stage.group.id, "一")
        with pytest.raises(RetryAfter):
            await bot.send_message(other.id, "二")

    stage.play(send)


def test_a_duplicate_update_comes_again_after_it_was_confirmed(stage):
    stage.world.faults.add(kind="duplicate_update", nth=2)

    async def poll(bot):
        for word in ("/a", "/b", "/c"):
            stage.world.send_text(stage.zhang, stage.group, word)
        updates = await bot.get_updates()
        (again,) = await bot.get_updates(offset=updates[-1].update_id + 1)
        assert again.update_id == updates[1].update_id
        assert await bot.get_updates(offset=again.update_id + 1) == ()
        return [update.message.text for update in updates]

    assert stage.play(poll) == ["/a", "/b", "/c"]
    assert stage.world.quiet()
