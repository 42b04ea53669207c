"""`chuishao`: the command line. Exit status 0 done, 1 something is wrong, 2 wrong usage.

Each command lives in its own file under `commands/` and is imported only when it is called, so that
`chuishao --help` needs neither Telegram nor Word.
"""

import argparse
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from importlib import import_module, metadata
from io import TextIOWrapper
from typing import Any, NoReturn

COMMANDS = {
    "rehearse": "演练：真机器人在模拟群聊里办完一次联合抽查，产出全部文书",
    "sandbox": "模拟群聊：在浏览器里扮演任何成员，和真机器人对话",
    "run": "运行机器人（轮询，或用 --webhook-url 改为回调）",
    "doctor": "体检：令牌、连通、数据库、迁移、放假安排、地方规则",
    "status": "运行情况：收件、待发、晚点、漏办的时限（机器人不用停）",
    "backup": "备份整个账本到一个文件（机器人不用停）",
    "restore": "把备份恢复到一个空的数据库（SQLite 和 PostgreSQL 可互换）",
    "link": "给一个人生成一次性绑定链接（首位管理员用）",
    "person": "人员离岗、调离：停用其账号和权限（person leave 姓名）",
    "import": "导入名录、清单和计划（.xlsx、.xls、.csv）",
    "holidays": "导入国务院放假通知（holidays import 文件.txt）",
    "template": "生成空白导入表（.xlsx）；取、查单位自备的文书模板（.docx）",
    "due": "从某日起算若干工作日到哪一天，依据哪一条",
    "profile": "看一地的规则逐项怎么规定、依据哪一条，或比较两地",
    "verify": "复核一次随机抽取的证据包",
    "audit": "核验留痕、文件和案卷是否被改动，指出第一处断链",
    "numbers": "发文字号登记，机关代字（numbers --issuer 市监 --code 青市监）",
    "plan": "年度计划进展：哪一步、缺谁的申报、下一步，逐项列出（plan --year 2027）",
    "credit": "信用应用：把已公示的结果按统一社会信用代码导出为 .xlsx 或 .csv",
    "statistics": "年度统计：各部门完成率、录入率、问题发现率等，附算法",
    "forms": "全部文书：编号、名称、环节、谁发给谁、公开与否、必填事实",
    "render": "生成文书：用事实文件（.json）出一份，或 --all 打印一个任务的全部",
}

DONE, WRONG, USAGE = 0, 1, 2
TRACE = "CHUISHAO_TRACE"
"""Set in the environment, faults show where they broke. `run` always does: its stderr is a log."""


class CommandError(Exception):
    """What went wrong, in one clear Chinese line."""


class ChineseParser(argparse.ArgumentParser):
    """argparse that speaks Chinese."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "add_help": False})
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def format_usage(self) -> str:
        """The usage line."""
        return super().format_usage().replace("usage:", "用法：")

    def format_help(self) -> str:
        """The whole help."""
        return super().format_help().replace("usage:", "用法：")

    def error(self, message: str) -> NoReturn:
        """Wrong usage: say what, in Chinese, and end with status 2."""
        for english, chinese in _MESSAGES:
            message = message.replace(english, chinese)
        self.exit(USAGE, f"{self.prog}：{message}。请运行 {self.prog} --help 看用法。\n")


class _Version(argparse.Action):
    """`--version`: the installed version."""

    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> NoReturn:
        try:
            number = metadata.version("chuishao")
        except metadata.PackageNotFoundError:
            number = "（未安装，直接运行源码）"
        print(f"吹哨 {number}")
        parser.exit(DONE)


_MESSAGES = (
    ("the following arguments are required: ", "缺少参数："),
    ("unrecognized arguments: ", "不认识的参数："),
    ("ignored explicit argument ", "不能带值："),
    ("expected one argument", "后面要跟一个值"),
    ("expected at least one argument", "后面至少要跟一个值"),
    ("not allowed with argument", "不能同时使用"),
    ("ambiguous option: ", "选项写得不全："),
    (" could match ", " 可能是 "),
    ("invalid choice: ", "不在可选范围内："),
    ("choose from", "可选"),
    ("invalid int value: ", "应为整数："),
    ("argument ", "参数 "),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["help"]:
        words = [*words[1:2], "--help"]
    parser = _parser(words[0] if words and words[0] in COMMANDS else None)
    options = parser.parse_args(words)
    if options.command is None:
        parser.print_help(sys.stderr)
        return USAGE
    return _perform(options)


def _parser(wanted: str | None) -> ChineseParser:
    """All commands by name, the arguments of the wanted one only: no other is imported."""
    parser = ChineseParser(
        prog="chuishao",
        description="吹哨：部门联合“双随机、一公开”抽查助手",
        epilog="各命令的用法见 chuishao 命令 --help；设置取自环境变量或 chuishao.toml。",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="显示版本")
    subparsers = parser.add_subparsers(
        dest="command", title="命令", metavar="命令", parser_class=ChineseParser
    )
    for name, help_text in COMMANDS.items():
        child = subparsers.add_parser(name, help=help_text, description=help_text)
        if name == wanted:
            module = import_module(f"app.commands.{name if name != 'import' else 'import_book'}")
            module.add_arguments(child)
            child.set_defaults(perform=module.perform)
    return parser


def _perform(options: argparse.Namespace) -> int:
    try:
        return int(options.perform(options) or DONE)
    except KeyboardInterrupt:
        print("已停止。", file=sys.stderr)
        return WRONG
    except BrokenPipeError:
        return WRONG
    except Exception as error:
        line = _one_line(error)
        if line is None and (options.command == "run" or TRACE in os.environ):
            raise
        line = line or _kept_fault(error)
        print(f"出错：{''.join(line.splitlines())}", file=sys.stderr)
        return WRONG


def _one_line(error: Exception) -> str | None:
    """The Chinese line of an expected error; None for a fault of ours."""
    from app.settings import SettingsError
    from inspection.rule import ProfileError
    from storage.faults import StorageFault

    if isinstance(error, CommandError | SettingsError | ProfileError | StorageFault):
        return str(error)
    if isinstance(error, OSError):
        return _file_trouble(error)
    from bot.wording import plain
    from documents.errors import FormError
    from inspection.refusal import Refusal

    if isinstance(error, FormError):
        return str(error)
    if isinstance(error, Refusal):
        citation = error.citation.text if error.citation else None
        return plain(f"refusal_{error.code}", {**error.facts, "citation": citation})
    return None


def _kept_fault(error: Exception) -> str:
    """A fault of ours: where it broke goes into a file, a person at the desk gets one line."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="chuishao-", suffix=".log", delete=False, encoding="utf-8"
    ) as file:
        traceback.print_exception(error, file=file)
    first = (str(error).splitlines() or [""])[0]
    return (
        f"程序内部错误（{type(error).__name__}：{first}）。"
        f"详情已写入 {file.name}，请转给维护人员（也可设 {TRACE}=1 再运行，直接显示）。"
    )


def _file_trouble(error: OSError) -> str:
    """What is wrong with a file or a port, in Chinese where the cause is a usual one."""
    causes = {
        FileNotFoundError: "不存在，请核对路径（目录要先建好）",
        PermissionError: "没有读写权限，请换一个位置或调整权限",
        IsADirectoryError: "是一个目录，这里需要文件",
        NotADirectoryError: "的上级不是目录，请核对路径",
    }
    if error.filename is None or type(error) not in causes:
        return f"{error.filename or ''} 读写或连接失败（{error.strerror or error}）".strip()
    return f"{error.filename} {causes[type(error)]}。"
