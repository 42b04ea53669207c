"""`chuishao holidays import`: the State Council's notice, shown, confirmed, stored."""

import argparse
from pathlib import Path

from app.backstage import Backstage
from app.calendars import is_there
from app.cli import CommandError
from app.service import clock_of, prepared_database
from app.settings import load_settings
from app.workbook.problems import BookFault
from app.workbook.tables import decoded
from inspection.holiday_text import Festival, ReadNotice, read_notice
from inspection.usecases.import_holidays import import_holidays

MOST_BYTES = 100_000
YES = ("y", "yes", "是", "确认")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("action", metavar="import", choices=("import",), help="导入放假通知")
    parser.add_argument("file", metavar="文件.txt", type=Path, help="通知正文，存成文本文件")
    parser.add_argument("--yes", action="store_true", help="不再询问，直接导入")


def perform(options: argparse.Namespace) -> int:
    """Show what was read, ask, store; exit status 1 when not confirmed."""
    settings = load_settings()
    if not is_there(settings.database):
        raise CommandError("还没有数据库：请先运行 chuishao import 或 chuishao run。")
    text = _text(options.file)
    backstage = Backstage(prepared_database(settings), clock_of(settings))
    read = read_notice(text, this_year=backstage.now().year)
    print(_shown(read))
    if not options.yes and not _confirmed():
        print("没有导入。")
        return 1
    with backstage.desk() as desk:
        moved = import_holidays(desk, actor=None, notice=read.notice)
    print(f"已导入 {read.notice.year} 年放假安排；录入公示期限变动 {len(moved)} 户。")
    return 0


def _text(file: Path) -> str:
    content = file.read_bytes()
    if len(content) > MOST_BYTES:
        raise CommandError(f"{file} 太大，不像放假通知，请只存通知正文。")
    try:
        return decoded(content)
    except BookFault:
        raise CommandError(f"{file} 不是文本文件，请把通知正文存成 .txt。") from None


def _confirmed() -> bool:
    try:
        return input("以上是否无误？输入 是 导入：").strip().lower() in YES
    except EOFError:
        raise CommandError("没有人确认；确认无误请加 --yes。") from None


def _shown(read: ReadNotice) -> str:
    lines = [f"{read.notice.year} 年放假安排（{read.notice.source}）"]
    return "\n".join([*lines, *map(_line, read.festivals)])


def _line(festival: Festival) -> str:
    first, last = festival.off[0], festival.off[-1]
    until = f"至{last.month}月{last.day}日" if last != first else ""
    line = f"{festival.name}：{first.month}月{first.day}日{until}，{len(festival.off)} 天"
    if festival.worked:
        days = "、".join(f"{day.month}月{day.day}日" for day in festival.worked)
        line += f"；{days}上班"
    return line
