"""What becomes of a posting whose sending went wrong, by what the error and the posting mean (R3).

Done for certain, not done for certain, or unknown: only the last may ever double a message, and the
copy is marked.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from inspection.posting import Posting, PostingState, Priority

log = logging.getLogger(__name__)

ATTEMPTS = 20
"""Refusals of one posting by the server before it is given up and shown to the operator."""
LONGEST_PAUSE = 30
"""Seconds between two tries at most."""
UNKNOWN = "unknown"
"""The `failure` of a posting that may have arrived: its next copy is marked."""
DOUBT = "document_unknown"
"""The message with the tap that a posting in doubt waits for."""
NEVER_LEFT = {
    "ConnectTimeout",
    "PoolTimeout",
    "ConnectError",
    "ConnectionTimeoutError",
    "ClientConnectorError",
}
"""Faults of httpx and aiohttp, by name, before the first byte went out."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The posting as it goes on, and how long its chat must be left alone."""

    posting: Posting
    wait_until: datetime | None = None


def after_send(posting: Posting, error: TelegramError, now: datetime, *, is_edit: bool) -> Outcome:
    """What follows from an error of the Bot API."""
    doubtful = posting.failure == UNKNOWN
    pending = replace(
        posting,
        state=PostingState.PENDING,
        failure=UNKNOWN if doubtful else str(error)[:500],
    )
    if isinstance(error, ChatMigrated):
        return Outcome(pending)
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        pause = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
        return Outcome(replace(pending, attempts=posting.attempts - 1), now + pause)
    if isinstance(error, BadRequest | Forbidden):
        return Outcome(_given_up(pending, error))
    if not isinstance(error, NetworkError):
        return Outcome(_given_up(pending, error))
    if may_have_arrived(error):
        return Outcome(after_unknown(posting, is_edit=is_edit))
    if error.__cause__ is None and posting.attempts >= ATTEMPTS:
        return Outcome(_given_up(pending, error))
    pause = timedelta(seconds=min(posting.attempts, LONGEST_PAUSE))
    return Outcome(replace(pending, not_before=now + pause))


def may_have_arrived(error: NetworkError) -> bool:
    """Whether the server may have done the work although no answer came.

    An answer with an error status has no cause: nothing was done.
    """
    cause = error.__cause__
    if cause is None:
        return isinstance(error, TimedOut)
    return NEVER_LEFT.isdisjoint(kind.__name__ for kind in type(cause).__mro__)


def after_unknown(posting: Posting, *, is_edit: bool) -> Posting:
    """By meaning: an edit repeats; a document waits for a tap; the rest is sent once more."""
    again = replace(posting, state=PostingState.PENDING, failure=UNKNOWN)
    if is_edit:
        return again
    if posting.failure == UNKNOWN:
        return replace(posting, state=PostingState.UNKNOWN, failure="unknown twice")
    if (posting.document_id or posting.bundle) and posting.priority > Priority.ESCALATION:
        return replace(posting, state=PostingState.UNKNOWN, failure=UNKNOWN)
    return again


def doubt_notice(posting: Posting, now: datetime) -> Posting:
    """The message with the tap for `posting`; it goes where the posting was to go."""
    return Posting(
        chat_id=posting.chat_id,
        kind=DOUBT,
        facts={"posting": posting.id},
        dedupe=f"doubt:{posting.id}:{posting.attempts}",
        priority=Priority.ANSWER,
        created_at=now,
        task_id=posting.task_id,
    )


def _given_up(posting: Posting, error: TelegramError) -> Posting:
    log.error("posting %s (%s) failed: %s", posting.id, posting.kind, type(error).__name__)
    return replace(posting, state=PostingState.FAILED, failure=str(error)[:500])
