"""What becomes of a posting when sending goes wrong: certain, not done, or in doubt (R3)."""

from datetime import datetime, timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.outcome import ATTEMPTS, UNKNOWN, after_send, after_unknown
from inspection.ids import ChatId, DocumentId
from inspection.posting import Posting, PostingState, Priority
from scheduler.clock import SHANGHAI

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)


def posting(**other: object) -> Posting:
    """A posting being sent for the first time."""
    usual: dict[str, object] = {
        "chat_id": ChatId(-1),
        "kind": "progress",
        "facts": {},
        "dedupe": "a",
        "priority": Priority.ANSWER,
        "created_at": NOW,
        "state": PostingState.SENDING,
        "attempts": 1,
    }
    return Posting(**{**usual, **other})  # type: ignore[arg-type]


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    """The error as the library raises it from a client's."""
    error.__cause__ = cause
    return error


def judged(error: TelegramError, before: Posting, *, is_edit: bool = False) -> Posting:
    """The posting afterwards."""
    return after_send(before, error, NOW, is_edit=is_edit).posting


LOST_REPLIES = [
    caused(TimedOut(), httpx.ReadTimeout("")),
    caused(NetworkError("x"), httpx.RemoteProtocolError("")),
    caused(NetworkError("x"), httpx.ReadError("")),
]
NEVER_SENT = [
    caused(TimedOut(), httpx.ConnectTimeout("")),
    caused(TimedOut(), httpx.PoolTimeout("")),
    caused(NetworkError("x"), httpx.ConnectError("")),
    NetworkError("Bad Gateway"),
]


@pytest.mark.parametrize("error", LOST_REPLIES, ids=repr)
def test_a_lost_reply_is_doubt_and_one_marked_copy(error: TelegramError) -> None:
    first = judged(error, posting())
    assert (first.state, first.failure) == (PostingState.PENDING, UNKNOWN)
    second = judged(error, posting(failure=UNKNOWN))
    assert second.state is PostingState.UNKNOWN


@pytest.mark.parametrize("error", NEVER_SENT, ids=repr)
def test_what_was_never_sent_is_sent_later_unmarked(error: TelegramError) -> None:
    again = judged(error, posting())
    assert again.state is PostingState.PENDING
    assert again.failure != UNKNOWN
    assert again.not_before == NOW + timedelta(seconds=1)


def test_doubt_outlives_a_refusal_in_between() -> None:
    again = judged(NetworkError("Bad Gateway"), posting(failure=UNKNOWN))
    assert again.failure == UNKNOWN
    again = judged(RetryAfter(3), posting(failure=UNKNOWN))
    assert again.failure == UNKNOWN


def test_a_document_in_doubt_waits_unless_it_is_a_whistle() -> None:
    notice = posting(document_id=DocumentId(1), priority=Priority.WHISTLE)
    paper = posting(document_id=DocumentId(1))
    assert after_unknown(notice, is_edit=False).state is PostingState.PENDING
    assert after_unknown(paper, is_edit=False).state is PostingState.UNKNOWN


def test_an_edit_in_doubt_is_repeated() -> None:
    error = LOST_REPLIES[0]
    again = judged(error, posting(failure=UNKNOWN), is_edit=True)
    assert again.state is PostingState.PENDING


def test_a_network_that_is_down_for_long_loses_nothing() -> None:
    error = caused(NetworkError("x"), httpx.ConnectError(""))
    again = judged(error, posting(attempts=10 * ATTEMPTS))
    assert again.state is PostingState.PENDING
    assert again.not_before == NOW + timedelta(seconds=30)
    assert judged(NetworkError("500"), posting(attempts=ATTEMPTS)).state is PostingState.FAILED


def test_a_flood_wait_is_kept_and_does_not_count_as_an_attempt() -> None:
    outcome = after_send(posting(), RetryAfter(timedelta(seconds=7)), NOW, is_edit=False)
    assert outcome.wait_until == NOW + timedelta(seconds=7)
    assert outcome.posting.attempts == 0


@pytest.mark.parametrize("error", [BadRequest("chat not found"), Forbidden("kicked")], ids=repr)
def test_what_is_refused_for_good_is_given_up(error: TelegramError) -> None:
    assert judged(error, posting()).state is PostingState.FAILED


def test_a_moved_chat_is_tried_again() -> None:
    assert judged(ChatMigrated(-100), posting()).state is PostingState.PENDING
