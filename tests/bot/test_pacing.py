"""Pacing: a group's budget, coalesced edits, and waits that stop one chat only (R4)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.pacing import Pacing
from inspection.ids import ChatId
from inspection.ledger import Ledger
from inspection.posting import Posting, PostingState, Priority
from scheduler.clock import SHANGHAI
from storage.database import open_database

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
SECOND = timedelta(seconds=1)
GROUP, OTHER, PRIVATE = ChatId(-100), ChatId(-200), ChatId(300)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    database = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
    database.migrate()
    with database.rows() as opened:
        yield opened
    database.close()


def posting(ledger: Ledger, chat: ChatId = GROUP, **other: object) -> Posting:
    """A posting that waits, or whatever `other` says."""
    usual: dict[str, object] = {
        "chat_id": chat,
        "kind": "progress",
        "facts": {},
        "dedupe": str(ledger.last_posting()),
        "priority": Priority.STATUS,
        "created_at": NOW,
    }
    return ledger.postings.add(Posting(**{**usual, **other}))  # type: ignore[arg-type]


def test_nineteenth_message_in_a_minute_waits(ledger: Ledger) -> None:
    pacing = Pacing(18)
    for second in range(18):
        assert pacing.group_spent_until(ledger, posting(ledger), NOW + second * SECOND) is None
        posting(ledger, state=PostingState.SENT, sent_at=NOW + second * SECOND)
    until = pacing.group_spent_until(ledger, posting(ledger), NOW + 30 * SECOND)
    assert until == NOW + 60 * SECOND
    assert pacing.group_spent_until(ledger, posting(ledger, OTHER), NOW + 30 * SECOND) is None
    assert pacing.group_spent_until(ledger, posting(ledger), NOW + 60 * SECOND) is None


def test_flood_wait_stops_one_chat_only_and_outlives_a_restart(ledger: Ledger) -> None:
    for chat in (GROUP, OTHER, PRIVATE):
        posting(ledger, chat)
    ledger.wait_in(GROUP, NOW + 40 * SECOND, NOW)
    heads = ledger.next_of_each_chat(NOW + 39 * SECOND)
    assert {each.chat_id for each in heads} == {OTHER, PRIVATE}
    assert len(ledger.next_of_each_chat(NOW + 40 * SECOND)) == 3


def test_a_wait_set_before_the_clock_was_put_back_mutes_nobody(ledger: Ledger) -> None:
    posting(ledger)
    ledger.wait_in(GROUP, NOW + 40 * SECOND, NOW)
    assert len(ledger.next_of_each_chat(NOW - timedelta(days=1))) == 1


def test_a_hundred_urgent_postings_of_one_chat_do_not_hide_another(ledger: Ledger) -> None:
    for _ in range(150):
        posting(ledger, priority=Priority.WHISTLE)
    posting(ledger, OTHER)
    assert [each.chat_id for each in ledger.next_of_each_chat(NOW)] == [GROUP, OTHER]


def test_what_is_tried_again_keeps_its_place_in_the_chat(ledger: Ledger) -> None:
    posting(ledger, attempts=1, not_before=NOW + 5 * SECOND)
    posting(ledger)
    assert ledger.next_of_each_chat(NOW) == ()
    whistle = posting(ledger, priority=Priority.WHISTLE)
    assert ledger.next_of_each_chat(NOW) == (whistle,)


def test_a_board_is_edited_at_most_every_three_seconds(ledger: Ledger) -> None:
    pacing = Pacing(18)
    posting(ledger, slot="board:1", state=PostingState.SENT, sent_at=NOW, message_id=5)
    edit = posting(ledger, slot="board:1")
    assert pacing.edit_from(ledger, edit, NOW + SECOND) == NOW + 3 * SECOND
    assert pacing.edit_from(ledger, edit, NOW + 3 * SECOND) is None
    assert pacing.edit_from(ledger, posting(ledger, slot="board:2"), NOW + SECOND) is None


def test_all_chats_together_keep_below_thirty_a_second() -> None:
    pacing = Pacing(18)
    assert [pacing.in_time(0.01 * number) for number in range(30)] == [True] * 28 + [False] * 2
    assert pacing.in_time(1.1)
