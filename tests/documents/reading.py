"""Reading a produced document back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn

import documents

ROOM = Path(documents.__path__[0])
LOCALITIES = ("xinyang", "xinhua", "xinxian", "xinzhou", "wolong")


def body_of(docx: bytes) -> Any:
    """The body element of a document."""
    return Document(io.BytesIO(docx)).element.body


def paragraph_text(paragraph: Any) -> str:
    """The text of one paragraph; breaks are line feeds."""
    signs = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(
        node.text or "" if node.tag == qn("w:t") else signs.get(node.tag, "")
        for run in paragraph.iter(qn("w:r"))
        for node in run
    )


def text_of(docx: bytes) -> str:
    """All text of the body in order, one paragraph a line."""
    return "\n".join(paragraph_text(p) for p in body_of(docx).iter(qn("w:p")))
