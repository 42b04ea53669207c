"""Is the account there: one `getMe`, with a time limit, the way the bot itself would call."""

from dataclasses import dataclass
from enum import StrEnum

from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError, TimedOut
from telegram.request import HTTPXRequest


class Answer(StrEnum):
    """What came of the call."""

    HELLO = "hello"
    TOKEN_REFUSED = "token_refused"
    TIMED_OUT = "timed_out"
    UNREACHABLE = "unreachable"
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class Probed:
    """The answer; `username` and `reads_groups` (privacy mode off) only with a HELLO."""

    answer: Answer
    username: str = ""
    reads_groups: bool = False


async def probe(token: str, base_url: str, seconds: float) -> Probed:
    """Call `getMe` once. Errors of the library are not passed on: they may quote the token."""
    request = HTTPXRequest(connect_timeout=seconds, read_timeout=seconds, pool_timeout=seconds)
    try:
        bot = Bot(token, base_url=base_url, request=request)
        try:
            me = await bot.get_me()
        finally:
            await request.shutdown()
    except InvalidToken:
        return Probed(Answer.TOKEN_REFUSED)
    except TimedOut:
        return Probed(Answer.TIMED_OUT)
    except NetworkError:
        return Probed(Answer.UNREACHABLE)
    except (TelegramError, ValueError):
        return Probed(Answer.STRANGE)
    return Probed(Answer.HELLO, me.username or "", bool(me.can_read_all_group_messages))
