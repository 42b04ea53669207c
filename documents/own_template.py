"""单位自备模板: an office's own .docx in place of a built-in form: handed out, checked, rendered.

    blank = blank_template("检查报告", "xinyang")        # to be edited in Word or WPS
    checked = check_template(sent_back, "检查报告")      # FormError: what, where and the remedy
    made = render_own("检查报告", facts, sent_back)      # as documents.render.render

The built-in template stays in force until one passes, and whenever render_own refuses.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from docxtpl import DocxTemplate

from documents.blank import settled
from documents.compile import Compiled
from documents.errors import FormError, nearest
from documents.fields import Entry, entry, form_keys
from documents.gallery_facts import LOCALITIES, example_facts
from documents.own_package import RENDERED, opened
from documents.own_reading import facts_used, whole_tags
from documents.render import STANDARD, Rendered, render, template_file
from documents.typefaces import Typefaces

_PLACES = {"document": "正文", "header": "页眉", "footer": "页脚"}
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Checked:
    """检查结果: a template fit for use, the labels of the mandatory facts it leaves out (to be
    told, not a fault), and its parts."""

    compiled: Compiled
    unused: tuple[str, ...]


# 已检查的模板: by hash and form, the one used last at the end
_seen: dict[tuple[str, str], Checked] = {}


def blank_template(form: str, locality: str, *, faces: Typefaces = STANDARD) -> bytes:
    """空白模板: the built-in form as a .docx with its tags, for editing in Word or WPS.

    `locality` decides which layout of a form with several (情况记录表); a locality that is not one
    of the five has the joint one. FormError for an unknown form and for spreadsheets.
    """
    found = _entry(form)
    facts = example_facts(form, locality if locality in LOCALITIES else LOCALITIES[0])
    record_form = facts.get(str(found.head.get("variant_field")))
    return settled(template_file(form, record_form, faces=faces), form, facts)


def check_template(content: bytes, form: str) -> Checked:
    """检查模板: FormError naming the place and the remedy, or a template fit for use.

    It is also rendered once with the form's example, so that nothing is found out only later.
    """
    found = _entry(form)
    if found.head["kind"] == "sheet":
        raise FormError(f"《{form}》是电子表格，不能换成 Word 模板。")
    parts = opened(content)
    try:
        cleaner = DocxTemplate(io.BytesIO(content))
        title = cleaner.get_docx().core_properties.title or ""
    except (KeyError, ValueError, AttributeError, SyntaxError):
        raise FormError("模板打不开，请在 Word 或 WPS 中打开后另存为 .docx 再试。") from None
    if title != form and title in form_keys():
        raise FormError(f"这是《{title}》的模板，不是《{form}》的模板，请选对文书后再发来。")
    used = _facts_used(found, parts, cleaner)
    if not used:
        raise FormError(f"模板里没有一处《{form}》的事实标签，请用本程序给出的模板修改。")
    compiled = Compiled(content, known=found.root.members, trusted=False)
    render(form, example_facts(form), own=compiled)
    unused = tuple(
        field.label
        for name, field in found.root.members.items()
        if field.mandatory and name in _expected(form) - used
    )
    return Checked(compiled, unused)


def render_own(form: str, facts: Mapping[str, object], template: bytes) -> Rendered:
    """按单位模板生成: `render` with an office's template, which is checked anew where this process
    has not seen it yet. FormError as in `check_template` and `render`."""
    known = (hashlib.sha256(template).hexdigest(), form)
    checked = _seen.pop(known, None) or check_template(template, form)
    _seen[known] = checked
    while len(_seen) > _KEPT:
        del _seen[next(iter(_seen))]
    return render(form, facts, own=checked.compiled)


def _entry(form: str) -> Entry:
    try:
        return entry(form)
    except KeyError:
        close = nearest(form, form_keys())
        hint = f"，最接近的是《{close}》" if close else ""
        raise FormError(f"没有名为“{form}”的文书{hint}，请从文书目录中选择。") from None


@cache
def _expected(form: str) -> frozenset[str]:
    """The facts that the built-in template prints (every variant of it)."""
    found = entry(form)
    variants = found.head.get("variants")
    names: list[str | None] = variants if isinstance(variants, list) else [None]
    sets = []
    for name in names:
        content = template_file(form, name)
        sets.append(_facts_used(found, opened(content), DocxTemplate(io.BytesIO(content))))
    return frozenset(set.intersection(*sets))


def _facts_used(found: Entry, parts: Mapping[str, bytes], cleaner: DocxTemplate) -> set[str]:
    """The facts that a template names, every tag of it checked."""
    used: set[str] = set()
    for name, content in parts.items():
        part = RENDERED.match(name)
        text = content.decode("utf-8-sig") if part else ""
        if part and "{" in text:
            place = _PLACES[part[1]]
            whole_tags(content, place)
            used |= facts_used(found.key, found.root, cleaner.patch_xml(text), place)
    return used
