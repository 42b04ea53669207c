"""`chuishao credit`: published results for the credit bodies, by year or task, .xlsx or .csv."""

import argparse
from pathlib import Path

from app.backstage import Backstage
from app.bundles import CREDIT_WRITERS
from app.calendars import is_current, is_there
from app.cli import CommandError
from app.service import clock_of
from app.settings import load_settings
from inspection.credit_export import credit_export
from storage.database import open_database

NO_LEDGER = "还没有账本，没有可导出的结果。请先运行 chuishao import 或 chuishao run。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--year", metavar="年份", type=int, help="不填则为今年")
    parser.add_argument("--task", metavar="任务编号", help="只导出这一个任务")
    parser.add_argument(
        "-o",
        "--output",
        metavar="信用应用.xlsx",
        type=Path,
        required=True,
        help="写到哪里；以 .csv 结尾的写成 CSV",
    )


def perform(options: argparse.Namespace) -> None:
    """Write the file and say what is in it."""
    output: Path = options.output
    write = CREDIT_WRITERS.get(output.suffix.lower().removeprefix("."))
    if write is None:
        raise CommandError(f"“{output.name}”应以 .xlsx 或 .csv 结尾。")
    settings = load_settings()
    if not is_there(settings.database):
        raise CommandError(NO_LEDGER)
    database = open_database(settings.database)
    try:
        if not is_current(database):
            raise CommandError("账本的版本与程序不符，请先运行一次 chuishao run 完成升级。")
        with Backstage(database, clock_of(settings)).look() as desk:
            wanted: dict[str, object] = {"year": options.year or desk.now.year}
            if options.task:
                wanted = {"number": options.task}
            tasks = desk.ledger.tasks.find(**wanted)
            if options.task and not tasks:
                raise CommandError(f"没有编号为“{options.task}”的任务。")
            export = credit_export(desk, tasks)
    finally:
        database.close()
    output.write_bytes(write(export))
    print(f"已写入 {output}：结果 {len(export.lines)} 条。")
    if export.unpublished:
        print(f"未公示的 {export.unpublished} 条没有导出，公示后再导。")
