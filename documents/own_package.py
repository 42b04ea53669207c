"""单位模板文件: an office's .docx opened with distrust: its size, its shape and what it brings.

Every refusal is one Chinese sentence with the remedy. Nothing is read before its declared size is
known, and nothing but text, pictures and typefaces may be inside.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from lxml import etree

from documents.errors import FormError

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_TEXT = 4 * 1024 * 1024
MOST_PICTURE = 2 * 1024 * 1024
MOST_PARTS = 400
RENDERED = re.compile(r"^word/(document|header|footer)\d*\.xml$")
_TEXT_PARTS = re.compile(r"^word/(footnotes|endnotes|comments)\.xml$")
_NOTES = {"footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}
_XML = (".xml", ".rels")
_PLAIN = (
    *_XML, ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".odttf",
)  # fmt: skip
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']\s*External", re.I)
_FIELD = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|RD|DATABASE|MACROBUTTON)\b",
    re.I,
)
_ENTITY = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_DOCX = "“Word 文档（.docx）”"
_BROKEN = "模板文件的内部结构不正常，请在 Word 或 WPS 中打开后另存再试。"


def opened(content: bytes) -> dict[str, bytes]:
    """打开模板: the parts of a harmless .docx by name; FormError for anything else."""
    _sized(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _shaped(package.infolist())
            parts = {item.filename: package.read(item) for item in package.infolist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
        raise FormError(
            f"这不是 .docx 文件或者已经损坏，请在 Word 或 WPS 中另存为{_DOCX}。"
        ) from None
    except (NotImplementedError, RuntimeError, ValueError):
        raise FormError(f"模板文件加了密码或者压缩方式不对，请去掉密码，另存为{_DOCX}。") from None
    for name, part in parts.items():
        _harmless(name, part)
    return parts


def _sized(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise FormError(
            f"模板文件有{len(content) // 1048576}MB，超过{MOST_BYTES // 1048576}MB，"
            "请删去图片后另存。"
        )
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise FormError(
            f"这是旧版 .doc 文件或者加了密码的文件，请去掉密码，另存为{_DOCX}后再发来。"
        )


def _shaped(listed: list[zipfile.ZipInfo]) -> None:
    """What the package says of itself, before anything is unpacked."""
    names = {item.filename for item in listed}
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        raise FormError(f"文件里没有 Word 正文，请在 Word 或 WPS 中另存为{_DOCX}。")
    if len(listed) > MOST_PARTS or len(listed) != len(names):
        raise FormError(_BROKEN)
    if sum(item.file_size for item in listed) > MOST_UNPACKED:
        raise FormError("模板解开后过大，请删去图片和嵌入对象后另存。")
    for item in listed:
        _allowed(item)


def _allowed(item: zipfile.ZipInfo) -> None:
    lower = item.filename.lower()
    last = item.filename.rsplit("/", 1)[-1]
    if lower.startswith("word/embeddings/") or "activex" in lower:
        raise FormError("模板带有嵌入对象，请删去后另存。")
    if "vbaproject" in lower or "vbadata" in lower:
        raise FormError(f"模板带有宏，请另存为不带宏的{_DOCX}后再发来。")
    if lower.startswith("word/media/") and item.file_size > MOST_PICTURE:
        raise FormError(
            f"模板里的图片“{last}”过大（超过{MOST_PICTURE // 1048576}MB），请压缩或者删去。"
        )
    if not lower.endswith((*_PLAIN, "/")):
        raise FormError(f"模板里带有不认识的内容“{last}”，请删去后另存。")
    if RENDERED.match(item.filename) and item.file_size > MOST_TEXT:
        raise FormError(
            f"模板的文字部分超过{MOST_TEXT // 1048576}MB，不像一份文书，请另用给出的模板修改。"
        )


def _harmless(name: str, content: bytes) -> None:
    """No entities, no way out to other files, no tags where nothing fills them in."""
    lower = name.lower()
    if not lower.endswith(_XML):
        return
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FormError(_BROKEN) from None
    if _ENTITY.search(content) or "\0" in text:
        raise FormError("模板的内部结构不正常（含实体声明），请在 Word 或 WPS 中打开后另存再试。")
    if lower.endswith(".rels") and _EXTERNAL.search(content):
        raise FormError("模板带有外部链接或者链接的图片，请取消链接后另存。")
    if lower == "[content_types].xml" and b"macroenabled" in content.lower():
        raise FormError(f"模板带有宏，请另存为不带宏的{_DOCX}后再发来。")
    notes = _TEXT_PARTS.match(name)
    if notes and ("{{" in text or "{%" in text):
        raise FormError(f"{_NOTES[notes[1]]}里的标签不会填写，请移到正文。")
    if RENDERED.match(name):
        _fields(content)


def _fields(content: bytes) -> None:
    """域: none that reads another file or runs something."""
    try:
        root = etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError:
        raise FormError(_BROKEN) from None
    told = "".join(node.text or "" for node in root.iter(f"{_W}instrText"))
    told += " ".join(node.get(f"{_W}instr") or "" for node in root.iter(f"{_W}fldSimple"))
    found = _FIELD.search(told)
    if found:
        raise FormError(f"模板带有会读取其他文件的域“{found[1].upper()}”，请删去后另存。")
