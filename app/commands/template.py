"""`chuishao template`: the empty workbook; or a form's template, handed out and checked."""

import argparse
from pathlib import Path

from app.cli import CommandError
from app.profiles import known_localities
from app.settings import load_settings
from app.workbook.columns import SHEETS
from app.workbook.template import write_template

FORM, CHECK = "form", "check"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "words",
        metavar="文件.xlsx | form 文书 | check 文书 文件.docx",
        nargs="+",
        help="空白导入表存到哪里；form 取一种文书的模板；check 检查改好的模板",
    )
    parser.add_argument(
        "-o", "--output", metavar="模板.docx", type=Path, help="form：存到哪里，默认 文书-模板.docx"
    )
    parser.add_argument(
        "--locality",
        metavar="地方",
        choices=known_localities(),
        help=f"form：用哪一地的式样（{'、'.join(known_localities())}）",
    )
    parser.add_argument("--force", action="store_true", help="同名文件已存在时覆盖")


def perform(options: argparse.Namespace) -> None:
    """The workbook, the template of a form, or what is wrong with one."""
    first, *rest = options.words
    if first == FORM and len(rest) == 1:
        _hand_out(rest[0], options)
    elif first == CHECK and len(rest) == 2:
        _check(rest[0], Path(rest[1]))
    elif not rest and first not in (FORM, CHECK):
        _workbook(Path(first), options)
    else:
        raise CommandError(
            "写法：chuishao template 名录.xlsx，或 template form 情况记录表 -o 模板.docx，"
            "或 template check 情况记录表 模板.docx。"
        )


def _workbook(book: Path, options: argparse.Namespace) -> None:
    """Write the workbook; a filled one of the same name is not overwritten unasked."""
    if book.suffix.lower() != ".xlsx":
        raise CommandError(f"文件名应以 .xlsx 结尾，现在是“{book.name}”，请改正。")
    _require_free(book, options)
    write_template(book)
    names = "、".join(form.name for form in SHEETS)
    print(f"已生成空白导入表 {book}，含{names}，共 {len(SHEETS)} 张表。")
    print(f"填好后先试算：chuishao import {book} --dry-run")


def _hand_out(form: str, options: argparse.Namespace) -> None:
    from app.own_forms import WORD_FORMS, blank
    from documents.typefaces import chosen
    from inspection.papers.writable import form_named

    named = form_named(form, WORD_FORMS)
    settings = load_settings()
    locality = options.locality or settings.locality or known_localities()[0]
    made = blank(named, locality, chosen(settings.typefaces))
    output: Path = options.output or Path(made.name)
    _require_free(output, options)
    output.write_bytes(made.content)
    print(f"已生成《{named}》的模板 {output}。用 Word 或 WPS 修改，标签不要动。")
    print(f"改好先检查：chuishao template check {named} {output}")
    print("启用：联席办在私聊里把它发给机器人，点“启用”。")


def _check(form: str, file: Path) -> None:
    from app.own_forms import WORD_FORMS, unused_facts
    from inspection.papers.writable import form_named

    named = form_named(form, WORD_FORMS)
    unused = unused_facts(named, file.read_bytes())
    print(f"《{named}》的模板 {file} 可以用。")
    if unused:
        print(f"注意：这些必填事实没有印出来：{'、'.join(unused)}")


def _require_free(file: Path, options: argparse.Namespace) -> None:
    if file.exists() and not options.force:
        raise CommandError(f"{file} 已存在，可能已经填写；请换个文件名，或加 --force 覆盖。")
