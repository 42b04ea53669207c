"""`chuishao link`: a one-time bind link, for the first administrator of the office."""

import argparse

from app.binding_links import issue_link
from app.service import prepared_database
from app.settings import load_settings
from scheduler.clock import SystemClock


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("name", metavar="姓名", help="人员表里的姓名")
    parser.add_argument("--department", default="", metavar="部门", help="同名时写部门简称")
    parser.add_argument("--bot", default="", metavar="用户名", help="机器人的用户名（不带 @）")


def perform(options: argparse.Namespace) -> None:
    """Print the link; it is shown once and kept nowhere in the clear."""
    database = prepared_database(load_settings())
    try:
        token = issue_link(database, SystemClock(), options.name, options.department)
    finally:
        database.close()
    print(f"请转给{options.name}本人，72 小时内点开，只能用一次：")
    print(f"https://t.me/{options.bot or '<机器人用户名>'}?start={token}")
