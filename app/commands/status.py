"""`chuishao status`: the queues, how late they are, doubts, missed deadlines, the last tick."""

import argparse

from app.service import clock_of
from app.settings import load_settings
from bot.wording import plain
from inspection.running import health_facts
from storage.database import open_database


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """No options."""


def perform(_options: argparse.Namespace) -> int:
    """Print how the bot keeps up; exit status 1 when something needs a person."""
    settings = load_settings()
    database = open_database(settings.database)
    try:
        with database.reading() as ledger:
            health = ledger.health(clock_of(settings).now())
    finally:
        database.close()
    print(plain("status", health_facts(health)))
    return 0 if health.well else 1
