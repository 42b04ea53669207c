"""Service updates: the bot joins or leaves a group, a group becomes a supergroup (R9)."""

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType

from inspection.desk import Desk
from inspection.ids import ChatId
from inspection.legible import legible
from inspection.posting import Posting, Priority

_GONE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


def settle_service(desk: Desk, update: Update) -> bool:
    """Settle a service update; False when the update is a person's and must be dispatched."""
    if update.my_chat_member is not None:
        _membership(desk, update)
        return True
    message = update.message
    if message is None:
        return update.callback_query is None
    if message.migrate_to_chat_id is not None:
        _moved(desk, ChatId(message.chat.id), ChatId(message.migrate_to_chat_id))
        return True
    if message.migrate_from_chat_id is not None:
        _moved(desk, ChatId(message.migrate_from_chat_id), ChatId(message.chat.id))
        return True
    return False


def _membership(desk: Desk, update: Update) -> None:
    change = update.my_chat_member
    assert change is not None
    if change.chat.type == ChatType.PRIVATE:
        return
    chat = ChatId(change.chat.id)
    here = change.new_chat_member.status not in _GONE
    task = desk.ledger.tasks.find(chat_id=chat)
    desk.ledger.record(
        at=desk.now,
        actor_id=None,
        task_id=task[-1].id if task else None,
        verb="bot_joined" if here else "bot_removed",
        facts={"chat": chat, "title": legible(change.chat.title or "")},
    )
    if here and change.old_chat_member.status in _GONE:
        desk.ledger.post(
            Posting(
                chat_id=chat,
                kind="group_welcome",
                facts={"task": task[-1].name if task else None},
                dedupe=f"welcome:{chat}:{update.update_id}",
                priority=Priority.ANSWER,
                created_at=desk.now,
            )
        )


def _moved(desk: Desk, old: ChatId, new: ChatId) -> None:
    if not desk.ledger.tasks.find(chat_id=old):
        return
    desk.ledger.move_chat(old, new)
    desk.ledger.record(
        at=desk.now,
        actor_id=None,
        task_id=None,
        verb="group_moved",
        facts={"old": old, "new": new},
    )
