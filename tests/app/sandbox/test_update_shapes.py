"""Every update the sandbox makes is read by PTB without loss."""

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyParameters,
    TelegramObject,
    Update,
)

from app.sandbox.updates import ALL_KINDS


def everything(stage, picture):
    """Let every kind of update happen; the Update objects."""
    world, group, zhang = stage.world, stage.group, stage.zhang
    stage.bot.queue.allow(list(ALL_KINDS))
    stage.bot.privacy = False
    world.start_private(zhang, "token_1")
    world.promote(group, stage.bot)
    said = world.send_text(zhang, group, "/chuishao@qinghe_bot https://e.cn #抽查 @zhang_san")
    world.edit_text(zhang, group, said.id, "/chuishao 改")
    world.send_text(zhang, group, "回", reply_to=said)
    world.send_photo(zhang, group, picture, "照片 #现场")
    world.send_document(zhang, group, b"x", "表.docx", "说明", reply_to=said)
    world.send_text(zhang, group, "匿名", anonymous=True)

    async def speak(bot):
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("报到", callback_data="a")]])
        await bot.send_message(
            group.id,
            '<b>粗</b><a href="https://e.cn">链</a>'
            f'<a href="tg://user?id={zhang.id}">人</a>'
            '<pre><code class="language-py">x</code></pre>',
            parse_mode="HTML",
            reply_markup=markup,
            reply_parameters=ReplyParameters(said.id),
        )

    stage.play(speak)
    question = stage.last()
    world.press(zhang, group, question, "报到")
    world.press(zhang, group, question, "报到", inaccessible=True)
    wang = world.add_user("王五")
    world.join(wang, group, by=zhang)
    world.leave(wang, group)
    world.block_bot(zhang)
    world.migrate(group)
    other = world.add_group("又一群", [zhang], supergroup=True)
    world.add_bot_to_group(other)
    world.kick_bot(other)
    return world.pending_updates()


def unknown_fields(value):
    """Fields PTB had no attribute for, anywhere inside."""
    if isinstance(value, TelegramObject):
        found = dict(value.api_kwargs)
        for name in value._get_attrs(include_private=False):
            found |= unknown_fields(getattr(value, name, None))
        return found
    if isinstance(value, (list, tuple)):
        return {k: v for item in value for k, v in unknown_fields(item).items()}
    return {}


def lost(sent, read, path=""):
    """Paths of what was sent and is not in what was read."""
    if isinstance(sent, dict):
        gone = [f"{path}.{key}" for key in sent if key not in read]
        return gone + [
            p for key in sent if key in read for p in lost(sent[key], read[key], f"{path}.{key}")
        ]
    if isinstance(sent, list):
        if len(sent) != len(read):
            return [path]
        return [
            p
            for i, (s, r) in enumerate(zip(sent, read, strict=True))
            for p in lost(s, r, f"{path}[{i}]")
        ]
    return [] if sent == read else [path]


@pytest.fixture
def updates(stage, picture):
    return everything(stage, picture)


def test_every_kind_is_there(updates):
    kinds = {key for update in updates for key in update if key != "update_id"}
    assert kinds == ALL_KINDS
    assert [u["update_id"] for u in updates] == sorted({u["update_id"] for u in updates})


def test_ptb_reads_every_update_without_loss(updates):
    bot = Bot("1:x")
    for payload in updates:
        update = Update.de_json(payload, bot)
        assert unknown_fields(update) == {}
        assert lost(payload, update.to_dict()) == []
        assert update.effective_chat is not None
        assert update.effective_user is not None
