"""`chuishao statistics`: a year by department, every rate with its formula; perhaps as .xlsx."""

import argparse
from pathlib import Path

from app.backstage import Backstage
from app.calendars import is_current, is_there
from app.cli import CommandError
from app.service import clock_of
from app.settings import load_settings
from documents.typefaces import chosen
from inspection.statistics import YearStatistics, year_statistics
from storage.database import open_database

NO_LEDGER = "还没有账本，没有可统计的内容。请先运行 chuishao import 或 chuishao run。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--year", metavar="年份", type=int, help="不填则为今年")
    parser.add_argument(
        "-o", "--output", metavar="统计.xlsx", type=Path, help="另存为工作簿；不填则只显示"
    )


def perform(options: argparse.Namespace) -> None:
    """Print the statistics and write the workbook that was asked for."""
    settings = load_settings()
    if not is_there(settings.database):
        raise CommandError(NO_LEDGER)
    if options.year is not None and not 2000 <= options.year <= 2099:
        raise CommandError(f"年份应在 2000 到 2099 之间，现在是 {options.year}。")
    database = open_database(settings.database)
    try:
        if not is_current(database):
            raise CommandError("账本的版本与程序不符，请先运行一次 chuishao run 完成升级。")
        backstage = Backstage(database, clock_of(settings), chosen(settings.typefaces))
        with backstage.look() as desk:
            year = year_statistics(desk, options.year or desk.now.year)
            book = backstage.bundle(desk.ledger, f"statistics:{year.year}")
    finally:
        database.close()
    print("\n".join(_lines(year)))
    output: Path | None = options.output
    if output is not None:
        output.write_bytes(book.content)
        print(f"已写入 {output}")


def _lines(year: YearStatistics) -> list[str]:
    lines = [f"{year.year} 年统计"]
    for share in (*year.shares, year.whole):
        said = "，".join(f"{each.name} {share.figures[each.key].said}" for each in year.measures)
        lines.append(f"{share.department}：{said}")
    lines += ["口径："]
    lines += [f"· {each.name} = {each.formula}（{each.basis}）" for each in year.measures]
    return lines
