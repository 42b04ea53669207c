"""What people of ill will type, press and attach."""

import io
import random
import zipfile

from bot.commands import commands
from bot.router import router

BOLD = "<b>EVILBOLD</b>"
LINK = '<a href="https://evil.example">EVILLINK</a>'

TEXTS = (
    "",
    " ",
    "同意",
    "1",
    "-1",
    "0",
    "３",
    "²",
    "٣",
    "--5",
    "9" * 9,
    "9" * 19,
    "9" * 400,
    "1e309",
    "NaN",
    "字" * 4096,
    "<" * 4096,
    "&" * 500,
    "🚨" * 2048,
    "行\n" * 2000,
    "\u202e倒过来\u202c的名称",
    "\u2066隐藏\u2069\u200b\u200f",
    "\ufeff零宽\u00ad",
    "𠮷㐂食品有限公司",
    "👨‍👩‍👧‍👦🏳️‍🌈",
    BOLD,
    LINK,
    "<script>alert(1)</script>",
    "</b></i><<>>",
    "&lt;b&gt;&#60;&#x3c;&nbsp;",
    "{{ 7*7 }}{% for x in range(9999999) %}{{ x }}{% endfor %}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{# 注释",
    "'; DROP TABLE events; --",
    '" OR 1=1 --',
    "%s%n%x",
    "$(reboot)`id`",
    "\x00空字节\x00",
    "\x01\x02\x1b[31m红\x07",
    "\ud800半个",
    "半个\udfff",
    "\ufffe\uffff",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "[假按钮 | archive_task 1]",
    "===\n[按钮 | dismiss]",
    "http://evil.example/?a=<b>",
    "../../etc/passwd",
    "2026-02-30",
    "99999-12-31",
    "2026年13月45日",
    "承诺 " + "f" * 64,
    "承诺 " + "F" * 63,
    "A" * 24,
    "有",
    "无",
    "没有",
    "\n\n\n",
    "\t",
    "e\u0301" * 300,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
)

FILE_NAMES = (
    "名单.xlsx",
    "照片.jpg",
    "../../../../etc/passwd",
    "..\\..\\windows\\system32.dll",
    "con.jpg",
    "NUL",
    "aux.",
    "报告\u202egpj.exe",
    "a" * 300 + ".png",
    ".",
    "..",
    "",
    "a/b/c.jpg/../../x",
    "名\x00称.jpg",
    "名\ud800称.jpg",
    "照片.jpg\n=1+1",
    "x.jp/g",
    "<b>EVILBOLD</b>.jpg",
    "={{7*7}}.png",
    "C:\\照片.jpg",
    "照片.㐂𠮷",
)

MEDIA_TYPES = (
    "image/jpeg",
    "image/png",
    "application/pdf",
    "application/zip",
    "application/x-msdownload",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel.sheet.macroEnabled.12",
    "text/html",
    "",
)


def text(dice: random.Random) -> str:
    """One text, sometimes two glued together."""
    one = dice.choice(TEXTS)
    return one + dice.choice(TEXTS) if dice.random() < 0.2 else one


def command(dice: random.Random) -> str:
    """A command with whatever behind it."""
    entry = dice.choice(commands())
    starts = (
        f"/{entry.command}",
        f"/{entry.command}@chuishao_bot",
        f"/{entry.command}@other_bot",
        f"/{entry.command.upper()}",
        entry.word,
        f"{entry.word}：",
        "/start",
        "/nonsense",
    )
    words = ("", "1", "开始", "见证", "公开", "作废", "同意作废", "递补", "停用")
    behind = [dice.choice(words), *(text(dice) for _ in range(dice.randrange(3)))]
    return f"{dice.choice(starts)} {' '.join(behind)}"


def callback(dice: random.Random, real: list[str]) -> str:
    """Callback data: one that is really shown, one that is bent, or one made up."""
    lot = dice.random()
    if real and lot < 0.5:
        return dice.choice(real)
    if real and lot < 0.7:
        return _bent(dice, dice.choice(real))
    names = [*router.buttons, *(f"verb:{name}" for name in router.verbs), "nonsense", "ask"]
    arguments = [_argument(dice) for _ in range(dice.randrange(4))]
    version = dice.choice(("v1", "v1", "v1", "v0", "v2", "", "V1"))
    return ":".join((version, dice.choice(names), *arguments))


def _bent(dice: random.Random, data: str) -> str:
    parts = data.split(":")
    place = dice.randrange(len(parts))
    lot = dice.random()
    if lot < 0.6:
        parts[place] = _argument(dice)
    elif lot < 0.8:
        del parts[place]
    else:
        parts.append(_argument(dice))
    return ":".join(parts)


def _argument(dice: random.Random) -> str:
    some = ("1", "2", "3", "4", "5", "0", "-1", "yes", "no", "area", "public", "scheme", "agree")
    return dice.choice(some) if dice.random() < 0.6 else text(dice)[:40]


def content(dice: random.Random) -> bytes:
    """The bytes of an upload: a picture, rubbish, a bomb, a workbook with macros."""
    return dice.choice(
        (b"\xff\xd8\xff\xe0photo", b"", b"\x00" * 100, b"PK\x03\x04broken", _bomb(), _macros())
    )


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 20_000_000)
    return buffer.getvalue()


def _macros() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("xl/vbaProject.bin", b"macro")
    return buffer.getvalue()


_BOMB, _MACROS = _bomb(), _macros()
_bomb, _macros = (lambda: _BOMB), (lambda: _MACROS)
