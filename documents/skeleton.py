"""骨架: the package that python-docx opens for a new layout: our styles, settings and fonts only.

python-docx's own default template brings a theme, a thumbnail and 160 styles that we would throw
away again.
"""

from __future__ import annotations

from documents.layout_styles import styles_text
from documents.package import Package
from documents.typefaces import Typefaces

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = f'xmlns:w="{_MAIN}" xmlns:r="{_RELATION}"'
_PARTS = {"styles": "styles", "settings": "settings", "fontTable": "fontTable"}


def _types() -> str:
    parts = {"document": "document.main", **_PARTS}
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
            for name, kind in parts.items()
        )
        + "</Types>"
    )


def _relations(targets: dict[str, str]) -> str:
    return (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{_RELATION}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets.items(), 1)
        )
        + "</Relationships>"
    )


def _settings() -> str:
    """Only what the layout needs; the layout of Word 2013 and later, odd and even pages apart."""
    return (
        f"{_XML}<w:settings {_NAMES}><w:evenAndOddHeaders/>"
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _fonts(faces: Typefaces) -> str:
    """字体表: what to take where an office lacks a typeface (w:altName)."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in faces.substitutes()
    )
    return f"{_XML}<w:fonts {_NAMES}>{fonts}</w:fonts>"


def skeleton(faces: Typefaces, area: int) -> bytes:
    """骨架: a .docx without text, its styles for a type area of `area` twips."""
    section = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar/><w:cols w:space="720"/></w:sectPr>'
    )
    texts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relations({k: f"{k}.xml" for k in _PARTS}),
        "word/document.xml": f"{_XML}<w:document {_NAMES}><w:body>{section}</w:body></w:document>",
        "word/styles.xml": _XML + styles_text(faces, area, _NAMES),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _fonts(faces),
    }
    return Package({name: text.encode() for name, text in texts.items()}).splice({})
