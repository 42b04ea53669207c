"""The bot itself: who it is, its command menu, its webhook."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from app.sandbox.errors import bad_request
from app.sandbox.model import CommandScope, JsonObject, SandboxEvent, Webhook
from app.sandbox.request import Methods, Request
from app.sandbox.wire import bot_json

methods = Methods()
SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@methods("getMe")
def get_me(request: Request) -> JsonObject:
    """The bot's own User object."""
    return bot_json(request.bot)


@methods("setMyCommands")
def set_my_commands(request: Request) -> bool:
    """The command menu of one scope and language."""
    commands = request.parameters.structure("commands") or []
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    request.bot.commands[_scope(request)] = commands
    return True


@methods("getMyCommands")
def get_my_commands(request: Request) -> list[JsonObject]:
    """The command menu of exactly that scope and language."""
    return request.bot.commands.get(_scope(request), [])


@methods("deleteMyCommands")
def delete_my_commands(request: Request) -> bool:
    """Remove the command menu of that scope and language."""
    request.bot.commands.pop(_scope(request), None)
    return True


@methods("setMyName")
@methods("setMyDescription")
@methods("setMyShortDescription")
def set_my_description(request: Request) -> bool:
    """Texts of the bot's profile: kept, shown nowhere."""
    for name, limit in (("name", 64), ("description", 512), ("short_description", 120)):
        text = request.parameters.text(name)
        if text is not None:
            if len(text) > limit:
                raise bad_request(f"{name.replace('_', ' ')} is too long")
            request.bot.descriptions[name] = text
    return True


@methods("setChatMenuButton")
def set_chat_menu_button(request: Request) -> bool:
    """The button beside the input field."""
    request.bot.menu_button = request.parameters.structure("menu_button") or {"type": "default"}
    return True


@methods("getChatMenuButton")
def get_chat_menu_button(request: Request) -> JsonObject:
    """The button beside the input field."""
    return request.bot.menu_button


@methods("setWebhook")
def set_webhook(request: Request) -> bool:
    """Deliver updates to a loopback address; an empty address means polling again."""
    url = request.parameters.text("url") or ""
    if not url:
        return delete_webhook(request)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or (parts.hostname or "") not in LOOPBACK:
        raise bad_request("bad webhook: the sandbox delivers to loopback addresses only")
    secret = request.parameters.text("secret_token")
    if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    request.bot.queue.allow(request.parameters.structure("allowed_updates"))
    _drop_if_asked(request)
    request.bot.webhook = Webhook(url, secret, request.parameters.integer("max_connections") or 40)
    request.world.notify(SandboxEvent("webhook", bot_id=request.bot.id))
    return True


@methods("deleteWebhook")
def delete_webhook(request: Request) -> bool:
    """Back to polling."""
    request.bot.webhook = None
    _drop_if_asked(request)
    request.world.notify(SandboxEvent("webhook", bot_id=request.bot.id))
    return True


@methods("getWebhookInfo")
def get_webhook_info(request: Request) -> JsonObject:
    """Where updates go, how many wait, what went wrong last."""
    hook = request.bot.webhook
    shape: JsonObject = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(request.bot.queue.pending()),
        "allowed_updates": sorted(request.bot.queue.allowed),
    }
    if hook:
        shape["max_connections"] = hook.max_connections
        if hook.last_error_at:
            shape["last_error_date"] = int(hook.last_error_at.timestamp())
            shape["last_error_message"] = hook.last_error
    return shape


def _drop_if_asked(request: Request) -> None:
    if request.parameters.flag("drop_pending_updates"):
        request.bot.queue.clear()
        request.world.notify(SandboxEvent("confirmed", bot_id=request.bot.id))


def _scope(request: Request) -> CommandScope:
    scope = request.parameters.structure("scope") or {}
    kind = str(scope.get("type", "default"))
    if kind not in SCOPES:
        raise bad_request("unsupported BotCommandScope type specified")
    chat_id, user_id = int(scope.get("chat_id") or 0), int(scope.get("user_id") or 0)
    return CommandScope(kind, chat_id, user_id, request.parameters.text("language_code") or "")
