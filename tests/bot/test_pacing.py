"""Pacing: a group's budget, and waits that stop one chat only (R4)."""

from datetime import datetime, timedelta

from bot.pacing import Pacing
from inspection.ids import ChatId
from scheduler.clock import SHANGHAI

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
GROUP, OTHER, PRIVATE = ChatId(-100), ChatId(-200), ChatId(300)


def test_nineteenth_message_in_a_minute_waits() -> None:
    pacing = Pacing(18)
    for second in range(18):
        assert pacing.ready(GROUP, NOW + timedelta(seconds=second))
        pacing.spent(GROUP, NOW + timedelta(seconds=second))
    assert not pacing.ready(GROUP, NOW + timedelta(seconds=30))
    assert pacing.ready(OTHER, NOW + timedelta(seconds=30))
    assert pacing.ready(GROUP, NOW + timedelta(seconds=60))


def test_flood_wait_stops_one_chat_only() -> None:
    pacing = Pacing(18)
    pacing.pause(GROUP, NOW + timedelta(seconds=40))
    assert not pacing.ready(GROUP, NOW + timedelta(seconds=39))
    assert pacing.ready(OTHER, NOW)
    assert pacing.ready(PRIVATE, NOW)
    assert pacing.ready(GROUP, NOW + timedelta(seconds=40))
