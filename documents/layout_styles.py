"""公文样式: fonts, paragraph styles and pages of GB/T 9704-2012, in twips and half-points.

Numbers follow the standard's clauses as measured: type area 156 x 225 mm, 22 lines of 579 twips,
28 characters of 16 pt drawn together by 0.25 pt, page number 7 mm under the type area.
"""

from __future__ import annotations

from dataclasses import dataclass

from documents.indents import JOINT_MARKS
from documents.typefaces import Typefaces

LINE = 579
CHARACTER = 320
RED = "FF0000"


@dataclass(frozen=True, slots=True)
class Page:
    """版面: paper and margins in twips."""

    width: int = 11906
    height: int = 16838
    top: int = 2098
    bottom: int = 1984
    left: int = 1588
    right: int = 1474
    footer: int = 1429

    @property
    def area(self) -> int:
        """版心宽: width of the type area."""
        return self.width - self.left - self.right


PORTRAIT = Page()
LANDSCAPE = Page(16838, 11906, 1588, 1474, 1984, 2098, 919)
ONE_PAGE = Page(top=1417, bottom=1304, right=1134, footer=749)


def paragraph(
    *,
    keep: bool = False,
    page_break: bool = False,
    border: str = "",
    tabs: str = "",
    words: bool = True,
    grid: bool = True,
    before: int = 0,
    after: int = 0,
    line: int = LINE,
    rule: str = "exact",
    left: int = 0,
    right: int = 0,
    first: int = 0,
    hanging: int = 0,
    jc: str = "both",
) -> str:
    """段落属性: a pPr in the order the OOXML schema asks for."""
    indent = f'w:left="{left}" w:right="{right}"'
    if first:
        indent += f' w:firstLineChars="{first * 100 // CHARACTER}" w:firstLine="{first}"'
    if hanging:
        indent += f' w:hanging="{hanging}"'
    parts = [
        "<w:keepNext/>" if keep else "",
        "<w:pageBreakBefore/>" if page_break else "",
        '<w:widowControl w:val="0"/>',
        f"<w:pBdr>{border}</w:pBdr>" if border else "",
        f"<w:tabs>{tabs}</w:tabs>" if tabs else "",
        "" if words else '<w:wordWrap w:val="0"/>',
        '<w:overflowPunct w:val="0"/>',
        "" if grid else '<w:snapToGrid w:val="0"/>',
        f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>',
        f"<w:ind {indent}/>",
        f'<w:jc w:val="{jc}"/>',
    ]
    return f"<w:pPr>{''.join(parts)}</w:pPr>"


def characters(
    font: str, size: int, *, colour: str = "", spacing: int = 0, bold: bool = False
) -> str:
    """字符属性: an rPr with all three font slots set and no theme font."""
    return (
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        + ("<w:b/><w:bCs/>" if bold else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + (f'<w:spacing w:val="{spacing}"/>' if spacing else "")
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


# 信函下线: written in the paragraph itself, as LibreOffice takes no frame from a style
LETTER_FOOT = (
    '<w:pPr><w:pStyle w:val="Spacer"/><w:framePr w:w="9638" w:h="40" w:hRule="exact" '
    'w:wrap="around" w:vAnchor="page" '
    'w:hAnchor="page" w:x="1134" w:y="15704"/><w:pBdr><w:top w:val="thinThickSmallGap" '
    f'w:sz="18" w:space="0" w:color="{RED}"/></w:pBdr><w:snapToGrid w:val="0"/>'
    '<w:spacing w:before="0" w:after="0" w:line="40" w:lineRule="exact"/></w:pPr>'
)


def _cell(size: int, jc: str) -> str:
    return paragraph(words=False, grid=False, line=size * 12, rule="exact", jc=jc)


# 上行文: 发文字号 one character in, 签发人 ending one character in (7.2.5, 7.2.6)
_SIGNER_TABS = '<w:tab w:val="left" w:pos="320"/><w:tab w:val="right" w:pos="8524"/>'


def styles(faces: Typefaces, area: int) -> list[tuple[str, str, str]]:
    """样式表: (id, Chinese name, pPr + rPr) of every paragraph style."""
    text = characters(faces.text, 32, spacing=-5)
    rule = f'<w:bottom w:val="single" w:sz="10" w:space="10" w:color="{RED}"/>'
    indented = paragraph(first=640, words=False)
    number = characters(faces.number, 28)
    rows: list[tuple[str, str, str]] = [
        ("Body", "公文正文", indented + text),
        ("BodyKeep", "公文末段", paragraph(first=640, words=False, keep=True) + text),
        ("Flush", "公文顶格", paragraph(jc="left", words=False) + text),
        ("Right", "公文右列", paragraph(jc="right") + text),
        ("H1", "公文一级标题", paragraph(first=640, keep=True) + characters(faces.black, 32)),
        ("H2", "公文二级标题", paragraph(first=640, keep=True) + characters(faces.kai, 32)),
        ("H3", "公文三级标题", indented + text),
        ("H4", "公文四级标题", indented + text),
        ("Spacer", "公文间隔", paragraph(grid=False, line=20) + characters(faces.text, 2)),
        ("Gap", "公文半行", paragraph(grid=False, line=160) + characters(faces.text, 8)),
        ("MarkSpace", "标志上空", paragraph(grid=False, line=1890) + characters(faces.text, 32)),
        ("Number", "发文字号", paragraph(line=340, border=rule, grid=False, jc="center") + text),
        (
            "Title",
            "公文标题",
            paragraph(line=720, grid=False, jc="center")
            + characters(faces.title, 44, bold=faces.title_bold),
        ),
        ("Subtitle", "公文副题", paragraph(line=480, after=100, grid=False, jc="center") + text),
        (
            "Caption",
            "公文表题",
            paragraph(line=480, keep=True, grid=False, jc="center") + characters(faces.text, 28),
        ),
        ("Annexes", "附件说明", paragraph(keep=True, left=1920, hanging=1280, jc="left") + text),
        (
            "AnnexesOne",
            "附件说明单",
            paragraph(keep=True, left=1600, hanging=960, jc="left") + text,
        ),
        (
            "AnnexesNext",
            "附件说明续",
            paragraph(keep=True, left=1920, hanging=320, jc="left") + text,
        ),
        ("Annex", "附件标记", paragraph(page_break=True, jc="left") + characters(faces.black, 32)),
        ("Sign", "署名", paragraph(keep=True, left=4204, jc="center") + text),
        ("SignDate", "成文日期", paragraph(left=4204, jc="center") + text),
        ("Note", "附注", paragraph(first=640, jc="left") + text),
        ("Attend", "出席人员", paragraph(left=1920, hanging=1280, jc="left") + text),
        (
            "NumberUp",
            "上行字号",
            paragraph(line=340, border=rule, grid=False, tabs=_SIGNER_TABS, jc="left") + text,
        ),
        ("SignerRow", "签发人行", paragraph(tabs=_SIGNER_TABS, jc="left") + text),
        ("OrderNumber", "令号", paragraph(jc="center") + text),
        (
            "MarkWord",
            "联合标志文件",
            paragraph(line=700, grid=False, jc="right")
            + characters(faces.title, 52, colour=RED, bold=faces.title_bold),
        ),
        ("PageTurned", "横排页码", paragraph(grid=False, line=280, jc="right") + number),
        ("SignSpace", "署名上空", paragraph(keep=True) + text),
        (
            "Small",
            "说明文字",
            paragraph(grid=False, line=300, words=False, jc="left") + characters(faces.text, 21),
        ),
        (
            "ImprintCopy",
            "版记抄送",
            paragraph(grid=False, line=480, left=1120, hanging=840, right=280, jc="left")
            + characters(faces.text, 28),
        ),
        (
            "ImprintPrint",
            "版记印发",
            paragraph(
                grid=False,
                line=480,
                left=280,
                right=280,
                jc="left",
                tabs='<w:tab w:val="right" w:pos="8564"/>',
            )
            + characters(faces.text, 28),
        ),
        ("Footer", "页码", _footer(area) + number),
    ]
    for size in (42, 32, 26, 22):
        rows.append(
            (
                f"Mark{size}",
                f"发文机关标志{size}",
                paragraph(line=size * 26, grid=False, jc="center")
                + characters(faces.title, size * 2, colour=RED, bold=faces.title_bold),
            )
        )
        letter = f'<w:bottom w:val="thickThinSmallGap" w:sz="18" w:space="8" w:color="{RED}"/>'
        rows.append(
            (
                f"Letter{size}",
                f"信函标志{size}",
                paragraph(
                    line=size * 26,
                    border=letter,
                    left=-454,
                    right=-340,
                    after=142,
                    grid=False,
                    jc="center",
                )
                + characters(faces.title, size * 2, colour=RED, bold=faces.title_bold),
            )
        )
    for size, *_ in JOINT_MARKS:
        rows.append(
            (
                f"MarkJoint{size}",
                f"联合标志{size}",
                paragraph(line=size * 27, grid=False, jc="distribute")
                + characters(faces.title, size * 2, colour=RED, bold=faces.title_bold),
            )
        )
    for half in (18, 20, 21, 24, 28):
        for jc in ("center", "left"):
            rows.append(
                (
                    f"Cell{half}{jc[0]}",
                    f"表格{half}{jc[0]}",
                    _cell(half, jc) + characters(faces.text, half),
                )
            )
        rows.append(
            (f"Head{half}", f"表头{half}", _cell(half, "center") + characters(faces.black, half))
        )
    return rows


def _footer(area: int) -> str:
    tab = f'<w:tab w:val="right" w:pos="{area - 280}"/>'
    return paragraph(grid=False, line=280, left=280, tabs=tab, jc="left")


def _faced(key: str, name: str, font: str) -> str:
    """A character style that changes the typeface only."""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        "</w:rPr></w:style>"
    )


def styles_text(faces: Typefaces, area: int, names: str) -> str:
    """样式部件: the whole w:styles element; `names` declares its namespaces."""
    base = characters(faces.text, 32)
    defaults = base.replace("</w:rPr>", '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>')
    body = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/>{rest}</w:style>'
        for key, name, rest in styles(faces, area)
    )
    return (
        f"<w:styles {names}><w:docDefaults><w:rPrDefault>{defaults}</w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"</w:style>{_faced('Kai', '楷体字', faces.kai)}{_faced('Black', '黑体字', faces.black)}"
        f"{_faced('Text', '正文字', faces.text)}"
        f"{body}</w:styles>"
    )
