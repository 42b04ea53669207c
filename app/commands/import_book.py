"""`chuishao import`: rosters and plans from a workbook; all of it, or nothing."""

import argparse
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.calendars import is_current, is_there
from app.cli import CommandError
from app.profiles import known_localities, load_profile
from app.progress import counted, working_on
from app.service import clock_of, prepared_database
from app.settings import Settings, load_settings
from app.workbook.import_report import ImportReport
from app.workbook.importer import import_book
from app.workbook.problems import BookFault
from app.workbook.reader import read_book
from app.workbook.report import import_text, problem_line
from app.workbook.roster_file import open_roster
from app.workbook.roster_import import import_roster
from inspection.ledger import Ledger
from storage.database import Database, open_database

Enter = Callable[[Ledger, datetime], ImportReport]
MEGABYTE = 1_000_000

NO_OFFICE = (
    "还没有设置联席会议办公室：请在 chuishao.toml 写 county（如 青禾县）和 "
    "locality（{known}），或设置环境变量 CHUISHAO_COUNTY、CHUISHAO_LOCALITY。"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "book",
        metavar="文件",
        type=Path,
        help="填好的导入表，或各单位现有的表（.xlsx、.xls、.csv）",
    )
    parser.add_argument("--dry-run", action="store_true", help="只核对和试算，不写入任何内容")
    parser.add_argument(
        "--good-rows", action="store_true", help="有错行时仍导入其余无误的行（默认全部不导入）"
    )


def perform(options: argparse.Namespace) -> int:
    """Read, check, enter; print every bad row. Exit status 1 when there was one."""
    book: Path = options.book
    if not book.is_file():
        raise CommandError(f"找不到文件 {book}，请核对文件名和所在目录。")
    settings = load_settings()
    with working_on(f"正在读取 {book.name}"):
        enter = _reader_of(book, good_rows=options.good_rows, dry_run=options.dry_run)
    report = _tried(settings, enter) if options.dry_run else _entered(settings, enter)
    print(import_text(report))
    trouble = _trouble(report)
    if not trouble:
        return 0
    print(f"出错：{book.name} {trouble}。", file=sys.stderr)
    return 1


def _trouble(report: ImportReport) -> str:
    if report.problems:
        entered = "其余行已导入" if report.imported else "没有导入任何内容"
        return f"有 {len(report.problems)} 处问题，{entered}"
    counts = report.sheets.values()
    if not any(each.added or each.changed or each.unchanged for each in counts):
        return "没有数据行，没有导入任何内容"
    return ""


def _reader_of(book: Path, *, good_rows: bool, dry_run: bool) -> Enter:
    """How the file gets into a ledger: read as a whole, or a long roster piece by piece."""
    try:
        roster = open_roster(book)
    except BookFault as fault:
        raise CommandError(f"{book.name}：{problem_line(fault.problem)}") from None
    if roster is None:
        reading = read_book(book)

        def enter(ledger: Ledger, now: datetime) -> ImportReport:
            with working_on("正在核对" if dry_run else "正在核对并写入"):
                return import_book(
                    ledger, reading, now=now, good_rows_only=good_rows, dry_run=dry_run
                )

        return enter
    large = roster

    def enter_large(ledger: Ledger, now: datetime) -> ImportReport:
        whole = 2 * large.size // MEGABYTE
        with counted(f"正在核对并写入 {book.name}（先核对后写入，兆字节）", whole) as tell:
            return import_roster(
                ledger,
                large,
                now=now,
                tell=lambda done: tell(done // MEGABYTE),
                good_rows_only=good_rows,
                dry_run=dry_run,
            )

    return enter_large


def _entered(settings: Settings, enter: Enter) -> ImportReport:
    if settings.locality:
        load_profile(settings.locality)  # an unknown one must not be written into the ledger
    if not (settings.county and settings.locality) and not is_there(settings.database):
        raise _no_office()
    database = prepared_database(settings)
    try:
        with database.transaction() as ledger:
            if not ledger.office.find():
                raise _no_office()
            return enter(ledger, clock_of(settings).now())
    finally:
        database.close()


def _tried(settings: Settings, enter: Enter) -> ImportReport:
    database = _database_to_try(settings)
    try:
        with database.reading() as ledger:
            return enter(ledger, clock_of(settings).now())
    finally:
        database.close()


def _database_to_try(settings: Settings) -> Database:
    """The ledger as it is, or an empty one in memory where none has been made yet."""
    if is_there(settings.database):
        database = open_database(settings.database)
        if is_current(database):
            return database
        fresh = database.revision() is None
        database.close()
        if not fresh:
            raise CommandError(
                "数据库结构不是本程序的版本，试算不改动数据库，故未进行；"
                "请先备份，再运行一次 chuishao run（启动时自动升级）。"
            )
    database = open_database("sqlite://")
    database.migrate()
    return database


def _no_office() -> CommandError:
    return CommandError(NO_OFFICE.format(known="、".join(known_localities())))
