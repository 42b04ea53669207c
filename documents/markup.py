"""公文标记: the small line markup in which every built-in form is written.

One line is one block. Jinja tags inside a line are part of its text; a line that is only a
statement (`{% if %}`, `{% for %}`) governs the whole blocks (or table rows) that follow it.

    @mark EXPR          发文机关标志 with 文件: a Jinja expression; several issuers in joint issue
    @number TEXT        发文字号 and red rule; `TEXT | EXPR` adds 签发人 (a list) of a 上行文
    @letter EXPR        发文机关标志 of a letter (函), with its red double rules
    @order EXPR         标志 of a 命令, 令                    @ordernumber TEXT  令号, centred
    @minutes EXPR       标志 of a 纪要                        @attend LABEL | TEXT  出席, 请假, 列席
    @title TEXT         标题, lines parted by <br>            @subtitle TEXT  centred line under it
    @to TEXT            主送机关                              # .. ####       the four levels
    TEXT                a paragraph of 正文                   @flush TEXT     without indent
    @right TEXT         @small TEXT  explanation in 小四      @caption TEXT   centred table caption
    @blank [N]          empty lines                           @spacer, @gap   a line of 1, 8 points
    @annexes TEXT       附件说明, first line                  @annexes+ TEXT  its other lines
    @annex LABEL | TITLE  附件 on a new page                  @note TEXT      附注, in brackets
    @sign WHO | DATE    署名 and date, as the fact `seal` says: sealed, unsealed or stamped
    @section landscape  landscape pages from here; `@section portrait` ends them
    @include NAME       another template's lines
    @table WIDTHS [size=10.5] [row=8] [border=none]   then rows, then @end
        |! a | b        a head row, repeated on each page; | a | b  a row
        a cell `<` joins the cell on its left, `^` the cell above; widths like 12c 30l (percent)
    @imprint ... @end   lines `copy TEXT` and `print LEFT | RIGHT`; `@imprint letter` has no rules
    In any text [[kai:TEXT]] is 楷体, [[black:TEXT]] 黑体 and [[text:TEXT]] 仿宋.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from documents.errors import FormError

_STATEMENT = re.compile(r"^\{%-?\s*(.*?)\s*-?%\}$")
_HEADING = re.compile(r"^(#{1,4})\s+(.*)$")
_CELLS = re.compile(r"\s\|(?:\s|$)")
_NAMES = frozenset(
    {
        "mark", "letter", "number", "title", "subtitle", "to", "flush", "right", "small",
        "caption", "blank", "spacer", "gap", "annexes", "annexes+", "annex", "sign", "include",
        "table", "imprint", "end", "minutes", "attend", "note", "section", "order", "ordernumber",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """标记块: one line: its name, its text and, within a table, its cells."""

    name: str
    text: str
    line: int
    cells: tuple[str, ...] = ()
    rows: tuple[Block, ...] = ()


def split_cells(text: str) -> tuple[str, ...]:
    """分栏: the parts of a line parted by a bar with blanks round it."""
    return tuple(part.strip(" \t") for part in _CELLS.split(f" {text} "))


def _block(line: str, number: int) -> Block:
    statement = _STATEMENT.match(line)
    if statement and "%}" not in statement[1]:
        return Block("statement", statement[1], number)
    heading = _HEADING.match(line)
    if heading:
        return Block(f"h{len(heading[1])}", heading[2], number)
    if not line.startswith("@"):
        return Block("body", line, number)
    name, _, text = line[1:].partition(" ")
    if name not in _NAMES:
        raise FormError(f"模板第{number}行的标记“@{name}”不认识，请改用公文标记说明中的写法。")
    return Block(name, text.strip(" \t"), number)


def _row(line: str, number: int) -> Block:
    statement = _STATEMENT.match(line)
    if statement:
        return Block("statement", statement[1], number)
    if line.startswith("|!"):
        return Block("head", line, number, split_cells(line[2:]))
    if line.startswith("|"):
        return Block("row", line, number, split_cells(line[1:]))
    kind, _, text = line.partition(" ")
    if kind in ("copy", "print"):
        return Block(kind, text.strip(" \t"), number, split_cells(text))
    raise FormError(f"模板第{number}行应为表格的一行（以“|”开头）。")


def parse(source: str, include: Callable[[str], str]) -> tuple[Block, ...]:
    """解析标记: source text to blocks; `include` gives the text of an included template."""
    blocks: list[Block] = []
    rows: list[Block] | None = None
    opened: Block | None = None
    for number, raw in enumerate(source.splitlines(), 1):
        line = raw.strip(" \t")
        if not line or (line.startswith("{#") and line.endswith("#}")):
            continue
        if opened is not None and rows is not None:
            if line == "@end":
                blocks.append(Block(opened.name, opened.text, opened.line, rows=tuple(rows)))
                opened, rows = None, None
            else:
                rows.append(_row(line, number))
            continue
        block = _block(line, number)
        if block.name in ("table", "imprint"):
            opened, rows = block, []
        elif block.name == "include":
            blocks.extend(parse(include(block.text), include))
        else:
            blocks.append(block)
    if opened is not None:
        raise FormError(f"模板第{opened.line}行的“@{opened.name}”没有以“@end”结束。")
    return tuple(blocks)
