"""`chuishao doctor`: what is in order, what is not, and what to do about each."""

import argparse

from app.doctor.chat import chat_lines
from app.doctor.ledger import ledger_lines
from app.doctor.line import Mark
from app.doctor.surroundings import surrounding_lines
from app.settings import load_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--offline", action="store_true", help="不连接 Telegram，只查本机")


def perform(options: argparse.Namespace) -> int:
    """Print one line per check; exit status 1 when anything must be put right."""
    settings = load_settings()
    chat = [] if options.offline else chat_lines(settings)
    lines = [*chat, *ledger_lines(settings), *surrounding_lines(settings)]
    for line in lines:
        print(line.text)
    wrong = sum(line.mark is Mark.BAD for line in lines)
    print(f"共 {wrong} 项须改正。" if wrong else "可以运行。")
    return 1 if wrong else 0
