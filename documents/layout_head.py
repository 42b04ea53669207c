"""版头: marks, numbers, 签发人 and joint issuers of the markup as WordprocessingML text."""

from __future__ import annotations

from documents.layout_text import TAB, blank, run, statement, styled, value

# 发文机关标志 by its length: size in points, widest number of characters on one line
_MARKS = ((42, 10), (32, 13), (26, 17))
# 联合标志: width of the cell of 文件
_WORD = 1300
_ABOVE = "[copy_number, secrecy, urgency]"


def sized(expression: str, style: str) -> str:
    """标志: as large as fits on one line; the longest names take two lines."""
    parts = []
    word = "if"
    for size, widest in _MARKS:
        parts.append(statement(f"{word} ({expression})|length <= {widest}"))
        parts.append(styled(f"{style}{size}", "{{ " + expression + " }}"))
        word = "elif"
    parts.append(statement("else"))
    parts.append(styled(f"{style}22", "{{ (" + expression + ")|title_lines(20) }}"))
    parts.append(statement("endif"))
    return "".join(parts)


def above() -> str:
    """份号、密级、紧急程度: one per line in this order (7.2.1-7.2.3), left out when not given."""
    parts = []
    for name, text in (
        ("copy_number", "{{ copy_number }}"),
        ("secrecy", "[[black:{{ secrecy }}]]"),
        ("urgency", "[[black:{{ urgency }}]]"),
    ):
        parts += [statement(f"if {name}"), styled("Flush", text), statement("endif")]
    return "".join(parts)


def _space(millimetres: int = 35) -> str:
    height = value(f"{_ABOVE}|mark_space({millimetres})")
    return styled(
        "MarkSpace",
        "",
        f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>',
    )


def _joint(expression: str) -> str:
    """联合发文标志 (7.2.4): the lead issuer first, 文件 to the right of all, centred on them; the
    names are spread to the width of the longest."""
    issuers = f"([{expression}] + co_issuers)"
    width, whole = value(f"{issuers}|joint_width"), value(f"{issuers}|joint_width + {_WORD}")
    cell = '<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>{}<w:vAlign w:val="center"/></w:tcPr>{}'
    merge = '<w:vMerge w:val="{% if loop.first %}restart{% else %}continue{% endif %}"/>'
    name = styled("MarkJoint" + value(f"{issuers}|joint_size"), "{{ one }}")
    word = styled("MarkWord", "{% if loop.first %}文件{% endif %}")
    row = (
        '<w:tr><w:trPr><w:cantSplit/><w:jc w:val="center"/></w:trPr>'
        + cell.format(width, "", name)
        + "</w:tc>"
        + cell.format(_WORD, merge, word)
        + "</w:tc></w:tr>"
    )

    def turn(words: str) -> str:
        inner = styled("Spacer", "{%tr " + words + " %}")
        return (
            f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{whole}" w:type="dxa"/><w:gridSpan w:val="2"/>'
            f"</w:tcPr>{inner}</w:tc></w:tr>"
        )

    loop = turn(f"for one in {issuers}") + row + turn("endfor")
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{whole}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/>'
        f'<w:gridCol w:w="{_WORD}"/></w:tblGrid>{loop}</w:tbl>'
    )


def mark(expression: str) -> str:
    """发文机关标志: issuer and 文件 in red; several issuers stand under one another."""
    return (
        above()
        + _space()
        + statement("if co_issuers")
        + _joint(expression)
        + statement("else")
        + sized(f"{expression} ~ '文件'", "Mark")
        + statement("endif")
    )


def order(expression: str) -> str:
    """命令标志 (10.2): issuer and 命令 or 令 in red, 20 mm below the top of the type area."""
    return above() + _space(20) + sized(expression, "Mark")


def order_number(text: str) -> str:
    """令号 (10.2): centred, two blank lines above and below, no rule."""
    return blank(2) + styled("OrderNumber", text) + blank(2)


def minutes(expression: str) -> str:
    """纪要标志 (10.3): name and 纪要 in red, 35 mm below the top of the type area."""
    return above() + _space() + sized(expression, "Mark")


def number(text: str, signers: str | None) -> str:
    """发文字号: centred over the red rule; in a 上行文 on the left, 签发人 on the right."""
    if signers is None:
        return blank(2) + styled("Number", text) + blank(2)
    names = "{% if loop.first %}签发人：{% endif %}[[kai:{{ row }}]]"
    left = "{% if loop.last %}" + text + "{% endif %}"
    paragraph = '<w:p><w:pPr><w:pStyle w:val="{}"/>{}</w:pPr>{}</w:p>'
    # several rows of signers stand one line apart, the number's own line is lower than that
    before = value("0 if loop.length == 1 else 239")
    close = f'<w:spacing w:before="{before}" w:after="0" w:line="340" w:lineRule="exact"/>'
    content = TAB + run(left) + TAB + run(names)
    return (
        blank(2)
        + statement(f"for row in {signers}|signer_rows")
        + statement("if loop.last")
        + paragraph.format("NumberUp", close, content)
        + statement("else")
        + paragraph.format("SignerRow", "", content)
        + statement("endif")
        + statement("endfor")
        + blank(2)
    )
