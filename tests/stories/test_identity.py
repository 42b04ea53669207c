"""R9: groups move, bots are removed, some speakers cannot be told apart."""

from pathlib import Path

from tests.chat import Chat, chat_of


def test_group_that_becomes_a_supergroup_keeps_its_task(gathered: Chat) -> None:
    gathered.whistle()
    stage = gathered.stage
    old = gathered.group
    assert old is not None
    gathered.group = stage.server.call(stage.world.migrate, old)
    stage.rest()
    gathered.says(gathered.partners[0], "/baodao")
    gathered.sees("已响应")
    with stage.database.reading() as ledger:
        assert ledger.tasks.find()[0].chat_id == gathered.group.id
        moved = [event.facts for event in ledger.events.find(verb="group_moved")]
        assert moved == [{"old": old.id, "new": gathered.group.id}]


def test_anonymous_admin_is_asked_to_speak_in_person(gathered: Chat) -> None:
    gathered.whistle()
    stage = gathered.stage
    stage.server.call(
        stage.world.send_text,
        stage.user(gathered.lead),
        gathered.group,
        "/baodao",
        anonymous=True,
    )
    stage.rest()
    gathered.sees("匿名管理员", "本人账号")
    with stage.database.reading() as ledger:
        assert ledger.check_ins.find() == ()


def test_edited_command_is_not_a_second_command(gathered: Chat) -> None:
    stage = gathered.stage
    gathered.says(gathered.lead, "/jindu")
    asked = next(m for m in reversed(stage.messages(gathered.group)) if not m.sender.is_bot)
    before = len(stage.messages(gathered.group))
    stage.server.call(
        stage.world.edit_text, stage.user(gathered.lead), gathered.group, asked.id, "/chuishao"
    )
    stage.rest()
    assert len(stage.messages(gathered.group)) == before


def test_command_for_another_bot_is_left_alone(gathered: Chat) -> None:
    before = len(gathered.seen())
    gathered.says(gathered.lead, "/jindu@other_bot")
    assert len(gathered.seen()) == before + 1


def test_removal_of_the_bot_is_journalled(gathered: Chat) -> None:
    stage = gathered.stage
    stage.server.call(stage.world.kick_bot, gathered.group, stage.user(gathered.lead))
    stage.rest()
    with stage.database.reading() as ledger:
        removed = ledger.events.find(verb="bot_removed")
        assert [event.task_id for event in removed] == [ledger.tasks.find()[0].id]


def test_chinese_words_do_the_same_in_private(gathered: Chat) -> None:
    gathered.whistle()
    gathered.says(gathered.partners[0], "报到", private=True)
    gathered.reads(gathered.partners[0], "已响应", "市监")
    gathered.sees("📋", "已响应（1）")


def test_chinese_words_do_the_same_in_a_group_without_privacy_mode(tmp_path: Path) -> None:
    with chat_of(tmp_path, privacy=False) as chat:
        chat.gather()
        chat.open_task()
        chat.says(chat.lead, "吹哨")
        chat.sees("最迟什么时候")


def test_cancel_puts_the_question_away_and_resume_puts_it_again(gathered: Chat) -> None:
    gathered.whistle()
    partner = gathered.partners[1]
    gathered.presses(partner, "有意见")
    asked = gathered.newest()
    gathered.says(partner, "/jixu")
    again = gathered.newest()
    assert again.id > asked.id
    assert asked.text.endswith(again.text), "the first names the person, the second replies to them"
    gathered.says(partner, "/quxiao")
    gathered.sees("已取消刚才的问题")
    gathered.says(partner, "/jixu")
    gathered.sees("没有中断的问题")


def test_resumed_question_is_answered_after_a_restart(gathered: Chat) -> None:
    gathered.whistle()
    partner = gathered.partners[1]
    gathered.presses(partner, "不能参加")
    gathered.stage.restart()
    gathered.answers(partner, "人员全部在外地培训")
    gathered.sees("📋", "不能参加：人员全部在外地培训")
