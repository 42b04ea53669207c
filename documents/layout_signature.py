"""署名: sealed, unsealed and stamped signatures (7.3.5) and those of a joint issue."""

from __future__ import annotations

import re

from documents.errors import FormError
from documents.layout_text import statement, styled, value
from documents.markup import Block, split_cells

_EXPRESSION = re.compile(r"^\{\{\s*(.*?)\s*\}\}$")
# 印章间距: 46 mm, as a county's round seal is 42 mm wide
_SEAL_PITCH = 2600
_DATE_IN = '<w:ind w:left="0" w:right="1280"/><w:jc w:val="right"/>'


def _expression(text: str, line: int) -> str:
    found = _EXPRESSION.match(text)
    if not found or '"' in found[1]:
        raise FormError(f"模板第{line}行的署名应写成“{{{{ 事实 }}}} | {{{{ 日期 }}}}”。")
    return found[1]


def _left(expression: str) -> str:
    return f'<w:ind w:left="{value(expression)}" w:right="0"/>'


def _sealed(who: str, date: str, blanks: int) -> str:
    """加盖印章: date ending 4 characters in, issuer centred on it; room for the seal above."""
    return (
        styled("SignSpace", "") * blanks
        + styled("Sign", "{{ " + who + " }}", _left(f"{date}|sealed_left"))
        + styled("SignDate", "{{ " + date + " }}", _DATE_IN)
    )


def _unsealed(who: str, date: str) -> str:
    """不加盖印章: issuer ending 2 characters in, date starting 2 characters after its start; the
    other issuers of a joint issue stand under the first one."""
    left = f"([{who}] + co_issuers)|unsealed_left({date})"
    plain = '<w:jc w:val="left"/>'
    return (
        styled("SignSpace", "")
        + statement(f"for one in [{who}] + co_issuers")
        + styled("Sign", "{{ one }}", _left(left) + plain)
        + statement("endfor")
        + styled("SignDate", "{{ " + date + " }}", _left(f"({left}) + 640") + plain)
    )


def _stamped(date: str) -> str:
    """加盖签发人签名章: post 2 characters left of a stamp that ends 4 characters in; the posts of
    a joint issue stand under one another, one a row."""
    room = '<w:ind w:left="0" w:right="3200"/><w:jc w:val="right"/>'
    posts = "[signer_post] + co_signer_posts"
    return (
        statement(f"for post in ({posts})|one_for_each([issuer] + co_issuers)")
        + styled("SignSpace", "") * 2
        + styled("Sign", "{{ post or '【待填：签发人职务】' }}", room)
        + statement("endfor")
        + styled("SignSpace", "")
        + styled("SignDate", "{{ " + date + " }}", _DATE_IN)
    )


def _joint(who: str, date: str) -> str:
    """联合行文署名: issuers in rows of two, far enough apart for their seals not to touch, the
    last one over the date."""
    cell = '<w:tc><w:tcPr><w:tcW w:w="4422" w:type="dxa"/></w:tcPr>{}</w:tc>'
    centred = '<w:ind w:left="0" w:right="{}"/>'
    left = cell.format(styled("Sign", "{{ pair[0]|title_lines(13) }}", centred.format(0)))
    right = cell.format(styled("Sign", "{{ pair[1]|title_lines(13) }}", centred.format(0)))
    last = cell.format(styled("Sign", "", centred.format(0))) + cell.format(
        styled("SignDate", "{{ " + date + " }}", centred.format(0) + '<w:jc w:val="center"/>')
    )

    def turn(words: str) -> str:
        inner = styled("Spacer", "{%tr " + words + " %}")
        return (
            '<w:tr><w:tc><w:tcPr><w:tcW w:w="8844" w:type="dxa"/><w:gridSpan w:val="2"/></w:tcPr>'
            f"{inner}</w:tc></w:tr>"
        )

    row = '<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{}" w:hRule="atLeast"/></w:trPr>{}</w:tr>'
    apart = value(f"0 if loop.last else {_SEAL_PITCH}")
    rows = (
        turn(f"for pair in ([{who}] + co_issuers)|in_rows")
        + row.format(apart, left + right)
        + turn("endfor")
        + row.format(0, last)
    )
    return (
        styled("SignSpace", "")
        * 2
        + '<w:tbl><w:tblPr><w:tblW w:w="8844" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        '</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="4422"/><w:gridCol w:w="4422"/>'
        f"</w:tblGrid>{rows}</w:tbl>" + styled("Spacer", "")
    )


def signature(block: Block, one_page: bool) -> str:
    """署名: the variant that the facts choose; a joint issue has one signature per issuer."""
    who, date = (_expression(cell, block.line) for cell in split_cells(block.text))
    return (
        statement("if seal == 'unsealed'")
        + _unsealed(who, date)
        + statement("elif seal == 'stamped'")
        + _stamped(date)
        + statement("elif co_issuers")
        + _joint(who.partition("|")[0], date)
        + statement("else")
        + _sealed(who, date, 1 if one_page else 2)
        + statement("endif")
    )
