"""单位模板标签: every tag of an office's template read, before any of it is carried out.

A template may print facts, test them and repeat over them. It may not compute, call or include
anything; a loop goes over a list of facts, a loop within a loop over a member of the outer one. So
a template always ends, in a time that grows with its facts only.
"""

from __future__ import annotations

import re

from jinja2 import Environment, TemplateSyntaxError, nodes
from lxml import etree

from documents.compile import INTERNAL
from documents.errors import FormError, nearest
from documents.fields import Field
from documents.indents import FILTERS

MOST_DEPTH = 3
LONGEST_JOINT = 4
MOST_TAG = 1000
MOST_TAGS = 3000
_ALLOWED = (
    nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.For,
    nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.Const, nodes.Filter, nodes.Concat, nodes.Slice, nodes.List, nodes.Tuple, nodes.Test,
    nodes.Add, nodes.Keyword, nodes.Template,
)  # fmt: skip
_FILTERS = frozenset(FILTERS) | {
    *("join", "map", "length", "count", "first", "last", "default", "d", "string"),
    *("upper", "lower", "trim", "title_lines", "cn", "unique"),
}
_LISTING = ("in_rows", "signer_rows", "short_of", "one_for_each", "unique")
_TESTS = frozenset({"defined", "none", "true", "false", "string", "number", "mapping", "sequence"})
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
_WHOLE = re.compile(r"\{%[^{}]*%\}|\{\{[^{}]*\}\}|\{#[^{}]*#\}")
_HALF = re.compile(r"\{%|%\}|\{\{|\}\}|\{#|#\}")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_ENDS = {"for": "endfor", "if": "endif"}
Known = dict[str, Field | None]


def facts_used(form: str, root: Field, xml: str, place: str) -> set[str]:
    """用到的事实: names of the facts in one part's cleaned XML; FormError names tag and place."""
    lined = _lined(xml)
    for number, line in enumerate(lined.split("\n"), 1):
        if any(len(_readable(tag)) > MOST_TAG for tag in _TAG.findall(line)):
            raise FormError(f"{place}第{number}段的标签太长（超过{MOST_TAG}字），请拆开。")
    try:
        tree = Environment().parse(lined)
    except TemplateSyntaxError:
        raise _unclosed(lined, place) from None
    except RecursionError:
        raise FormError(f"{place}的标签括号套得太深，请简化。") from None
    reader = _Reader(form, root, place)
    reader.walk(tree, {**root.members, **dict.fromkeys(INTERNAL)}, 0)
    return reader.used


def whole_tags(content: bytes, place: str) -> None:
    """标签完整: every tag begins and ends in one paragraph, and there are not too many of them.

    docxtpl's cleaning would take an unfinished tag and everything up to the next one for one tag.
    """
    count = 0
    for number, paragraph in enumerate(etree.fromstring(content, _PARSER).iter(f"{_W}p"), 1):
        text = "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
        left, found = _WHOLE.subn("", text)
        count += found
        mark = _HALF.search(left)
        if mark:
            raise FormError(
                f"{place}第{number}段的标签没有写完（“{mark[0]}”没有另一半），请检查括号是否成对。"
            )
    if count > MOST_TAGS:
        raise FormError(f"{place}有{count}处标签，超过{MOST_TAGS}处，请另用给出的模板修改。")


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

    def __init__(self, form: str, root: Field, part: str) -> None:
        self.form, self.root, self.part = form, root, part
        self.used: set[str] = set()

    def where(self, node: nodes.Node) -> str:
        return f"{self.part}第{node.lineno}段"

    def walk(self, node: nodes.Node, known: Known, depth: int) -> None:
        if not isinstance(node, _ALLOWED):
            word = _WORDS.get(type(node), "这种写法")
            raise FormError(
                f"{self.where(node)}用了{word}，模板里只能写事实名称、判断和循环，请删去。"
            )
        if isinstance(node, nodes.Filter):
            self.filter(node)
        if isinstance(node, nodes.Test) and node.name not in _TESTS:
            raise FormError(f"{self.where(node)}的判断“is {node.name}”不能用，请改正。")
        if isinstance(node, nodes.For):
            self.loop(node, known, depth)
            return
        if isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)):
            self.fact(node, known)
        for child in node.iter_child_nodes():
            self.walk(child, known, depth)

    def filter(self, node: nodes.Filter) -> None:
        """过滤器: a known one, with nothing in it by which a text could grow without end."""
        if node.name not in _FILTERS:
            close = nearest(node.name, _FILTERS)
            hint = f"，最接近的是“{close}”" if close else ""
            raise FormError(f"{self.where(node)}的过滤器“{node.name}”不能用{hint}，请改正。")
        if node.name == "map" and (node.args or [k.key for k in node.kwargs] != ["attribute"]):
            raise FormError(f"{self.where(node)}的过滤器“map”只能写成 map(attribute=…)，请改正。")
        if node.name == "join":
            for joint in node.args:
                short = isinstance(joint, nodes.Const) and len(str(joint.value)) <= LONGEST_JOINT
                if not short:
                    raise FormError(
                        f"{self.where(node)}的过滤器“join”的连接符应为不超过"
                        f"{LONGEST_JOINT}个字的文字，请改正。"
                    )

    def loop(self, node: nodes.For, known: Known, depth: int) -> None:
        if depth >= MOST_DEPTH:
            raise FormError(f"{self.where(node)}的循环套得太深（超过{MOST_DEPTH}层），请减少层次。")
        if node.recursive:
            raise FormError(f"{self.where(node)}用了递归循环，不会结束，请改为普通循环。")
        self.walk(node.iter, known, depth)
        found = self.listed(node, known, depth)
        inner: Known = {**known, "loop": None}
        names = [node.target] if isinstance(node.target, nodes.Name) else []
        for target in names or node.target.find_all(nodes.Name):
            inner[target.name] = found.element if found is not None and names else None
        for child in (*node.body, *node.else_):
            self.walk(child, inner, depth + 1)
        if node.test is not None:
            self.walk(node.test, inner, depth)

    def listed(self, node: nodes.For, known: Known, depth: int) -> Field | None:
        """What a loop goes over: a list of facts, within another loop one of its own."""
        over = node.iter
        if isinstance(over, nodes.Name | nodes.Getattr):
            found = self.fact(over, known)
            if found is not None and found.kind != "list":
                raise FormError(
                    f"{self.where(node)}的循环应当对一组事实进行，“{found.label}”不是一组，请改正。"
                )
        elif isinstance(over, nodes.Add | nodes.List) or (
            isinstance(over, nodes.Filter) and over.name in _LISTING
        ):
            found = None
        else:
            raise FormError(f"{self.where(node)}的循环应当对一组事实进行，请写事实名称。")
        top = {name.name for name in over.find_all(nodes.Name)} | {getattr(over, "name", "")}
        if depth and top & self.root.members.keys():
            raise FormError(
                f"{self.where(node)}的循环套在另一个循环里，只能对外层循环的成员进行，请改正。"
            )
        return found

    def fact(self, node: nodes.Node, known: Known) -> Field | None:
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
