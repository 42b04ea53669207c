"""空白模板: a built-in template as Word and WPS can open it.

A layout keeps expressions in attributes (indents that follow a name's length, which footers a
section has). Word takes such a file for a damaged one, so a template that leaves the house has the
values of the form's example in their place; tags within the text stay.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from lxml import etree

from documents.compile import INTERNAL, attribute_value
from documents.facts import complete
from documents.fields import entry
from documents.package import Package

_RENDERED = re.compile(r"^word/(document|header\d*|footer\d*)\.xml$")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_ONCE = {"first": True, "last": False, "length": 1, "index": 1, "index0": 0}


def settled(docx: bytes, form: str, example: Mapping[str, object]) -> bytes:
    """定值: the template with every expression in an attribute worked out from `example`."""
    facts, _ = complete(form, entry(form).root, example)
    values = {**facts, **dict.fromkeys(INTERNAL, 0), "loop": _ONCE}
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, content in parts.items():
        if _RENDERED.match(name) and b"{" in content:
            root = etree.fromstring(content, _PARSER)
            for element in root.iter():
                for key, text in element.attrib.items():
                    if "{" in text:
                        element.set(key, attribute_value(text, values))
            parts[name] = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
    return Package(parts).splice({})
