"""`chuishao numbers`: the register of 发文字号, or the 机关代字 of one issuer."""

import argparse

from app.backstage import Backstage
from app.calendars import is_there
from app.cli import CommandError
from app.service import clock_of, prepared_database
from app.settings import load_settings
from inspection.desk import Desk
from inspection.ids import DepartmentId
from inspection.number_register import entry_facts, issuer_named
from inspection.numbering import code_of, give_code, issuer_name

OFFICE = "联席办"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--year", metavar="年份", type=int, help="不填则为今年")
    parser.add_argument(
        "--issuer", metavar="机关", default="", help=f"部门简称或“{OFFICE}”；不填则列出全部"
    )
    parser.add_argument(
        "--code", metavar="代字", default="", help="登记 --issuer 的机关代字，如 青市监"
    )


def perform(options: argparse.Namespace) -> None:
    """Print the register, or enter a 机关代字."""
    settings = load_settings()
    if not is_there(settings.database):
        raise CommandError("还没有数据库：请先运行 chuishao import 或 chuishao run。")
    if options.code and not options.issuer:
        raise CommandError("登记代字要写明机关，例如：chuishao numbers --issuer 市监 --code 青市监")
    database = prepared_database(settings)
    try:
        with Backstage(database, clock_of(settings)).desk() as desk:
            lines = _perform(desk, options)
    finally:
        database.close()
    print("\n".join(lines))


def _perform(desk: Desk, options: argparse.Namespace) -> list[str]:
    if not options.code:
        return _register(desk, options.issuer, options.year or desk.now.year)
    issuer_id = issuer_named(desk, options.issuer)
    code = give_code(desk, issuer_id, options.code)
    desk.ledger.record(
        at=desk.now,
        actor_id=None,
        task_id=None,
        verb="number_code_given",
        facts={"title": issuer_name(desk, issuer_id), "code": code},
    )
    return [f"{issuer_name(desk, issuer_id)}的机关代字登记为“{code}”。"]


def _register(desk: Desk, issuer: str, year: int) -> list[str]:
    everybody: list[DepartmentId | None] = [
        None,
        *(each.id for each in desk.ledger.departments.find()),
    ]
    issuers = [issuer_named(desk, issuer)] if issuer else everybody
    lines = [f"{year} 年发文字号登记"]
    for each in issuers:
        entries = desk.ledger.document_numbers.find(issuer_id=each, year=year)
        if not entries and not issuer:
            continue
        code = code_of(desk.ledger, each) or "未登记"
        lines.append(f"{issuer_name(desk, each)}（代字：{code}）：{len(entries)} 个")
        for entry in entries:
            facts = entry_facts(desk, entry)
            cancelled = f"，已作废：{entry.reason}" if entry.cancelled_at else ""
            lines.append(
                f"  {entry.text}  {entry.title}  "
                f"{entry.taken_at:%Y-%m-%d}  {facts['signer']}签发{cancelled}"
            )
    return lines if len(lines) > 1 else [*lines, "  还没有发文。"]
