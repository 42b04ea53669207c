"""编译模板: a .docx template becomes compiled Jinja text templates and a prepared package.

docxtpl's cleaning joins the tags that Word splits over runs; everything after that is text.
Missing names are faults (StrictUndefined): facts are completed before they come here.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from xml.parsers import expat

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, Template, TemplateError, UndefinedError, meta
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from documents.errors import FormError, nearest
from documents.indents import FILTERS
from documents.numerals import chinese_number
from documents.package import Package
from documents.pages import estimate
from documents.tall_rows import loosened
from documents.titles import title_lines

_RENDERED = re.compile(r"^word/(document|header\d*|footer\d*)\.xml$")
_DOCUMENT = "word/document.xml"
_SPECIAL = re.compile('[&<>"\n\t\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]')
_HOLDER = (
    r'<w:p><w:pPr><w:pStyle w:val="Spacer"/></w:pPr><w:r><w:t>'
    r"\{%KIND ((?:(?!%\}).)*?) %\}</w:t></w:r></w:p>"
)
_STATEMENT_PARAGRAPH = re.compile(_HOLDER.replace("KIND", "p"))
_STATEMENT_ROW = re.compile(
    r"<w:tr><w:tc><w:tcPr><w:tcW [^>]*/>(?:<w:gridSpan [^>]*/>)?</w:tcPr>"
    + _HOLDER.replace("KIND", "tr")
    + "</w:tc></w:tr>"
)
_TAG = re.compile(r"\{[%{].*?[%}]\}")
_QUOTED = re.compile(r"'([^']+)'")
_ESCAPES = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": " ",
    "\n": "</w:t><w:br/><w:t>",
}  # fmt: skip


def xml_text(value: object) -> object:
    """转义: a fact as XML text; control characters go, a line feed is a line break."""
    if not isinstance(value, str):
        return value
    if not _SPECIAL.search(value):
        return value
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], ""), value)


class _FactsFirst:
    """Dotted names mean members of a fact; nothing else of an object can be reached."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):
            if attribute in obj:
                return obj[attribute]
            return StrictUndefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)  # type: ignore[misc]


class _Environment(_FactsFirst, Environment):
    """Built-in templates."""


class _Sandbox(_FactsFirst, ImmutableSandboxedEnvironment):
    """An office's own templates."""


def _environment(trusted: bool) -> Environment:
    kind = _Environment if trusted else _Sandbox
    made = kind(undefined=StrictUndefined, finalize=xml_text, autoescape=False)
    made.filters["cn"] = chinese_number
    made.filters["title_lines"] = title_lines
    made.filters.update(FILTERS)
    return made


# 小部件: bytes up to which a part (a footer) is taken for one that comes again
_SMALL = 4096
# 最大篇幅: characters of XML that an office's template may make of one part
MOST_MADE = 20_000_000
# 内部名称: names that the typing pool itself gives a template
INTERNAL = {"imprint_break"}
_TRUSTED, _GUARDED = _environment(True), _environment(False)


def _cleaned(text: str) -> str:
    """What docxtpl's cleaning makes of our own layout, whose tags are never split over runs:
    paragraphs and rows that only hold a statement become the statement."""
    text = _STATEMENT_ROW.sub(r"{% \1 %}", text)
    text = _STATEMENT_PARAGRAPH.sub(r"{% \1 %}", text)
    return _TAG.sub(lambda tag: tag[0].replace("&lt;", "<").replace("&gt;", ">"), text)


def _template(environment: Environment, text: str, known: Iterable[str]) -> Template:
    """One part compiled, after a look at the names it uses."""
    try:
        if environment is _TRUSTED:
            return environment.from_string(text)
        used = meta.find_undeclared_variables(environment.parse(text))
        unknown = sorted(used - set(known) - set(environment.globals) - INTERNAL)
        if unknown:
            close = nearest(unknown[0], known)
            hint = f"，最接近的是“{close}”" if close else ""
            raise FormError(f"模板用到了没有的事实“{unknown[0]}”{hint}，请改正模板。")
        return environment.from_string(text)
    except TemplateError as error:
        raise FormError(
            "模板的标签写法有误或没有结束，请检查每个判断和循环是否都有结束标签。"
        ) from error


def attribute_value(text: str, facts: Mapping[str, object]) -> str:
    """属性值: an attribute's expressions worked out, for a template that is handed out."""
    return _TRUSTED.from_string(text).render(facts)


def _parse(content: bytes) -> None:
    """格式核对: ExpatError unless a part is well-formed."""
    expat.ParserCreate().Parse(content, True)


# 页脚: the same few in every document of a form, so that each is looked at once
_parse_once = lru_cache(maxsize=256)(_parse)


def _within(pieces: Iterable[str], most: int | None) -> str:
    """The joined pieces; FormError as soon as they are longer than `most` characters."""
    if most is None:
        return "".join(pieces)
    kept: list[str] = []
    room = most
    for piece in pieces:
        room -= len(piece)
        if room < 0:
            raise FormError("按模板生成的内容过大，请检查循环里的内容是不是放多了。")
        kept.append(piece)
    return "".join(kept)


class Compiled:
    """已编译模板: compiled parts plus the prepared package; `make` renders one document."""

    def __init__(self, docx: bytes, *, known: Iterable[str], trusted: bool) -> None:
        environment = _TRUSTED if trusted else _GUARDED
        cleaner = None if trusted else DocxTemplate(io.BytesIO(docx))
        fixed: dict[str, bytes] = {}
        self._parts = {}
        self._imprint = False
        with zipfile.ZipFile(io.BytesIO(docx)) as source:
            for name in source.namelist():
                content = source.read(name)
                text = content.decode("utf-8-sig") if _RENDERED.match(name) else ""
                if "{" not in text:
                    fixed[name] = content
                    continue
                self._imprint |= "imprint_break" in text
                clean = cleaner.patch_xml(text) if cleaner else _cleaned(text)
                self._parts[name] = _template(environment, clean, known)
        self._package = Package(fixed)
        self._most = None if trusted else MOST_MADE

    def make(self, facts: Mapping[str, object]) -> bytes:
        """生成: facts (complete) to the bytes of a .docx; FormError if the XML would be bad.

        An imprint goes to the even page that the text's length asks for (7.5).
        """
        fresh = self._fresh({**facts, "imprint_break": 0})
        if self._imprint:
            pages = estimate(fresh[_DOCUMENT].decode())
            if pages.imprint_break:
                fresh = self._fresh({**facts, "imprint_break": pages.imprint_break})
        return self._package.splice(fresh)

    def _filled(self, name: str, facts: Mapping[str, object]) -> bytes:
        """One part's text with its facts."""
        content = _within(self._parts[name].generate(facts), self._most).encode()
        return loosened(content) if name == _DOCUMENT else content

    def _fresh(self, facts: Mapping[str, object]) -> dict[str, bytes]:
        """The rendered parts, each well-formed."""
        try:
            fresh = {name: self._filled(name, facts) for name in self._parts}
            for content in fresh.values():
                (_parse if len(content) > _SMALL else _parse_once)(content)
        except UndefinedError as error:
            name = (_QUOTED.findall(error.message or "") or ["未知"])[-1]
            raise FormError(f"模板用到了没有的事实“{name}”，请改正模板。") from error
        except SecurityError as error:
            raise FormError("模板里有不允许的写法，请只用事实名称、判断和循环。") from error
        except (TemplateError, ArithmeticError, TypeError, ValueError, LookupError) as error:
            raise FormError("模板的写法不能计算，请检查过滤器和算式。") from error
        except expat.ExpatError as error:
            raise FormError(f"生成的文件结构有误（{error}），请检查模板。") from error
        return fresh
