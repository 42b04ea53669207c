"""Lanes: which updates change the matters of one chat only, so that chats need not wait in line.

Everything else takes the whole ledger, one after another. The list is short on purpose: what many
people do at the same moment is to check in and to look.
"""

from bot.commands import spoken
from bot.incoming import Incoming
from inspection.ids import ChatId

BUTTONS = frozenset({"check_in"})
VERBS = frozenset({"check_in", "progress", "help"})


def lane_of(incoming: Incoming | None, bot_name: str) -> ChatId | None:
    """The chat whose lane is enough for this update; None when it needs the whole ledger."""
    if incoming is None or incoming.private or incoming.photo:
        return None
    if incoming.callback:
        version, _, rest = incoming.callback.partition(":")
        name = rest.partition(":")[0]
        return incoming.chat_id if version == "v1" and name in BUTTONS else None
    heard = spoken(incoming.text, bot_name)
    return incoming.chat_id if heard is not None and heard.verb in VERBS else None
