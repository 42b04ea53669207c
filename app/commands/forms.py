"""`chuishao forms`: every form with its number, stage, issuer, recipient and mandatory facts."""

import argparse

from app.cli import CommandError
from documents.forms_table import Row, rows


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("stage", metavar="环节", nargs="?", help="只列这个环节的文书，如 实地检查")


def perform(options: argparse.Namespace) -> None:
    """One form a line, its mandatory facts on the next."""
    listed = rows()
    stages = list(dict.fromkeys(row.form.stage for row in listed))
    if options.stage is not None and options.stage not in stages:
        raise CommandError(f"没有“{options.stage}”这个环节，可写：{'、'.join(stages)}。")
    shown = [row for row in listed if options.stage in (None, row.form.stage)]
    print("\n".join(line for row in shown for line in _lines(row)))
    print(f"共 {len(shown)} 种。事实怎么写：chuishao render 文书 --example")


def _lines(row: Row) -> list[str]:
    form = row.form
    public = "公开" if form.public else "不公开"
    return [
        f"{form.number} {form.key}（{form.stage}；{form.issuer_role} → {form.recipient}；"
        f"{public}；{row.kind}）",
        f"   必填：{'、'.join(row.facts) or '只有公共事实'}",
    ]
