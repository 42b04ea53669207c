"""`chuishao person leave`: somebody leaves the department; all rights end at once."""

import argparse

from app.backstage import Backstage
from app.calendars import is_there
from app.cli import CommandError
from app.service import clock_of, prepared_database
from app.settings import load_settings
from bot.wording import plain
from inspection.roster import person_named
from inspection.usecases.release_person import release_person


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("action", metavar="leave", choices=("leave",), help="人员离岗、调离：停用")
    parser.add_argument("name", metavar="姓名", help="人员表里的姓名")
    parser.add_argument("--department", default="", metavar="部门", help="同名时写部门简称")


def perform(options: argparse.Namespace) -> None:
    """Take the person off duty; say what others have to take over."""
    settings = load_settings()
    if not is_there(settings.database):
        raise CommandError("还没有数据库：请先运行 chuishao import 或 chuishao run。")
    database = prepared_database(settings)
    try:
        with Backstage(database, clock_of(settings)).desk() as desk:
            person_id = person_named(desk.ledger, options.name, options.department)
            left = release_person(desk, actor=None, person_id=person_id)
    finally:
        database.close()
    print(plain("person_released", left))
