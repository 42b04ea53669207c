"""`chuishao restore`: a backup back into an empty ledger, on either kind of database."""

import argparse
from pathlib import Path

from app.settings import load_settings
from storage.backup import restore


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("file", metavar="文件", type=Path, help="chuishao backup 写出的文件")


def perform(options: argparse.Namespace) -> None:
    """Restore, check the journal's chain, and say what came back."""
    counts = restore(options.file, load_settings().database)
    print(
        f"已恢复 {sum(counts.values())} 行，{len(counts)} 张表，留痕 {counts['events']} 条，"
        "链条完整。备份以后办的事要重办，请先运行 chuishao doctor 再启动。"
    )
