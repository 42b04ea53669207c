"""`chuishao template`: the empty workbook, with notes and drop-downs."""

import argparse
from pathlib import Path

from app.cli import CommandError
from app.workbook.columns import SHEETS
from app.workbook.template import write_template


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("book", metavar="文件.xlsx", type=Path, help="要生成的空白导入表")
    parser.add_argument("--force", action="store_true", help="同名文件已存在时覆盖")


def perform(options: argparse.Namespace) -> None:
    """Write the workbook; a filled one of the same name is not overwritten unasked."""
    book: Path = options.book
    if book.suffix.lower() != ".xlsx":
        raise CommandError(f"文件名应以 .xlsx 结尾，现在是“{book.name}”，请改正。")
    if book.exists() and not options.force:
        raise CommandError(f"{book} 已存在，可能已经填写；请换个文件名，或加 --force 覆盖。")
    write_template(book)
    print(f"已生成空白导入表 {book}，含{'、'.join(form.name for form in SHEETS)}六张表。")
    print(f"填好后先试算：chuishao import {book} --dry-run")
