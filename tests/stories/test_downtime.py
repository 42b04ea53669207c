"""Three days down: one message a chat, the escalation as it was set, buttons asked for again."""

from datetime import timedelta

from app.stage.stage import Stage
from tests.chat import Chat


def away(stage: Stage, days: float) -> None:
    """The bot is killed, time passes, the bot is started again."""
    stage.runner.kill()
    stage.clock.set(stage.clock.now() + timedelta(days=days))
    stage.runner.start()
    stage.settle()
    stage.rest()


def test_three_days_down_bring_one_message_a_chat(gathered: Chat) -> None:
    gathered.whistle()
    before = gathered.newest().id
    away(gathered.stage, 3)
    fresh = [m for m in gathered.stage.messages(gathered.group) if m.id > before]  # type: ignore[arg-type]
    assert len(fresh) == 1
    text = fresh[0].text
    assert "没有运行" in text
    assert "再点一次" in text
    assert "逾期未响应，转督办" in text
    gathered.waits(hours=1)
    assert gathered.newest().id == fresh[0].id


def test_the_buttons_of_what_was_merged_still_work(gathered: Chat) -> None:
    gathered.whistle()
    away(gathered.stage, 3)
    answer = gathered.presses(gathered.partners[0], "响应")
    assert "逾期" in answer.text


def test_a_short_absence_asks_nobody_to_press_again(gathered: Chat) -> None:
    gathered.whistle()
    before = gathered.newest().id
    away(gathered.stage, 1 / 24 / 60)
    assert gathered.newest().id == before


def test_a_reminder_waits_for_the_office_to_open(gathered: Chat) -> None:
    stage = gathered.stage
    stage.advance(stage.clock.now().replace(day=6, hour=16))  # Friday afternoon
    gathered.says(gathered.lead, "/chuishao")
    gathered.presses(gathered.lead, "2 个工作日")
    gathered.presses(gathered.lead, "确认发出")
    stage.advance(stage.clock.now().replace(day=8, hour=23))
    assert not any(text.startswith("⏰") for text in gathered.seen())
    stage.advance(stage.clock.now().replace(day=9, hour=9, minute=1))
    assert any(text.startswith("⏰") for text in gathered.seen())
