"""Privacy mode, members, migration, topics, identities, private chats."""

import pytest
from telegram import BotCommandScopeAllGroupChats, BotCommandScopeChatAdministrators
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, ChatMigrated

from app.sandbox import SandboxMisuse


def heard(stage, bot=None):
    """What the bot's queue holds, as texts."""
    updates = stage.world.pending_updates(bot)
    return [u["message"].get("text", "") for u in updates if "message" in u]


@pytest.mark.parametrize(
    ("text", "arrives"),
    [
        ("/chuishao", True),
        ("/chuishao@qinghe_bot", True),
        ("/chuishao@Qinghe_Bot 现在", True),
        ("/chuishao@other_bot", False),
        ("吹哨", False),
        ("请 /chuishao", False),
        ("@qinghe_bot 你好", False),
    ],
)
def test_privacy_mode_lets_only_addressed_commands_through(stage, text, arrives):
    stage.world.send_text(stage.zhang, stage.group, text)
    assert heard(stage) == ([text] if arrives else [])


def test_without_privacy_mode_or_as_administrator_the_bot_hears_all(stage):
    stage.bot.privacy = False
    stage.world.send_text(stage.zhang, stage.group, "吹哨")
    stage.bot.privacy = True
    stage.world.promote(stage.group, stage.bot)
    stage.world.send_text(stage.zhang, stage.group, "报到")
    assert heard(stage) == ["吹哨", "报到"]


def test_replies_to_the_bot_pass_privacy_mode(stage, picture):
    async def ask(bot):
        await bot.send_message(stage.group.id, "原因？")

    stage.play(ask)
    question = stage.last()
    stage.world.send_text(stage.zhang, stage.group, "车坏了", reply_to=question)
    stage.world.send_photo(stage.zhang, stage.group, picture, reply_to=question.id)
    stage.world.send_photo(stage.zhang, stage.group, picture)
    updates = stage.world.pending_updates()
    assert len(updates) == 2
    assert updates[0]["message"]["reply_to_message"]["text"] == "原因？"


def test_an_unaddressed_command_is_for_the_bot_that_spoke_last(stage):
    other = stage.world.add_bot("other_bot")
    stage.world.add_bot_to_group(stage.group, bot=other)
    stage.bot.queue.clear()
    other.queue.clear()

    async def speak(bot):
        await bot.send_message(stage.group.id, "我在")

    stage.play(speak)
    stage.world.send_text(stage.zhang, stage.group, "/jindu")
    assert (heard(stage), heard(stage, other)) == (["/jindu"], [])


def test_the_bot_is_told_of_its_coming_and_going(stage):
    group = stage.world.add_group("新群", [stage.zhang])
    stage.world.add_bot_to_group(group)
    stage.world.kick_bot(group)
    kinds = [next(k for k in u if k != "update_id") for u in stage.world.pending_updates()]
    assert kinds == ["my_chat_member", "message", "my_chat_member"]
    last = stage.world.pending_updates()[-1]["my_chat_member"]
    assert last["new_chat_member"]["status"] == ChatMemberStatus.BANNED
    assert last["from"]["id"] == stage.zhang.id


def test_blocking_and_starting_again_are_told(stage):
    stage.world.start_private(stage.zhang, "abc-1")
    stage.world.block_bot(stage.zhang)
    with pytest.raises(SandboxMisuse, match="has blocked the bot"):
        stage.world.send_text(stage.zhang, stage.zhang.id, "喂")
    stage.world.start_private(stage.zhang)
    statuses = [
        u["my_chat_member"]["new_chat_member"]["status"]
        for u in stage.world.pending_updates()
        if "my_chat_member" in u
    ]
    assert statuses == ["kicked", "member"]
    assert heard(stage) == ["/start abc-1", "/start"]


def test_a_deep_link_carries_only_what_telegram_lets_through(stage):
    with pytest.raises(SandboxMisuse, match="1-64 characters"):
        stage.world.start_private(stage.zhang, "张三")
    with pytest.raises(SandboxMisuse, match="1-64 characters"):
        stage.world.start_private(stage.zhang, "x" * 65)


def test_a_migrated_group_answers_with_its_new_id(stage):
    new = stage.world.migrate(stage.group)
    left, joined = (u["message"] for u in stage.world.pending_updates())
    assert (left["chat"]["id"], left["migrate_to_chat_id"]) == (stage.group.id, new.id)
    assert (joined["chat"]["id"], joined["migrate_from_chat_id"]) == (new.id, stage.group.id)

    async def send(bot):
        with pytest.raises(ChatMigrated) as moved:
            await bot.send_message(stage.group.id, "还在吗")
        assert moved.value.new_chat_id == new.id
        await bot.send_message(moved.value.new_chat_id, "在")

    stage.play(send)
    assert stage.last(new).text == "在"
    assert new.kind == "supergroup"
    assert (stage.group.migrated_to, new.migrated_from) == (new.id, stage.group.id)
    with pytest.raises(SandboxMisuse, match="has become supergroup"):
        stage.world.send_text(stage.zhang, stage.group, "x")


def test_a_deleted_topic_is_not_found(stage):
    forum = stage.world.add_group("论坛", [stage.zhang], supergroup=True)
    stage.world.add_bot_to_group(forum)
    topic = stage.world.add_topic(forum, "抽查")

    async def send(bot):
        sent = await bot.send_message(forum.id, "一", message_thread_id=topic)
        assert sent.is_topic_message
        stage.world.delete_topic(forum, topic)
        with pytest.raises(BadRequest, match="Message thread not found"):
            await bot.send_message(forum.id, "二", message_thread_id=topic)

    stage.play(send)


def test_anonymous_administrators_and_channels_hide_the_person(stage):
    stage.world.send_text(stage.zhang, stage.group, "/chuishao", anonymous=True)
    stage.world.send_text(stage.zhang, stage.group, "/chuishao", channel="青禾发布")
    anonymous, channel = (u["message"] for u in stage.world.pending_updates())
    assert (anonymous["from"]["id"], anonymous["sender_chat"]["id"]) == (
        1087968824,
        stage.group.id,
    )
    assert (channel["from"]["id"], channel["sender_chat"]["type"]) == (136817688, "channel")


def test_the_bot_can_ask_about_chats_and_single_members(stage):
    stranger = stage.world.add_user("路人")
    stage.world.leave(stage.li, stage.group)

    async def ask(bot):
        chat = await bot.get_chat(stage.group.id)
        assert (chat.title, chat.type) == ("青禾县联合检查组", "group")
        asked = [stage.zhang.id, stage.li.id, stranger.id, stage.bot.id]
        members = [await bot.get_chat_member(stage.group.id, user_id) for user_id in asked]
        assert [m.status for m in members] == ["creator", "left", "left", "member"]
        admins = await bot.get_chat_administrators(stage.group.id)
        assert [admin.user.id for admin in admins] == [stage.zhang.id]
        assert await bot.get_chat_member_count(stage.group.id) == 2

    stage.play(ask)


def test_the_command_menu_is_kept_per_scope(stage):
    async def menu(bot):
        await bot.set_my_commands([("chuishao", "吹哨"), ("baodao", "报到")])
        assert [c.description for c in await bot.get_my_commands()] == ["吹哨", "报到"]
        with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
            await bot.set_my_commands([("吹哨", "吹哨")])
        await bot.delete_my_commands()
        assert await bot.get_my_commands() == ()
        await bot.set_my_description("联合抽查")
        await bot.set_my_short_description("联合抽查")
        await bot.set_chat_menu_button()
        await bot.send_chat_action(stage.group.id, "typing")

    stage.play(menu)
    assert stage.world.actions == [(stage.group.id, "typing")]


def test_people_see_the_menu_of_their_chat(stage):
    private = stage.world.start_private(stage.li)

    async def menus(bot):
        await bot.set_my_commands([("bangzhu", "帮助")])
        await bot.set_my_commands([("chuishao", "吹哨")], scope=BotCommandScopeAllGroupChats())
        await bot.set_my_commands(
            [("chouqu", "抽取")], scope=BotCommandScopeChatAdministrators(stage.group.id)
        )

    stage.play(menus)
    assert stage.world.menu(stage.li, private) == [("bangzhu", "帮助")]
    assert stage.world.menu(stage.li, stage.group) == [("chuishao", "吹哨")]
    assert stage.world.menu(stage.zhang, stage.group) == [("chouqu", "抽取")]


def test_a_deep_link_opens_the_private_chat_with_its_payload(stage):
    chat = stage.world.follow_link(stage.li, "https://t.me/qinghe_bot?start=bind-42")
    assert (chat.user, heard(stage)) == (stage.li, ["/start bind-42"])
    with pytest.raises(SandboxMisuse, match="does not lead to a bot"):
        stage.world.follow_link(stage.li, "https://t.me/other_bot?start=x")


def test_only_members_speak_and_only_authors_edit(stage):
    stranger = stage.world.add_user("路人")
    with pytest.raises(SandboxMisuse, match="路人 is not in"):
        stage.world.send_text(stranger, stage.group, "/x")
    with pytest.raises(SandboxMisuse, match="has not started the bot"):
        stage.world.send_text(stranger, stranger.id, "/x")
    said = stage.world.send_text(stage.zhang, stage.group, "/chuishoa")
    with pytest.raises(SandboxMisuse, match="own messages only"):
        stage.world.edit_text(stage.li, stage.group, said.id, "/chuishao")
