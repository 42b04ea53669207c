"""可读文字: what people type and what files are called, without what no text may carry.

Control characters and half surrogate pairs would break the database, the journal's hashes or a
Word file; direction marks would make a name or a sentence read as something else.
"""

import re
import unicodedata

_KEPT = "\n\t\u200d"
"""Line ends and tabs; the joiner that holds one emoji together."""

_DROPPED = ("Cc", "Cs", "Cf")
_NONCHARACTERS = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_ENDING = re.compile(r"[0-9A-Za-z]{1,8}")
LONGEST_NAME = 80


def legible(text: str) -> str:
    """The text without control, direction and invisible marks and half surrogate pairs."""
    text = _NONCHARACTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in _DROPPED)


def plain_file_name(name: str, *, otherwise: str = "附件") -> str:
    """文件名: safe in every file system and .zip: no folders, no reserved names, at most 80
    characters, an ending of letters and digits only."""
    last = re.split(r"[/\\]", legible(name))[-1]
    flat = _FORBIDDEN.sub("", last.replace("\n", " ").replace("\t", " ")).strip(" .")
    stem, dot, ending = flat.rpartition(".")
    if not dot or not _ENDING.fullmatch(ending):
        stem, ending = flat.replace(".", "_"), ""
    stem = stem.strip(" .")[:LONGEST_NAME].strip(" .") or otherwise
    whole = f"{stem}.{ending}" if ending else stem
    return f"{otherwise}-{whole}" if _RESERVED.fullmatch(whole) else whole
