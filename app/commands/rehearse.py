"""`chuishao rehearse`: one whole inspection by the real bot, with every paper at the end."""

import argparse
from pathlib import Path

from app.profiles import known_localities


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "--locality", default="xinyang", choices=known_localities(), help="用哪一地的规则"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="目录", help="产出放在哪里")
    parser.add_argument("--seed", type=int, default=1, metavar="数", help="随机种子，同种子同过程")
    parser.add_argument("--quiet", action="store_true", help="不打印对话，只显示进度")


def perform(options: argparse.Namespace) -> None:
    """Play it, then say what was produced."""
    from app.rehearsal.rehearse import rehearse

    rehearse(options.locality, options.out, options.seed, quiet=options.quiet)
