"""Button presses and their one answer."""

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from app.sandbox import CallbackAnswer, SandboxMisuse

KEYS = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("报到", callback_data="v1:in"),
            InlineKeyboardButton("网址", url="https://example.org"),
        ]
    ]
)


async def pressed(stage, bot):
    """Post a keyboard and let 张三 press 报到; the query as the bot gets it."""
    await bot.send_message(stage.group.id, "吹哨", reply_markup=KEYS)
    query_id = stage.world.press(stage.zhang, stage.group, stage.last(), "报到")
    (update,) = await bot.get_updates()
    assert update.callback_query.id == query_id
    return update.callback_query


def test_a_press_reaches_the_bot_and_its_answer_the_person(stage):
    async def answer(bot):
        query = await pressed(stage, bot)
        assert (query.data, query.from_user.id) == ("v1:in", stage.zhang.id)
        assert query.message.text == "吹哨"
        assert stage.world.callback_answer(query.id) is None
        await query.answer("已报到", show_alert=True)
        return query.id

    query_id = stage.play(answer)
    assert stage.world.callback_answer(query_id) == CallbackAnswer("已报到", show_alert=True)


def test_a_press_is_answered_once(stage):
    async def answer(bot):
        query = await pressed(stage, bot)
        await query.answer()
        with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
            await query.answer("又答")

    stage.play(answer)


def test_an_answer_comes_within_150_seconds(stage):
    async def answer(bot):
        query = await pressed(stage, bot)
        stage.forward(seconds=151)
        with pytest.raises(BadRequest, match="Query is too old"):
            await query.answer("晚了")

    stage.play(answer)


def test_an_answer_has_at_most_200_characters(stage):
    async def answer(bot):
        query = await pressed(stage, bot)
        with pytest.raises(BadRequest, match=r"(?i)message_too_long"):
            await query.answer("哨" * 201)
        await query.answer("哨" * 200)

    stage.play(answer)


def test_an_invented_query_cannot_be_answered(stage):
    async def answer(bot):
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query("123")

    stage.play(answer)


def test_people_press_only_buttons_that_are_there(stage):
    async def post(bot):
        await bot.send_message(stage.group.id, "吹哨", reply_markup=KEYS)

    stage.play(post)
    with pytest.raises(SandboxMisuse, match=r"no button 「销哨」.*报到、网址"):
        stage.world.press(stage.zhang, stage.group, stage.last(), "销哨")
    with pytest.raises(SandboxMisuse, match="opens a link"):
        stage.world.press(stage.zhang, stage.group, stage.last(), "网址")
    assert stage.world.press(stage.zhang, stage.group, stage.last(), "v1:in")


def test_a_very_old_message_arrives_inaccessible(stage):
    async def press(bot):
        await bot.send_message(stage.group.id, "吹哨", reply_markup=KEYS)
        stage.world.press(stage.zhang, stage.group, stage.last(), "报到", inaccessible=True)
        (update,) = await bot.get_updates()
        return update.callback_query.message

    message = stage.play(press)
    assert not message.is_accessible
    assert message.message_id == stage.last().id
