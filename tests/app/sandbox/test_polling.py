"""getUpdates: order, confirmation, expiry, allowed kinds, conflicts."""

import asyncio

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import Conflict
from telegram.ext import Application, MessageHandler, filters

from app.sandbox import settled, until

KEY = InlineKeyboardMarkup([[InlineKeyboardButton("报到", callback_data="a")]])


def say(stage, text):
    return stage.world.send_text(stage.zhang, stage.group, text)


def test_updates_stay_until_the_next_offset_confirms_them(stage):
    async def poll(bot):
        for word in ("/a", "/b", "/c"):
            say(stage, word)
        first = await bot.get_updates(limit=2)
        again = await bot.get_updates(limit=2)
        assert [u.message.text for u in first] == [u.message.text for u in again] == ["/a", "/b"]
        assert stage.world.unconfirmed() == 3
        rest = await bot.get_updates(offset=first[-1].update_id + 1)
        assert [u.message.text for u in rest] == ["/c"]
        assert [u["message"]["text"] for u in stage.world.pending_updates()] == ["/c"]
        assert await bot.get_updates(offset=rest[0].update_id + 1) == ()
        assert stage.world.quiet()

    stage.play(poll)


def test_a_negative_offset_keeps_the_newest_only(stage):
    async def poll(bot):
        say(stage, "/a")
        say(stage, "/b")
        assert [u.message.text for u in await bot.get_updates(offset=-1)] == ["/b"]

    stage.play(poll)


def test_a_waiting_poll_is_woken_by_the_first_update(stage):
    async def poll(bot):
        waiting = asyncio.create_task(bot.get_updates(timeout=10))
        await until(stage.world, lambda: stage.server.polling.waiting(stage.bot))
        say(stage, "/a")
        (update,) = await waiting
        assert update.message.text == "/a"

    stage.play(poll)


def test_a_second_poller_ends_the_first_with_a_conflict(stage):
    async def poll(bot):
        first = asyncio.create_task(bot.get_updates(timeout=10))
        await until(stage.world, lambda: stage.server.polling.waiting(stage.bot))
        async with stage.ptb() as other:
            second = asyncio.create_task(other.get_updates(timeout=10))
            with pytest.raises(Conflict, match="terminated by other getUpdates request"):
                await first
            say(stage, "/a")
            assert len(await second) == 1

    stage.play(poll)


def test_polling_is_refused_while_a_webhook_is_set(stage):
    async def poll(bot):
        await bot.set_webhook("http://127.0.0.1:1/hook")
        with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
            await bot.get_updates()
        await bot.delete_webhook()
        assert await bot.get_updates() == ()

    stage.play(poll)


def test_presses_wait_150_seconds_and_messages_24_hours(stage):
    async def poll(bot):
        await bot.send_message(stage.group.id, "x", reply_markup=KEY)
        say(stage, "/a")
        stage.world.press(stage.zhang, stage.group, 2, "报到")
        stage.forward(seconds=150)
        assert len(await bot.get_updates()) == 2
        stage.forward(seconds=1)
        assert [u.message.text for u in await bot.get_updates()] == ["/a"]
        stage.forward(hours=24)
        assert await bot.get_updates() == ()
        assert [update.kind for update in stage.bot.queue.dropped] == ["callback_query", "message"]

    stage.play(poll)


def test_allowed_updates_are_remembered_until_named_again(stage):
    async def poll(bot):
        await bot.get_updates(allowed_updates=["callback_query"])
        say(stage, "/a")
        assert await bot.get_updates() == ()
        say(stage, "/b")
        assert await bot.get_updates(allowed_updates=[]) == ()
        say(stage, "/c")
        assert [u.message.text for u in await bot.get_updates()] == ["/c"]

    stage.play(poll)


def test_chat_member_comes_only_to_administrators_who_ask_for_it(stage):
    async def poll(bot):
        await bot.get_updates(allowed_updates=Update.ALL_TYPES)
        stage.world.join(stage.world.add_user("王五"), stage.group)
        (only,) = await bot.get_updates()
        assert only.message.new_chat_members[0].first_name == "王五"
        await bot.get_updates(offset=only.update_id + 1)
        stage.world.promote(stage.group, stage.bot)
        stage.world.join(stage.world.add_user("赵六"), stage.group)
        mine, other, service = await bot.get_updates()
        assert mine.my_chat_member.new_chat_member.status == "administrator"
        assert other.chat_member.new_chat_member.user.first_name == "赵六"
        assert service.message.new_chat_members[0].first_name == "赵六"

    stage.play(poll)


def test_a_killed_poller_loses_nothing(stage):
    async def poll(bot):
        async with stage.ptb() as doomed:
            waiting = asyncio.create_task(doomed.get_updates(timeout=10))
            await until(stage.world, lambda: stage.server.polling.waiting(stage.bot))
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        await until(stage.world, lambda: not stage.server.polling.waiting(stage.bot))
        say(stage, "/a")
        assert [u.message.text for u in await bot.get_updates()] == ["/a"]

    stage.play(poll)


def test_a_real_application_polls_and_answers(stage):
    heard = []

    async def echo(update, context):
        heard.append(update.message.text)
        await update.message.reply_text("收到")

    async def run(bot):
        builder = Application.builder().token(stage.bot.token)
        app = builder.base_url(stage.server.base_url).build()
        app.add_handler(MessageHandler(filters.COMMAND, echo))
        async with app:
            await app.start()
            await app.updater.start_polling()
            say(stage, "/a")
            await until(stage.world, lambda: stage.last().text == "收到")
            say(stage, "/b")
            await until(stage.world, lambda: len(heard) == 2)
            await settled(stage.world)
            await app.updater.stop()
            await app.stop()

    stage.play(run)
    assert heard == ["/a", "/b"]
