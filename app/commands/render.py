"""`chuishao render`: one document from a file of facts, or all papers of a task from the ledger."""

import argparse
import json
from importlib.resources import files as package_files
from pathlib import Path

from app.cli import CommandError
from app.commands.render_task import render_task
from app.profiles import known_localities, load_profile
from app.settings import load_settings
from documents.errors import nearest
from documents.fields import form_keys
from documents.forms import FORMS
from documents.render import render
from documents.typefaces import chosen
from inspection.snapshots.common import record_form, words

MOST_BYTES = 20 * 1024 * 1024


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("form", metavar="文书", nargs="?", help="文书名称，见 chuishao forms")
    parser.add_argument(
        "--facts", metavar="事实.json", type=Path, help="事实文件，写法见 --example"
    )
    parser.add_argument(
        "--locality",
        metavar="地方",
        choices=known_localities(),
        help=f"{'、'.join(known_localities())}；补上事实里没有写的当地用语",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="文件",
        type=Path,
        help="存到哪里，默认为当前目录下 文书.docx（表格为 .xlsx）；同 --all 一起用时是目录",
    )
    parser.add_argument(
        "--all",
        metavar="任务编号",
        dest="task",
        help="从账本打印这个任务的全部文书（写明文书的，只打印那一种）",
    )
    parser.add_argument("--draft", action="store_true", help="同 --all 一起用：该有未有的先起草")
    parser.add_argument(
        "--pdf", action="store_true", help="同 --all 一起用：另存 PDF（须装 LibreOffice）"
    )
    parser.add_argument("--list", action="store_true", help="列出全部文书")
    parser.add_argument(
        "--example", action="store_true", help="显示该文书的事实样例（青禾县，虚构）"
    )


def perform(options: argparse.Namespace) -> None:
    """Write the document, and say which mandatory facts are still to be filled in."""
    if options.list:
        print("\n".join(_listed()))
        return
    if options.task is not None:
        render_task(options)
        return
    if options.draft or options.pdf:
        raise CommandError("--draft 和 --pdf 同 --all 任务编号 一起用。")
    form = _known(options.form)
    if options.example:
        print(_example(form))
        return
    if options.facts is None:
        raise CommandError(f"请用 --facts 给出事实文件；写法见 chuishao render {form} --example。")
    facts = _in_locality(_read(options.facts), options.locality)
    rendered = render(form, facts, faces=chosen(load_settings().typefaces))
    output: Path = options.output or Path(f"{form}{rendered.suffix}")
    output.write_bytes(rendered.docx)
    print(f"已生成《{form}》：{output}（{len(rendered.docx)} 字节）")
    print(f"SHA-256：{rendered.sha256}")
    if rendered.missing:
        print(
            f"尚缺 {len(rendered.missing)} 项，文中以【待填：…】标出：{'、'.join(rendered.missing)}"
        )


def _listed() -> list[str]:
    lines = []
    for form in FORMS.values():
        public = "，可公开" if form.public else ""
        lines.append(f"{form.key}（{form.stage}；{form.issuer_role} → {form.recipient}{public}）")
    return lines


def _known(form: str | None) -> str:
    if form is not None and form in FORMS:
        return form
    listed = "、".join(form_keys())
    if not form:
        raise CommandError(f"请写明文书名称：{listed}。")
    close = nearest(form, form_keys())
    hint = f"，最接近的是“{close}”" if close else ""
    raise CommandError(f"没有名为“{form}”的文书{hint}；全部文书：{listed}。")


def _example(form: str) -> str:
    example = package_files("documents").joinpath("examples", f"{form}.json")
    return example.read_text(encoding="utf-8").rstrip()


def _read(file: Path) -> dict[str, object]:
    if file.is_file() and file.stat().st_size > MOST_BYTES:
        raise CommandError(f"{file} 超过 20 MB，不是事实文件。")
    try:
        facts = json.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise CommandError(f"{file} 不是 UTF-8 文字，请另存为 UTF-8 编码。") from None
    except json.JSONDecodeError as problem:
        raise CommandError(
            f"{file} 第 {problem.lineno} 行第 {problem.colno} 个字处不是正确的 JSON，"
            "请检查引号、逗号和括号。"
        ) from None
    except RecursionError:
        raise CommandError(f"{file} 括号嵌套过深，不是事实文件。") from None
    if not isinstance(facts, dict):
        raise CommandError(f"{file} 应为一组名称和值（花括号括起），请对照 --example 改正。")
    return facts


def _in_locality(facts: dict[str, object], locality: str | None) -> dict[str, object]:
    """The facts with the locality's own words where they state none themselves."""
    if locality is None:
        return facts
    stated = facts.get("locality") or locality
    if stated != locality:
        raise CommandError(
            f"事实文件写明属地是 {stated}，与 --locality {locality} 不符，请改正其一。"
        )
    profile = load_profile(locality)
    own = facts.get("words") or {}
    filled = {**words(profile), **own} if isinstance(own, dict) else own
    return {
        **facts,
        "locality": locality,
        "words": filled,
        "record_form": facts.get("record_form") or record_form(profile),
    }
