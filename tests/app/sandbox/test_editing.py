"""Edits and deletions."""

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

KEY = InlineKeyboardMarkup([[InlineKeyboardButton("报到", callback_data="a")]])


def test_an_edit_changes_the_one_message_everybody_sees(stage):
    async def edit(bot):
        sent = await bot.send_message(stage.group.id, "未报到 2", reply_markup=KEY)
        stage.forward(minutes=5)
        edited = await sent.edit_text("<b>未报到 1</b>", parse_mode="HTML", reply_markup=KEY)
        assert (edited.edit_date - edited.date).total_seconds() == 300
        await sent.edit_reply_markup(None)

    before = len(stage.world.messages(stage.group))
    stage.play(edit)
    assert len(stage.world.messages(stage.group)) == before + 1
    assert stage.last().html == "<b>未报到 1</b>"
    assert stage.last().buttons == []
    assert stage.last().edits == 2


@pytest.mark.parametrize("change", ["text", "markup"])
def test_an_edit_that_changes_nothing_is_refused(stage, change):
    async def edit(bot):
        sent = await bot.send_message(stage.group.id, "同样", reply_markup=KEY)
        same = {
            "text": lambda: sent.edit_text("同样", reply_markup=KEY),
            "markup": lambda: sent.edit_reply_markup(KEY),
        }
        with pytest.raises(BadRequest, match="Message is not modified: specified new message"):
            await same[change]()
        await sent.edit_text("同样")

    stage.play(edit)
    assert stage.last().buttons == []


def test_only_ones_own_existing_message_of_the_right_kind_can_be_edited(stage):
    foreign = stage.world.send_text(stage.zhang, stage.group, "我的话")

    async def edit(bot):
        text = await bot.send_message(stage.group.id, "x")
        file = await bot.send_document(stage.group.id, b"1", filename="a.txt")
        refused = [
            (foreign.id, "Message can't be edited", bot.edit_message_text),
            (404, "Message to edit not found", bot.edit_message_text),
            (file.message_id, "There is no text in the message to edit", bot.edit_message_text),
        ]
        for message_id, wording, method in refused:
            with pytest.raises(BadRequest, match=wording):
                await method("新", chat_id=stage.group.id, message_id=message_id)
        with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
            await text.edit_caption("新")
        edited = await file.edit_caption("新说明")
        assert edited.caption == "新说明"

    stage.play(edit)


def test_a_deleted_message_is_gone_for_people_and_bot(stage):
    async def delete(bot):
        sent = await bot.send_message(stage.group.id, "撤回我")
        await sent.delete()
        with pytest.raises(BadRequest, match="Message to delete not found"):
            await sent.delete()
        with pytest.raises(BadRequest, match="Message to edit not found"):
            await sent.edit_text("还在？")

    stage.play(delete)
    assert "撤回我" not in [message.text for message in stage.world.messages(stage.group)]


def test_after_48_hours_a_message_stays(stage):
    async def delete(bot):
        sent = await bot.send_message(stage.group.id, "留下")
        stage.forward(hours=48, seconds=1)
        with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
            await sent.delete()

    stage.play(delete)
    assert stage.last().text == "留下"


def test_another_persons_message_needs_an_administrator(stage):
    said = stage.world.send_text(stage.zhang, stage.group, "误发")

    async def delete(bot):
        with pytest.raises(BadRequest, match="Message can't be deleted"):
            await bot.delete_message(stage.group.id, said.id)
        stage.world.promote(stage.group, stage.bot)
        await bot.delete_message(stage.group.id, said.id)

    stage.play(delete)
    assert said.deleted


def test_pinning_in_a_supergroup_needs_an_administrator(stage):
    big = stage.world.add_group("大群", [stage.zhang], supergroup=True)
    stage.world.add_bot_to_group(big)

    async def pin(bot):
        sent = await bot.send_message(big.id, "进度板")
        with pytest.raises(BadRequest, match="Not enough rights to manage pinned messages"):
            await sent.pin()
        stage.world.promote(big, stage.bot)
        await sent.pin()
        chat = await bot.get_chat(big.id)
        assert chat.pinned_message.text == "进度板"
        await sent.unpin()

    stage.play(pin)
    assert big.pinned == []
