"""字数: the length of a document's text, for the limit on special papers.

《整治形式主义为基层减负若干规定》: 专项文件一般不超过4000字.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from lxml import etree

LIMIT = 4000
RULE = "《整治形式主义为基层减负若干规定》"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class Length:
    """字数: characters of the text (title to date) and of the attachments, blanks left out."""

    text: int
    attachments: int
    limit: int = LIMIT

    @property
    def exceeds(self) -> bool:
        """Whether the text, attachments aside, is longer than the limit."""
        return self.text > self.limit

    @property
    def notice(self) -> str | None:
        """提示: what to tell the clerk; None where the text is short enough."""
        if not self.exceeds:
            return None
        return (
            f"正文约{self.text}字，超过{RULE}所说专项文件一般不超过{self.limit}字，"
            "请精简或者将细目移入附件。"
        )


def length(docx: bytes) -> Length:
    """字数统计: counts a finished .docx; what follows the first 附件 page is attachment."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        body = etree.fromstring(package.read("word/document.xml"), _PARSER)[0]
    counts = [0, 0]
    part = 0
    for element in body:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") == "Annex":
            part = 1
        if element.find(f"{_W}tblPr/{_W}tblpPr") is not None:
            continue
        text = "".join(node.text or "" for node in element.iter(f"{_W}t"))
        counts[part] += sum(1 for character in text if not character.isspace())
    return Length(*counts)
