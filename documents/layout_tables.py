"""公文表格: tables and the imprint of the markup as w:tbl text, every width in twips."""

from __future__ import annotations

import re

from documents.errors import FormError
from documents.layout_text import run, styled
from documents.markup import Block

_WIDTH = re.compile(r"^(\d+(?:\.\d+)?)([cl])?$")


LETTER = "letter"


def _borders(size: int, inner: int | None = None) -> str:
    inner = size if inner is None else inner
    line = '<w:{0} w:val="{1}" w:sz="{2}" w:space="0" w:color="000000"/>'
    kind = "single" if size else "nil"
    return (
        "<w:tblBorders>"
        + "".join(line.format(s, kind, size) for s in ("top", "left", "bottom", "right"))
        + "".join(line.format(s, kind, inner) for s in ("insideH", "insideV"))
        + "</w:tblBorders>"
    )


def _table(properties: str, widths: list[int], rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _statement_row(block: Block, width: int, span: int) -> str:
    """A row that docxtpl's cleaning replaces by the bare statement."""
    text = styled("Spacer", "{%tr " + block.text + " %}")
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}</w:tcPr>{text}'
        "</w:tc></w:tr>"
    )


class _Columns:
    """栏: widths, alignment and size of one table."""

    def __init__(self, block: Block, area: int) -> None:
        words = block.text.split()
        options = dict(word.split("=", 1) for word in words if "=" in word)
        found = [_WIDTH.match(word) for word in words if "=" not in word]
        shares = [(float(m[1]), m[2] or "c") for m in found if m]
        if not shares or len(shares) != len(found):
            raise FormError(f"模板第{block.line}行的栏宽写法有误，请写成“12c 30l”这样的百分数。")
        total = sum(share for share, _ in shares)
        self.widths = [int(area * share / total) for share, _ in shares]
        self.widths[-1] += area - sum(self.widths)
        self.jc = [jc for _, jc in shares]
        self.half = round(float(options.get("size", "12")) * 2)
        self.height = round(float(options.get("row", "8")) * 56.69)
        self.bordered = options.get("border") != "none"


def _cell(columns: _Columns, row: Block, index: int, below: tuple[str, ...] | None) -> str:
    """One cell; `below` are the cells of the next row, to see whether a merge starts here."""
    cells = row.cells
    text = cells[index]
    span = 1
    while index + span < len(cells) and cells[index + span] == "<":
        span += 1
    width = sum(columns.widths[index : index + span])
    joined = text == "^"
    starts = not joined and below is not None and below[index] == "^"
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if span > 1:
        properties += f'<w:gridSpan w:val="{span}"/>'
    if joined or starts:
        properties += f'<w:vMerge w:val="{"continue" if joined else "restart"}"/>'
    properties += '<w:vAlign w:val="center"/>'
    style = f"Cell{columns.half}{columns.jc[index]}"
    if row.name == "head":
        style = f"Head{columns.half}"
    shown = "" if joined else text
    if shown.startswith("*"):
        style, shown = f"Head{columns.half}", shown[1:]
    elif shown.startswith("~"):
        style, shown = f"Cell{columns.half}l", shown[1:]
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{styled(style, shown)}</w:tc>"


def table(block: Block, area: int) -> str:
    """表格: one @table block, its rows and statements, as a w:tbl."""
    columns = _Columns(block, area)
    rows: list[str] = []
    real = [row for row in block.rows if row.name != "statement"]
    for row in block.rows:
        if row.name == "statement":
            rows.append(_statement_row(row, area, len(columns.widths)))
            continue
        if len(row.cells) != len(columns.widths):
            raise FormError(
                f"模板第{row.line}行有{len(row.cells)}格，表格有{len(columns.widths)}栏，"
                "请补齐或写“<”“^”合并。"
            )
        after = real[real.index(row) + 1 :]
        below = after[0].cells if after else None
        head = "<w:tblHeader/>" if row.name == "head" else ""
        cells = "".join(
            _cell(columns, row, i, below) for i, text in enumerate(row.cells) if text != "<"
        )
        rows.append(
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{columns.height}"'
            f' w:hRule="atLeast"/>{head}</w:trPr>{cells}</w:tr>'
        )
    properties = (
        f'<w:tblW w:w="{area}" w:type="dxa"/><w:jc w:val="center"/>'
        + _borders(4 if columns.bordered else 0)
        + '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="57" w:type="dxa"/>'
        '<w:left w:w="57" w:type="dxa"/><w:bottom w:w="57" w:type="dxa"/>'
        '<w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
    )
    return _table(properties, columns.widths, "".join(rows))


def imprint(block: Block, left: int, area: int) -> str:
    """版记: a table floating at the foot of the type area (7.4), that of a letter without rules
    (10.1); wants a paragraph after it."""
    rows: list[str] = []
    for row in block.rows:
        if row.name == "statement":
            rows.append(_statement_row(row, area, 1))
            continue
        if row.name == "print":
            content = run(row.cells[0]) + "<w:r><w:tab/></w:r>" + run(row.cells[-1])
            cell = f'<w:p><w:pPr><w:pStyle w:val="ImprintPrint"/></w:pPr>{content}</w:p>'
        else:
            cell = styled("ImprintCopy", row.text)
        rows.append(
            f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{area}" '
            f'w:type="dxa"/></w:tcPr>{cell}</w:tc></w:tr>'
        )
    sides = (
        ""
        if block.text == LETTER
        else (
            '<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
            '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
            '<w:insideH w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tblBorders>'
        )
    )
    properties = (
        f'<w:tblpPr w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="{left}" '
        f'w:tblpYSpec="bottom"/><w:tblW w:w="{area}" w:type="dxa"/>{sides}'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    )
    return _table(properties, [area], "".join(rows))
