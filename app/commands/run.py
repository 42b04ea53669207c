"""`chuishao run`: the bot against Telegram, or any server that speaks its Bot API."""

import argparse
import asyncio
import logging
import secrets
import sys
from dataclasses import replace

from app.cli import CommandError
from app.service import serve
from app.settings import Settings, load_settings

SWITCH = 0.0005
"""Seconds after which a thread at work lets the other go on: the ledger's thread must not keep the
chat's waiting for Python's usual 5 ms at each of the dozen turns that one call takes."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--webhook-url", metavar="网址", help="对外的回调网址，不填则轮询")
    parser.add_argument("--verbose", action="store_true", help="多写日志")


def perform(options: argparse.Namespace) -> None:
    """Run until stopped."""
    settings = load_settings()
    if options.webhook_url:
        settings = replace(settings, webhook_url=options.webhook_url)
    settings = _checked(settings)
    _log_plainly(options.verbose)
    sys.setswitchinterval(SWITCH)
    asyncio.run(serve(settings))


def _checked(settings: Settings) -> Settings:
    if not settings.token:
        raise CommandError(
            "没有机器人令牌。请设置环境变量 CHUISHAO_TOKEN，或在 chuishao.toml 写 token；"
            "没有账号可先用 chuishao sandbox 演练。"
        )
    if settings.webhook_url and not settings.webhook_secret:
        return replace(settings, webhook_secret=secrets.token_urlsafe(24))
    return settings


def _log_plainly(verbose: bool) -> None:
    """Warnings and up; the HTTP client's own lines would print the token."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    for name in ("httpx", "httpcore", "apscheduler", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
