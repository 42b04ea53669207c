"""What the page is told, as JSON: chats, messages, people, the clock."""

from datetime import datetime
from typing import Any

from app.page.county import STRANGER, County, plan_choices
from app.profiles import load_all
from app.sandbox.model import SandboxChat, SandboxFile, SandboxMessage, SandboxUser
from app.sandbox.world import World
from inspection.people import ROLE_NAMES, Person

Shape = dict[str, Any]
SERVICE_WORDS = {
    "new_chat_members": "{names} 加入了群聊",
    "left_chat_member": "{names} 离开了群聊",
    "migrate_to_chat_id": "本群已升级为超级群",
    "migrate_from_chat_id": "本群已升级为超级群",
}


def message_shape(world: World, chat: SandboxChat, message: SandboxMessage) -> Shape:
    """One message; html is safe as it stands."""
    return {
        "id": message.id,
        "chat": chat.id,
        "sender": message.sender.id,
        "name": message.sender.first_name,
        "bot": message.sender.id in world.bots,
        "at": message.at.isoformat(),
        "html": message.html,
        "text": message.text,
        "buttons": [
            [{"text": b.text, "data": b.data, "url": b.url} for b in row] for row in message.buttons
        ],
        "document": _file(message.document),
        "photo": _file(message.photo),
        "reply_to": message.reply_to,
        "service": _service(message),
        "asks": _asked(chat, message) if message.force_reply else None,
        "placeholder": message.placeholder,
        "edited": message.edited_at.isoformat() if message.edited_at else None,
        "deleted": message.deleted,
    }


def _file(file: SandboxFile | None) -> Shape | None:
    if file is None:
        return None
    return {
        "id": file.file_id,
        "name": file.name,
        "size": len(file.content),
        "width": file.width,
        "height": file.height,
    }


def _service(message: SandboxMessage) -> str:
    for kind, about in message.service.items():
        if kind in SERVICE_WORDS:
            who = about if isinstance(about, list) else [about]
            names = "、".join(each["first_name"] for each in who if isinstance(each, dict))
            return SERVICE_WORDS[kind].format(names=names)
    return ""


def _asked(chat: SandboxChat, message: SandboxMessage) -> list[int]:
    """Whose reply box a question opens: those it replies to, mentions or names; else everyone."""
    if chat.user is not None:
        return [chat.user.id]
    replied = chat.history.get(message.reply_to or 0)
    asked = {replied.sender.id} if replied else set()
    asked |= {each["user_id"] for each in message.entities if "user_id" in each}
    members = [member.user for member in chat.members.values() if member.present]
    asked |= {user.id for user in members if user.first_name in message.text}
    return sorted(asked or {user.id for user in members})


def chat_shape(chat: SandboxChat) -> Shape:
    """One chat without its messages."""
    return {
        "id": chat.id,
        "private": chat.is_private,
        "title": chat.title or (chat.bot.user.first_name if chat.bot else ""),
        "members": [chat.user.id]
        if chat.user
        else [member.user.id for member in chat.members.values() if member.present],
        "gone": chat.migrated_to is not None,
    }


def chats_shape(county: County) -> Shape:
    """Every chat with its messages, and what has been seen. On the thread that owns the world."""
    world = county.stage.world
    return {
        "bot": {
            "id": world.bot.id,
            "name": world.bot.user.first_name,
            "username": world.bot.username,
        },
        "chats": [
            {
                **chat_shape(chat),
                "messages": [message_shape(world, chat, each) for each in world.messages(chat)],
            }
            for chat in world.chats()
        ],
        "seen": [[user, chat, number] for (user, chat), number in county.seen.items()],
    }


def county_shape(county: County) -> Shape:
    """Who there is, by department, and what was set up. Reads the ledger: in a worker thread."""
    users = dict(county.stage.world.users)
    named = {user.first_name: user for user in users.values()}
    with county.backstage.look() as desk:
        departments = desk.ledger.departments.find()
        people = desk.ledger.people.find(active=True)
        names = desk.profile.names
        plans = plan_choices(desk.ledger)
    entry = county.entry
    order = {each: place for place, each in enumerate((entry.lead_id, *entry.partner_ids))}
    shown: list[Shape] = [
        {
            "name": each.name,
            "short": each.short_name,
            "part": names.lead
            if each.id == entry.lead_id
            else (names.participating if each.id in order else ""),
            "people": [
                _person(person, account)
                for person in people
                if person.department_id == each.id
                and (account := users.get(person.user_id or 0) or named.get(person.name))
            ],
        }
        for each in sorted(departments, key=lambda each: order.get(each.id, len(order)))
    ]
    bound = {person.user_id for person in people}
    strangers = [
        {"id": user.id, "name": user.first_name, "roles": [], "bound": False}
        for user in users.values()
        if user.id not in bound and user.first_name == STRANGER
    ]
    shown.append({"name": "未绑定的人", "short": "", "part": "", "people": strangers})
    return {
        "locality": {"id": county.setting.locality, "name": names.locality},
        "activity": names.activity,
        "plan": {"number": entry.number, "name": entry.name},
        "localities": [{"id": each.locality, "name": each.names.locality} for each in load_all()],
        "plans": plans,
        "departments": [each for each in shown if each["people"]],
        "group": county.group.id,
    }


def _person(person: Person, account: SandboxUser) -> Shape:
    return {
        "id": account.id,
        "name": person.name,
        "roles": [name for name, role in ROLE_NAMES.items() if role in person.roles],
        "bound": person.user_id == account.id,
    }


def clock_shape(county: County, *, turning: bool) -> Shape:
    """The pretended moment; `next` is the next deadline. Reads the ledger."""
    now: datetime = county.stage.clock.now()
    with county.backstage.look() as desk:
        working = desk.calendar.is_working_day(now.date())
    following = county.next_deadline()
    return {
        "now": now.isoformat(),
        "working": working,
        "next": following.isoformat() if following else None,
        "turning": turning,
    }
