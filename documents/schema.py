"""次序检查: the sequence of children that the OOXML schema (ISO/IEC 29500-1) asks for.

Word repairs or refuses a file whose properties stand in another order; LibreOffice does not mind,
so only this check tells.
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_ORDERS = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers"
        " pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE"
        " autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents"
        " suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle"
        " rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"
        " noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u"
        " effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders"
        " lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter"
        " docGrid printerSettings"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
        " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText"
        " vAlign hideMark"
    ),
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "pBdr": "top left bottom right between bar",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed"
        " qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr"
        " tblStylePr"
    ),
    "font": "altName panose1 charset family notTrueType pitch sig",
    "settings": (
        "zoom embedTrueTypeFonts mirrorMargins evenAndOddHeaders defaultTabStop"
        " characterSpacingControl footnotePr endnotePr compat docVars rsids themeFontLang"
        " clrSchemeMapping shapeDefaults decimalSymbol listSeparator"
    ),
}
# 页眉页脚引用 may stand in any order among themselves
_ALIKE = {"footerReference": "headerReference"}
_RANKS = {
    name: {child: rank for rank, child in enumerate(order.split())}
    for name, order in _ORDERS.items()
}


def _checked(root: etree._Element, part: str) -> list[str]:
    found = []
    for name, ranks in _RANKS.items():
        for element in root.iter(f"{_W}{name}"):
            children = [
                child.tag.removeprefix(_W) for child in element if isinstance(child.tag, str)
            ]
            unknown = [child for child in children if child not in ranks]
            if unknown:
                found.append(f"{part}: {name} 中没有 {unknown[0]} 的位置")
                continue
            placed = [ranks[_ALIKE.get(child, child)] for child in children]
            if placed != sorted(placed):
                found.append(f"{part}: {name} 的次序为 {' '.join(children)}")
    return found


def misordered(docx: bytes) -> tuple[str, ...]:
    """次序问题: what stands in the wrong order in any part of a .docx; empty when all is well."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for part in package.namelist():
            if part.startswith("word/") and part.endswith(".xml"):
                found += _checked(etree.fromstring(package.read(part), _PARSER), part)
    return tuple(dict.fromkeys(found))
