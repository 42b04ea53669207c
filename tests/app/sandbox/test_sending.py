"""What sendMessage lets through, and what it refuses in Telegram's words."""

import pytest
from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, EndPointNotFound, Forbidden, InvalidToken, RetryAfter

KEYS = InlineKeyboardMarkup


def button(text="报到", **kind):
    return KEYS([[InlineKeyboardButton(text, **kind)]])


def refusal(stage, error=BadRequest, **message):
    """The description sendMessage answers with."""

    async def send(bot):
        with pytest.raises(error) as refused:
            await bot.send_message(**{"chat_id": stage.group.id, "text": "x", **message})
        return refused.value.message

    return stage.play(send)


@pytest.mark.parametrize(
    ("message", "description"),
    [
        ({"text": "  \n "}, "Message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "Message text is empty"),
        ({"text": "哨" * 4097}, "Message is too long"),
        ({"text": "😀" * 2049}, "Message is too long"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "Can't parse entities: can't find end tag"),
        ({"chat_id": -4}, "Chat not found"),
        ({"chat_id": "@nobody"}, "Chat not found"),
        ({"reply_parameters": ReplyParameters(999)}, "Message to be replied not found"),
        ({"reply_markup": button(callback_data="吹" * 22)}, "Button_data_invalid"),
        ({"reply_markup": button(callback_data="x" * 65)}, "Button_data_invalid"),
        ({"reply_markup": button()}, "text buttons are unallowed"),
        ({"reply_markup": button(url="http://localhost/x")}, "wrong http url"),
        ({"message_thread_id": 5}, "Message thread not found"),
    ],
)
def test_what_telegram_refuses_is_refused(stage, message, description):
    assert description.lower() in refusal(stage, **message).lower()
    assert stage.last().sender.id != stage.bot.id
    assert not stage.world.calls[-1].ok


def test_lengths_are_counted_after_parsing(stage):
    async def send(bot):
        return await bot.send_message(
            stage.group.id, "<b>" + "哨" * 4096 + "</b>", parse_mode="HTML"
        )

    message = stage.play(send)
    assert message.text == "哨" * 4096
    assert message.entities[0].length == 4096


def test_a_button_may_carry_exactly_64_bytes(stage):
    async def send(bot):
        data = "吹" * 21 + "x"
        await bot.send_message(stage.group.id, "x", reply_markup=button(callback_data=data))
        await bot.send_message(
            stage.group.id, "x", reply_markup=button(url="https://t.me/x?start=1")
        )

    stage.play(send)
    first, second = stage.world.messages(stage.group)[-2:]
    assert len(first.buttons[0][0].data.encode()) == 64
    assert second.buttons[0][0].url == "https://t.me/x?start=1"


def test_a_bot_cannot_write_first_to_a_person(stage):
    description = refusal(stage, Forbidden, chat_id=stage.zhang.id)
    assert description == "Forbidden: bot can't initiate conversation with a user"


def test_a_bot_cannot_write_to_one_who_blocked_it(stage):
    stage.world.start_private(stage.zhang)
    stage.world.block_bot(stage.zhang)
    description = refusal(stage, Forbidden, chat_id=stage.zhang.id)
    assert description == "Forbidden: bot was blocked by the user"


def test_a_kicked_bot_cannot_write_to_the_group(stage):
    stage.world.kick_bot(stage.group)
    description = refusal(stage, Forbidden)
    assert description == "Forbidden: bot was kicked from the group chat"


def test_a_bot_that_left_is_no_member(stage):
    async def leave_and_send(bot):
        await bot.leave_chat(stage.group.id)
        with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
            await bot.send_message(stage.group.id, "x")

    stage.play(leave_and_send)


def test_a_foreign_token_is_unauthorized_and_an_unknown_method_not_found(stage):
    async def ask(bot):
        foreign = stage.ptb(token="1:x")
        with pytest.raises(InvalidToken):
            await foreign.initialize()
        await foreign.shutdown()
        with pytest.raises(EndPointNotFound):
            await bot.do_api_request("unknownMethod")

    stage.play(ask)
    assert stage.world.calls[-1].error == "Not Found"


def test_a_reply_quotes_the_message_or_goes_without_when_allowed(stage):
    asked = stage.world.send_text(stage.zhang, stage.group, "/jindu")

    async def answer(bot):
        lenient = ReplyParameters(777, allow_sending_without_reply=True)
        with_quote = await bot.send_message(
            stage.group.id, "好", reply_parameters=ReplyParameters(asked.id)
        )
        without = await bot.send_message(stage.group.id, "好", reply_parameters=lenient)
        return with_quote, without

    with_quote, without = stage.play(answer)
    assert with_quote.reply_to_message.text == "/jindu"
    assert without.reply_to_message is None


def test_force_reply_is_shown_to_people_and_kept_out_of_the_message(stage):
    async def ask(bot):
        markup = ForceReply(selective=True, input_field_placeholder="请回复原因")
        return await bot.send_message(stage.group.id, "原因？", reply_markup=markup)

    message = stage.play(ask)
    assert message.reply_markup is None
    assert stage.last().force_reply
    assert stage.last().placeholder == "请回复原因"


def test_the_group_limit_answers_how_long_to_wait(stage):
    stage.world.group_messages_per_minute = 20

    async def flood(bot):
        for number in range(20):
            await bot.send_message(stage.group.id, str(number))
            stage.forward(seconds=1)
        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(stage.group.id, "20")
        stage.forward(seconds=40)
        await bot.send_message(stage.group.id, "20")
        return refused.value._retry_after

    assert stage.play(flood).total_seconds() == 40
    assert stage.last().text == "20"


def test_the_log_tells_method_chat_and_outcome(stage):
    async def send(bot):
        await bot.send_message(stage.group.id, "一")
        with pytest.raises(BadRequest):
            await bot.send_message(-9, "二")

    stage.play(send)
    assert [(c.method, c.chat_id, c.ok) for c in stage.world.calls] == [
        ("getMe", None, True),
        ("sendMessage", stage.group.id, True),
        ("sendMessage", -9, False),
    ]
    assert stage.world.calls[1].parameters["text"] == "一"
    assert stage.world.calls[1].at == stage.time
