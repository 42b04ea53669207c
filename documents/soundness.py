"""完好检查: what Word or WPS would repair, ignore or refuse in a produced .docx.

Only what all word processors honour is allowed: elements of the main namespace that ISO/IEC 29500
knows at their place, numbers where numbers belong, relationships and content types that lead
somewhere, fields that end, tables whose rows fill their columns.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from documents.schema import misordered

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_CHILDREN = {
    "body": "p tbl sectPr",
    "hdr": "p tbl",
    "ftr": "p tbl",
    "tc": "tcPr p tbl",
    "p": "pPr r",
    "r": "rPr t br tab fldChar instrText",
    "tabs": "tab",
    "tblGrid": "gridCol",
    "trPr": "cantSplit trHeight tblHeader jc",
}
_ALLOWED = {name: set(children.split()) for name, children in _CHILDREN.items()}
_NUMBERS = re.compile(r"^-?\d+$")
_NUMERIC = {
    "spacing": "before after line val",
    "ind": "left right firstLine hanging firstLineChars",
    "sz": "val",
    "szCs": "val",
    "tcW": "w",
    "tblW": "w",
    "gridCol": "w",
    "gridSpan": "val",
    "trHeight": "val",
    "pgSz": "w h",
    "pgMar": "top right bottom left header footer gutter",
    "tab": "pos",
}
_NUMERIC_PAIRS = {
    f"{_W}{name}": [f"{_W}{key}" for key in keys.split()] for name, keys in _NUMERIC.items()
}


def unsound(docx: bytes) -> tuple[str, ...]:
    """不完好之处: what a word processor would stumble over; empty when there is nothing."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    found = [*misordered(docx), *_packaged(parts)]
    for name, content in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            found += (f"{name}: {fault}" for fault in _faults(etree.fromstring(content, _PARSER)))
    return tuple(dict.fromkeys(found))


def _packaged(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Content types and relationships."""
    types = etree.fromstring(parts["[Content_Types].xml"], _PARSER)
    defaults = {each.get("Extension") for each in types.iter(f"{_TYPES}Default")}
    overrides = {each.get("PartName") for each in types.iter(f"{_TYPES}Override")}
    for name in parts:
        known = f"/{name}" in overrides or name.rsplit(".", 1)[-1] in defaults
        if not known and name != "[Content_Types].xml":
            yield f"{name} 没有内容类型"
    for missing in overrides - {f"/{name}" for name in parts}:
        yield f"{missing} 有内容类型而没有部件"
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"], _PARSER)
    targets = {each.get("Id"): each.get("Target") for each in relations}
    for target in targets.values():
        if f"word/{target}" not in parts:
            yield f"关系指向不存在的部件 {target}"
    for element in etree.fromstring(parts["word/document.xml"], _PARSER).iter():
        used = element.get(f"{_R}id")
        if used is not None and used not in targets:
            yield f"没有关系 {used}"


def _faults(root: etree._Element) -> Iterator[str]:
    """What is wrong within one part."""
    for element in root.iter():
        if not isinstance(element.tag, str) or not element.tag.startswith(_W):
            yield f"不认识的元素 {element.tag}"
            continue
        name = element.tag.removeprefix(_W)
        allowed = _ALLOWED.get(name)
        for child in element:
            inner = str(child.tag).removeprefix(_W)
            if allowed is not None and inner not in allowed:
                yield f"{name} 中不应有 {inner}"
        for key in element.attrib:
            if "rsid" in str(key):
                yield f"{name} 带有 {key}"
        for key in _NUMERIC_PAIRS.get(element.tag, ()):
            if not _NUMBERS.match(element.get(key, "0")):
                yield f"{name} 的 {key.removeprefix(_W)} 不是整数：{element.get(key)}"
        if name in ("tc", "hdr", "ftr") and (not len(element) or element[-1].tag != f"{_W}p"):
            yield f"{name} 应以段落结尾"
    yield from _fields(root)
    for table in root.iter(f"{_W}tbl"):
        yield from _filled(table)
    body = root.find(f"{_W}body")
    if body is not None:
        tags = [str(child.tag).removeprefix(_W) for child in body]
        if tags[-1:] != ["sectPr"] or tags[-2:-1] != ["p"]:
            yield "正文应以段落和分节属性结尾"


def _fields(root: etree._Element) -> Iterator[str]:
    """域: begin, separate and end in turn, within one paragraph."""
    for paragraph in root.iter(f"{_W}p"):
        marks = [mark.get(f"{_W}fldCharType") for mark in paragraph.iter(f"{_W}fldChar")]
        if marks != ["begin", "separate", "end"] * (len(marks) // 3):
            yield "域没有成对"


def _filled(table: etree._Element) -> Iterator[str]:
    """表格: every row fills the grid, every joined cell has one to join."""
    columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
    open_: set[int] = set()
    rows = table.findall(f"{_W}tr")
    if not rows:
        yield "表格没有行"
    for row in rows:
        place, merged = 0, set()
        for cell in row.findall(f"{_W}tc"):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None:
                if merge.get(f"{_W}val") == "continue" and place not in open_:
                    yield "纵向合并没有起点"
                merged.add(place)
            place += int(span.get(f"{_W}val", "1")) if span is not None else 1
        if place != columns:
            yield f"表格一行有{place}栏，应为{columns}栏"
        open_ = merged
