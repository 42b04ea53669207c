"""`chuishao plan`: how far the plan of a year has come, what is missing, its entries."""

import argparse
from typing import Any

from app.backstage import Backstage
from app.calendars import is_current, is_there
from app.cli import CommandError
from app.service import clock_of
from app.settings import load_settings
from bot.wording import plain
from inspection.desk import Desk
from inspection.plan_status import entry_lines, plan_facts, proposal_line
from inspection.planning import ANSWERS, planning_year
from storage.database import open_database

STATES = {"submitted": "待处理", "accepted": "已采用", "dropped": "不采用", "merged": "已合并"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--year", metavar="年度", type=int, help="不填则为正在编制的年度")


def perform(options: argparse.Namespace) -> None:
    """Print what /jihua shows the office, then every proposal and entry."""
    settings = load_settings()
    if not is_there(settings.database):
        raise CommandError("还没有账本，没有计划。请先运行 chuishao import 或 chuishao run。")
    if options.year is not None and not 2000 <= options.year <= 2099:
        raise CommandError(f"年度应在 2000 到 2099 之间，现在是 {options.year}。")
    database = open_database(settings.database)
    try:
        if not is_current(database):
            raise CommandError("账本的版本与程序不符，请先运行一次 chuishao run 完成升级。")
        with Backstage(database, clock_of(settings)).look() as desk:
            lines = _lines(desk, options.year or planning_year(desk))
    finally:
        database.close()
    print("\n".join(lines))


def _lines(desk: Desk, year: int) -> list[str]:
    lines = [plain("plan_status", plan_facts(desk, None, year)), ""]
    proposals = desk.ledger.plan_proposals.find(year=year, state=ANSWERS)
    if proposals:
        lines.append(f"申报 {len(proposals)} 项：")
        lines += [_proposal(proposal_line(desk, each)) for each in proposals]
    entries = desk.ledger.plan_entries.find(year=year, cancelled=False)
    if entries:
        lines.append(f"计划 {len(entries)} 项：")
        lines += [_entry(each) for each in entry_lines(desk, entries)]
    return lines


def _proposal(line: dict[str, Any]) -> str:
    into = f"到“{line['into']}”" if line["into"] else ""
    reason = f"，{line['reason']}" if line["reason"] else ""
    state = STATES[line["state"]] + into + reason
    return f"· {line['lead']}　{line['name']}　{line['period']}　{line['share']}　{state}"


def _entry(line: Any) -> str:
    return "· {number} {lead}　{name}　{period}　{share}".format(**line)
