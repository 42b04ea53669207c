"""`chuishao backup`: the whole ledger in one file, while the bot runs."""

import argparse
from pathlib import Path

from app.cli import CommandError
from app.settings import load_settings
from storage.backup import back_up


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("file", metavar="文件", type=Path, help="备份写到哪个文件，如 账本.backup")
    parser.add_argument("--force", action="store_true", help="文件已存在时覆盖")


def perform(options: argparse.Namespace) -> None:
    """Write the backup and say what is in it."""
    if options.file.exists() and not options.force:
        raise CommandError(f"{options.file} 已存在，请换一个文件名，或加 --force 覆盖。")
    counts = back_up(load_settings().database, options.file)
    print(
        f"已备份到 {options.file}：{sum(counts.values())} 行，{len(counts)} 张表，"
        f"留痕 {counts['events']} 条，文件 {counts['files']} 份。内有个人信息，请按内部资料保管。"
    )
