"""上传把关: what may be kept as evidence, told by name and first bytes, before it is opened.

Pictures, PDF, OFD, sound and film only: no archive, no Office file (which may carry macros and
links to elsewhere), no page, no program ever enters a dossier.
"""

from inspection.legible import plain_file_name
from inspection.refusal import Refusal

PICTURES = ("jpg", "jpeg", "png", "gif", "webp", "heic", "heif", "bmp", "tif", "tiff")
PAPERS = ("pdf", "ofd")
RECORDINGS = ("mp4", "mov", "avi", "3gp", "mp3", "m4a", "wav", "amr", "ogg")
EVIDENCE = frozenset({*PICTURES, *PAPERS, *RECORDINGS})
LISTS = frozenset({"xlsx", "xls", "csv"})
"""What the office and the platform send: read by the importers, which check it themselves."""

TEMPLATES = frozenset({"docx"})
"""Templates of the office's own: taken in a private chat only, and checked before they are used."""
OFFICE_FILES = frozenset({"doc", "docm", "dot", "dotx", "dotm", "wps", "wpt", "rtf"})
"""Texts of a word processor that are no .docx: whoever sends one meant a template."""
MOST_TEMPLATE_BYTES = 10 * 1024 * 1024

_NEVER = (b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"#!", b"<!", b"<html", b"<script", b"<?")
_PACKED = b"PK"


def ending_of(name: str) -> str:
    """The ending of a file name, in small letters."""
    return plain_file_name(name).rpartition(".")[2].lower()


def require_wanted(name: str, size: int, *, photo: bool, private: bool) -> None:
    """To be asked before a download: a file that nothing here takes is not fetched.

    Refusals: `upload_type`; in a private chat `template_type` for a text that is no .docx and
    `upload_too_big` for a .docx of more than 10 MB.
    """
    ending = ending_of(name)
    if photo or ending in EVIDENCE | LISTS:
        return
    if private and ending in OFFICE_FILES:
        raise Refusal("template_type", {"name": plain_file_name(name)})
    if not private or ending not in TEMPLATES:
        raise Refusal("upload_type", {"name": plain_file_name(name)})
    if size > MOST_TEMPLATE_BYTES:
        raise Refusal("upload_too_big", {"limit": MOST_TEMPLATE_BYTES // 1024 // 1024})


def require_evidence(name: str, content: bytes) -> str:
    """The plain name under which the file is kept. Refusals: `upload_type`, `upload_empty`."""
    plain = plain_file_name(name)
    if not content:
        raise Refusal("upload_empty", {"name": plain})
    start = content[:16].lstrip().lower()
    packed = content.startswith(_PACKED) and ending_of(name) != "ofd"
    hidden = any(start.startswith(each.lower()) for each in _NEVER)
    if ending_of(name) not in EVIDENCE or packed or hidden:
        raise Refusal("upload_type", {"name": plain})
    return plain
