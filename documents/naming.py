"""文件名: `<发文字号 or 任务编号>-<文种>-<对象>.docx`, safe on Windows."""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
_LONGEST = 40


def _clean(part: str) -> str:
    text = unicodedata.normalize("NFC", part)
    text = _FORBIDDEN.sub("", text)
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return re.sub(r"\s+", " ", text).strip(" .")[:_LONGEST].strip(" .")


def file_name(
    number_or_task: str, form_title: str, subject: str | None, draft: bool, suffix: str = ".docx"
) -> str:
    """文件名: parts joined by a hyphen, 草稿 marked; never longer than 150 characters.

    `suffix` is `Rendered.suffix`: spreadsheets are .xlsx.
    """
    parts = [_clean(number_or_task), _clean(form_title), _clean(subject or "")]
    if draft:
        parts.append("草稿")
    stem = "-".join(part for part in parts if part) or "文书"
    if _RESERVED.match(stem):
        stem = f"文书-{stem}"
    return f"{stem}{suffix}"
