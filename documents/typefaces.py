"""公文字体: the typefaces of the standard, what offices have in their place, an office's choice."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.errors import FormError, nearest


@dataclass(frozen=True, slots=True)
class Typefaces:
    """字体: the typefaces by their use; an office may name its own.

    `title_bold` sets titles and marks in bold, for 宋体 in place of 小标宋.
    """

    title: str = "方正小标宋简体"
    text: str = "仿宋_GB2312"
    kai: str = "楷体_GB2312"
    black: str = "黑体"
    number: str = "宋体"
    title_bold: bool = False

    def substitutes(self) -> tuple[tuple[str, str], ...]:
        """(typeface, what to take in its place) for the document's table of fonts."""
        stands_in = {name: other for name, *others in KNOWN.values() for other in others[:1]}
        names = dict.fromkeys((self.title, self.text, self.kai, self.black, self.number))
        return tuple((name, stands_in[name]) for name in names if name in stands_in)


# 字体备选: the standard's typeface first, then what offices have in its place
KNOWN: dict[str, tuple[str, ...]] = {
    "title": ("方正小标宋简体", "宋体", "方正小标宋_GBK", "小标宋", "华文中宋"),
    "text": ("仿宋_GB2312", "仿宋", "方正仿宋_GBK", "华文仿宋", "FangSong"),
    "kai": ("楷体_GB2312", "楷体", "方正楷体_GBK", "华文楷体", "KaiTi"),
    "black": ("黑体", "SimHei", "方正黑体_GBK", "微软雅黑"),
    "number": ("宋体", "SimSun", "新宋体"),
}


def available(installed: frozenset[str]) -> Typefaces:
    """现有字体: the first of each use that an office has; the standard's where it has none.

    宋体 in place of 小标宋 is set in bold.
    """
    order = {**KNOWN, "title": ("方正小标宋简体", "方正小标宋_GBK", "小标宋", "华文中宋", "宋体")}
    chosen = {
        use: next((name for name in names if name in installed), KNOWN[use][0])
        for use, names in order.items()
    }
    return Typefaces(**chosen, title_bold=chosen["title"] == "宋体")


# 设置里的写法: what a typeface is used for, as an office writes it
USES: dict[str, str] = {
    "标题": "title",
    "正文": "text",
    "楷体": "kai",
    "黑体": "black",
    "页码": "number",
}
_PAIR = re.compile(r"[，,；;、\n]")
_NAME = re.compile(r"^[\w\u4e00-\u9fff][\w\u4e00-\u9fff ().（）-]{0,39}$")
_WORDING = "写法如“正文=仿宋，楷体=楷体，标题=宋体”"


def chosen(setting: str) -> Typefaces:
    """自选字体: an office's setting (正文=仿宋，标题=宋体); the standard's for what it leaves out.

    Empty is the standard. 宋体 for titles is set in bold. FormError names what cannot be read.
    """
    own: dict[str, str] = {}
    for pair in filter(None, map(str.strip, _PAIR.split(setting))):
        use, equals, name = (part.strip() for part in pair.partition("="))
        if not equals or use not in USES:
            close = nearest(use, USES)
            hint = f"（最接近的是“{close}”）" if close else ""
            raise FormError(
                f"字体设置里的“{pair}”不认识{hint}，用处有{'、'.join(USES)}，{_WORDING}。"
            )
        if not _NAME.match(name):
            raise FormError(
                f"字体设置里的字体名“{name}”不对，请照 Word 里显示的名称写，{_WORDING}。"
            )
        own[USES[use]] = name
    bold = own.get("title") in ("宋体", "SimSun", "新宋体")
    return Typefaces(**own, title_bold=bold)
