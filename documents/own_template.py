"""单位自备模板: an office's own .docx, checked before it is used; every refusal is Chinese.

A template may print facts, test them and repeat over them; it may not compute, call or include
anything, so that it always ends. The built-in template stays in force until one passes.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateSyntaxError, nodes

from documents.compile import INTERNAL, Compiled
from documents.errors import FormError, nearest
from documents.fields import Entry, Field, entry, form_keys
from documents.indents import FILTERS
from documents.render import template_file

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_PICTURE = 2 * 1024 * 1024
MOST_PARTS = 400
MOST_DEPTH = 3
_PART = re.compile(r"^word/(document|header\d*|footer\d*)\.xml$")
_PLACES = {"document": "正文", "header": "页眉", "footer": "页脚"}
_ALLOWED = (
    nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.For,
    nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.Const, nodes.Filter, nodes.Concat, nodes.Slice, nodes.List, nodes.Tuple, nodes.Test,
    nodes.Add, nodes.Keyword, nodes.Template,
)  # fmt: skip
_FILTERS = frozenset(FILTERS) | {
    *("join", "map", "length", "count", "first", "last", "default", "d", "string", "replace"),
    *("upper", "lower", "trim", "title_lines", "cn"),
}
_WORDS = {
    nodes.Call: "调用",
    nodes.Mul: "乘法",
    nodes.Pow: "乘方",
    nodes.Div: "除法",
    nodes.Assign: "赋值",
    nodes.Macro: "宏",
    nodes.Include: "引用",
    nodes.Import: "引用",
}
_TAG = re.compile(r"\{[%{].*?[%}]\}", re.S)
_ENDS = {"for": "endfor", "if": "endif"}


@dataclass(frozen=True, slots=True)
class Checked:
    """检查结果: a template fit for use, the mandatory facts it leaves out, and its parts."""

    compiled: Compiled
    unused: tuple[str, ...]


def _package(content: bytes) -> zipfile.ZipFile:
    """The opened package, when its size and shape are harmless."""
    if len(content) > MOST_BYTES:
        raise FormError(
            f"模板文件有{len(content) // 1048576}MB，超过{MOST_BYTES // 1048576}MB，"
            "请删去图片后另存。"
        )
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        listed = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError):
        raise FormError(
            "这不是 .docx 文件，请在 Word 或 WPS 中另存为“Word 文档（.docx）”。"
        ) from None
    names = {item.filename for item in listed}
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        raise FormError("文件里没有 Word 正文，请在 Word 或 WPS 中另存为“Word 文档（.docx）”。")
    if len(listed) > MOST_PARTS or len(listed) != len(names):
        raise FormError("模板文件的内部结构不正常，请在 Word 或 WPS 中打开后另存再试。")
    if sum(item.file_size for item in listed) > MOST_UNPACKED:
        raise FormError("模板解开后过大，请删去图片和嵌入对象后另存。")
    return package


def _harmless(package: zipfile.ZipFile) -> None:
    """No macros, no embedded objects, no outside links, no huge pictures, no entities."""
    for item in package.infolist():
        name = item.filename
        lower = name.lower()
        if "vbaproject" in lower or lower.endswith((".bin", ".vbs", ".exe", ".dll")):
            raise FormError("模板带有宏，请另存为不带宏的“Word 文档（.docx）”后再发来。")
        if lower.startswith("word/embeddings/") or "activex" in lower:
            raise FormError("模板带有嵌入对象，请删去后另存。")
        if lower.startswith("word/media/") and item.file_size > MOST_PICTURE:
            raise FormError(
                f"模板里的图片“{name.rsplit('/', 1)[-1]}”过大（超过"
                f"{MOST_PICTURE // 1048576}MB），请压缩或者删去。"
            )
        if not lower.endswith((".xml", ".rels")):
            continue
        content = package.read(name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise FormError(
                "模板的内部结构不正常（含实体声明），请在 Word 或 WPS 中打开后另存再试。"
            )
        if lower.endswith(".rels") and b'TargetMode="External"' in content:
            raise FormError("模板带有外部链接或者链接的图片，请取消链接后另存。")
        if lower == "[content_types].xml" and b"macroEnabled" in content:
            raise FormError("模板带有宏，请另存为不带宏的“Word 文档（.docx）”后再发来。")


def _readable(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).strip()


def _lined(xml: str) -> str:
    """The cleaned XML with one paragraph a line, so that a line number names a place."""
    flat = xml.replace("\n", " ")
    return re.sub(r"(</w:p>)", r"\1" + "\n", flat)


def _unclosed(xml: str, part: str) -> FormError:
    """Which loop or test has no end, or which end has no beginning."""
    open_: list[tuple[str, str, str]] = []
    for number, line in enumerate(xml.split("\n"), 1):
        for tag in _TAG.findall(line):
            inner = tag[2:-2].strip(" -").split()
            word = inner[0] if tag.startswith("{%") and inner else ""
            if word in _ENDS:
                open_.append((word, _readable(tag), f"{part}第{number}段"))
            elif word in _ENDS.values():
                if not open_ or _ENDS[open_[-1][0]] != word:
                    return FormError(
                        f"{part}第{number}段的“{_readable(tag)}”没有对应的开头，请删去或者补上开头。"
                    )
                open_.pop()
    if open_:
        word, tag, place = open_[-1]
        kind = "循环" if word == "for" else "判断"
        return FormError(f"{place}的{kind}“{tag}”没有结束，请在后面补上“{{% {_ENDS[word]} %}}”。")
    return FormError(f"{part}的标签写法有误，请检查括号是否成对、有没有中文标点。")


class _Reader:
    """A walk over one part's tags."""

    def __init__(self, form: str, root: Field, xml: str, part: str) -> None:
        self.form, self.root, self.xml, self.part = form, root, xml, part
        self.used: set[str] = set()

    def where(self, node: nodes.Node) -> str:
        return f"{self.part}第{node.lineno}段"

    def walk(self, node: nodes.Node, known: dict[str, Field | None], depth: int) -> None:
        if not isinstance(node, _ALLOWED):
            word = _WORDS.get(type(node), "这种写法")
            raise FormError(
                f"{self.where(node)}用了{word}，模板里只能写事实名称、判断和循环，请删去。"
            )
        if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            close = nearest(node.name, _FILTERS)
            hint = f"，最接近的是“{close}”" if close else ""
            raise FormError(f"{self.where(node)}的过滤器“{node.name}”不能用{hint}，请改正。")
        if isinstance(node, nodes.For):
            self.loop(node, known, depth)
            return
        if isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)):
            self.fact(node, known)
        for child in node.iter_child_nodes():
            self.walk(child, known, depth)

    def loop(self, node: nodes.For, known: dict[str, Field | None], depth: int) -> None:
        if depth >= MOST_DEPTH:
            raise FormError(f"{self.where(node)}的循环套得太深（超过{MOST_DEPTH}层），请减少层次。")
        if node.recursive:
            raise FormError(f"{self.where(node)}用了递归循环，不会结束，请改为普通循环。")
        self.walk(node.iter, known, depth)
        found = (
            self.fact(node.iter, known)
            if isinstance(node.iter, nodes.Getattr | nodes.Name)
            else None
        )
        if isinstance(node.iter, nodes.Const):
            raise FormError(f"{self.where(node)}的循环应当对一组事实进行，请写事实名称。")
        inner = {**known, "loop": None}
        names = [node.target] if isinstance(node.target, nodes.Name) else []
        for target in names or node.target.find_all(nodes.Name):
            inner[target.name] = found.element if found is not None and names else None
        for child in (*node.body, *node.else_):
            self.walk(child, inner, depth + 1)
        if node.test is not None:
            self.walk(node.test, inner, depth)

    def fact(self, node: nodes.Node, known: dict[str, Field | None]) -> Field | None:
        """The fact that a dotted name means; None where it cannot be told."""
        if isinstance(node, nodes.Name):
            if node.name in known:
                if node.name in self.root.members:
                    self.used.add(node.name)
                return known[node.name]
            self.unknown(node, node.name, [n for n in known if n not in INTERNAL])
        if isinstance(node, nodes.Getattr):
            owner = self.fact(node.node, known)
            if owner is None:
                return None
            if node.attr not in owner.members:
                self.unknown(node, node.attr, list(owner.members))
            return owner.members[node.attr]
        return None

    def unknown(self, node: nodes.Node, name: str, known: list[str]) -> None:
        close = nearest(name, known)
        label = self.root.members[close].label if close in self.root.members else ""
        shown = f"“{close}”" + (f"（{label}）" if label else "") if close else ""
        hint = f"，最接近的是{shown}" if close else ""
        raise FormError(
            f"{self.where(node)}用到了《{self.form}》没有的事实“{name}”{hint}，请改正。"
        )


def _other_form(form: str, title: str) -> None:
    """A template handed out for another form is told by its title property."""
    if title and title != form and title in form_keys():
        raise FormError(f"这是《{title}》的模板，不是《{form}》的模板，请选对文书后再发来。")


def check_template(content: bytes, form: str) -> Checked:
    """检查模板: FormError naming the place and the remedy, or a template fit for use.

    `unused` are the labels of mandatory facts that the template does not print.
    """
    found = entry(form)
    if found.head["kind"] == "sheet":
        raise FormError(f"《{form}》是电子表格，不能换成 Word 模板。")
    with _package(content) as package:
        _harmless(package)
        try:
            cleaner = DocxTemplate(io.BytesIO(content))
            _other_form(form, cleaner.get_docx().core_properties.title or "")
        except (KeyError, ValueError, AttributeError):
            raise FormError("模板打不开，请在 Word 或 WPS 中打开后另存为 .docx 再试。") from None
    used = _facts_used(form, found.root, content)
    if not used:
        raise FormError(f"模板里没有一处《{form}》的事实标签，请用本程序给出的模板修改。")
    compiled = Compiled(content, known=found.root.members, trusted=False)
    expected = _expected(found)
    unused = tuple(
        field.label
        for name, field in found.root.members.items()
        if field.mandatory and name in expected - used
    )
    return Checked(compiled, unused)


def _expected(found: Entry) -> set[str]:
    """The facts that the built-in template prints (every variant of it)."""
    variants = found.head.get("variants")
    names: list[str | None] = variants if isinstance(variants, list) else [None]
    sets = [_facts_used(found.key, found.root, template_file(found.key, name)) for name in names]
    return set.intersection(*sets)


def _facts_used(form: str, root: Field, content: bytes) -> set[str]:
    """The facts that a template names, every tag of it checked."""
    cleaner = DocxTemplate(io.BytesIO(content))
    used: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            part = _PART.match(name)
            text = package.read(name).decode("utf-8", "replace") if part else ""
            if part and "{" in text:
                place = _PLACES[part[1].rstrip("0123456789")]
                used |= _read_part(form, root, _lined(cleaner.patch_xml(text)), place)
    return used


def _read_part(form: str, root: Field, xml: str, place: str) -> set[str]:
    try:
        tree = Environment().parse(xml)
    except TemplateSyntaxError:
        raise _unclosed(xml, place) from None
    reader = _Reader(form, root, xml, place)
    known: dict[str, Field | None] = {**root.members, **dict.fromkeys(INTERNAL)}
    reader.walk(tree, known, 0)
    return reader.used
