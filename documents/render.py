"""文书生成: a form and its facts to the bytes of a .docx, the same bytes every time."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from documents.compile import Compiled
from documents.errors import FormError, nearest
from documents.facts import complete, facts_sha256
from documents.fields import Entry, entry, form_keys
from documents.layout import layout
from documents.markup import parse
from documents.paths import TEMPLATES
from documents.sheets import workbook
from documents.typefaces import Typefaces

STANDARD = Typefaces()


@dataclass(frozen=True, slots=True)
class Rendered:
    """成文: the document, its hash, the hash of its facts, and what is still to be filled in.

    `docx` are the file's bytes: a .docx, or an .xlsx where `suffix` says so. `pages_hint` is the
    number of pages where the form has a fixed one, else None (`documents.pages.estimated_pages`
    counts one document's).
    """

    docx: bytes
    sha256: str
    facts_sha256: str
    missing: tuple[str, ...]
    pages_hint: int | None
    suffix: str = ".docx"


def _source(name: str) -> str:
    path = TEMPLATES / f"{name}.j2"
    if not path.is_file():
        raise FormError(f"缺少模板“{name}”，请重新安装程序。")
    return path.read_text(encoding="utf-8")


def _lay_out(name: str, form: str, faces: Typefaces) -> bytes:
    head = entry(form).head
    return layout(str(head["title"]), parse(_source(name), _source), str(head["kind"]), faces)


@cache
def _compiled(name: str, form: str, faces: Typefaces = STANDARD) -> Compiled:
    return Compiled(_lay_out(name, form, faces), known=entry(form).root.members, trusted=True)


def _entry(form: str) -> Entry:
    try:
        return entry(form)
    except KeyError:
        close = nearest(form, form_keys())
        hint = f"，最接近的是《{close}》" if close else ""
        raise FormError(f"没有名为“{form}”的文书{hint}，请从文书目录中选择。") from None


def _variant(found: Entry, facts: Mapping[str, object]) -> str:
    """式样: the template's name; only a form that names variants lets the facts choose."""
    variants = found.head.get("variants")
    if not isinstance(variants, list):
        return found.key
    chosen = facts.get(str(found.head["variant_field"]))
    if chosen not in variants:
        known = "、".join(variants)
        raise FormError(f"《{found.key}》没有名为“{chosen}”的式样，可用的有：{known}。")
    return f"{found.key}-{chosen}"


def template_file(
    form: str, record_form: str | None = None, *, faces: Typefaces = STANDARD
) -> bytes:
    """模板文件: a built-in form as a .docx with its tags, for an office to edit in Word or WPS.

    `record_form` picks the variant of a form that has several (情况记录表).
    """
    found = _entry(form)
    if found.head["kind"] == "sheet":
        raise FormError(f"《{form}》是电子表格，没有可以修改的 Word 模板，请从其他文书中选择。")
    facts = {str(found.head.get("variant_field")): record_form}
    return _lay_out(_variant(found, facts), form, faces)


def render(
    form: str,
    facts: Mapping[str, object],
    *,
    faces: Typefaces = STANDARD,
    own: Compiled | None = None,
) -> Rendered:
    """生成文书: FormError on an unknown form, an unknown or malformed fact.

    `facts` are plain JSON values as listed in documents/FACTS.md; `faces` the typefaces of
    spreadsheets and built-in templates; `own` an office's template that `check_template` found fit.
    """
    found = _entry(form)
    if not isinstance(facts, Mapping):
        raise FormError(f"《{form}》的事实应为一组名称和值，请改正后重试。")
    digest = facts_sha256(facts)
    template = _variant(found, facts)
    made, missing = complete(form, found.root, facts)
    sheet = found.head["kind"] == "sheet"
    docx = (
        workbook(form, made, faces)
        if sheet
        else (own or _compiled(template, form, faces)).make(made)
    )
    pages = found.head.get("pages")
    return Rendered(
        docx=docx,
        sha256=hashlib.sha256(docx).hexdigest(),
        facts_sha256=digest,
        missing=missing,
        pages_hint=pages if isinstance(pages, int) else None,
        suffix=".xlsx" if sheet else ".docx",
    )
