"""Service updates: the bot joins or leaves a group, a group becomes a supergroup (R9)."""

from dataclasses import dataclass

from bot.raw import Raw, need, number, part, text
from inspection.desk import Desk
from inspection.ids import ChatId
from inspection.legible import legible
from inspection.posting import Posting, Priority

_GONE = ("left", "kicked")


@dataclass(frozen=True, slots=True)
class Membership:
    """Whether the bot was in a chat, and whether it is now."""

    chat_id: ChatId
    private: bool
    title: str
    was_here: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A group has become a supergroup, with another number."""

    old: ChatId
    new: ChatId


Service = Membership | Move


def service_in(raw: Raw) -> Service | None:
    """What an update says of the bot's groups; None when it is a person's. Raises Unreadable."""
    change = part(raw, "my_chat_member")
    if change is not None:
        return _membership(change)
    message = part(raw, "message")
    if message is None:
        return None
    new, old = number(message, "migrate_to_chat_id"), number(message, "migrate_from_chat_id")
    if new is not None:
        return Move(_here(message), ChatId(new))
    return Move(ChatId(old), _here(message)) if old is not None else None


def _here(message: Raw) -> ChatId:
    return ChatId(need(number, need(part, message, "chat"), "id"))


def _membership(change: Raw) -> Membership:
    chat = need(part, change, "chat")
    was, now = (
        need(text, need(part, change, key), "status")
        for key in ("old_chat_member", "new_chat_member")
    )
    return Membership(
        ChatId(need(number, chat, "id")),
        private=need(text, chat, "type") == "private",
        title=legible(text(chat, "title") or ""),
        was_here=was not in _GONE,
        is_here=now not in _GONE,
    )


def settle_service(desk: Desk, update_id: int, service: Service) -> None:
    """Settle what an update says of the bot's groups."""
    if isinstance(service, Move):
        _moved(desk, service)
    elif not service.private:
        _joined_or_left(desk, update_id, service)


def _joined_or_left(desk: Desk, update_id: int, change: Membership) -> None:
    chat = change.chat_id
    task = desk.ledger.tasks.find(chat_id=chat)
    desk.ledger.record(
        at=desk.now,
        actor_id=None,
        task_id=task[-1].id if task else None,
        verb="bot_joined" if change.is_here else "bot_removed",
        facts={"chat": chat, "title": change.title},
    )
    if change.is_here and not change.was_here:
        desk.ledger.post(
            Posting(
                chat_id=chat,
                kind="group_welcome",
                facts={"task": task[-1].name if task else None},
                dedupe=f"welcome:{chat}:{update_id}",
                priority=Priority.ANSWER,
                created_at=desk.now,
            )
        )


def _moved(desk: Desk, move: Move) -> None:
    if not desk.ledger.tasks.find(chat_id=move.old):
        return
    desk.ledger.move_chat(move.old, move.new)
    desk.ledger.record(
        at=desk.now,
        actor_id=None,
        task_id=None,
        verb="group_moved",
        facts={"old": move.old, "new": move.new},
    )
